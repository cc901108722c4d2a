import { defineCommand } from '../option';
import { GROUP } from '../help-texts';

export const COMPLETION = defineCommand({
  group: GROUP.SHELL,
  summary: 'print a completion script',
  operands: 'bash|zsh',
  missing: 'a shell, bash or zsh',
  operandCount: [1, 1],
  callsAws: false,
  text: `Prints a script that completes commands, options and files.`,
  options: {},
  examples: [
    ['source <(amp-collector completion bash)', 'in ~/.bashrc'],
    ['source <(amp-collector completion zsh)', 'in ~/.zshrc, after compinit'],
  ],
});
