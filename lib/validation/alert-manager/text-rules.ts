import { encodingOf } from '../../private/plain-text';
import { containsToken } from '../../private/tokens';
import type { Place } from '../../prometheus/decode/place';
import { EMPTY_CONTENT, isNull, type YamlNode } from '../../prometheus/yaml/node';
import type { LocatedMessage } from '../located-message';
import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import type { DefinitionEnvironment } from './definition-context';
import { describeOtherFile } from '../file-kind';
import { CONFIGURATION_KEY, PLAIN_KEYS, TEMPLATES_KEY, type DefinitionText } from './definition-text';

/** A definition as text. */
export interface DefinitionSource {
  readonly text: string;
  readonly definition: DefinitionText;
  readonly environment: DefinitionEnvironment;
}

const CONFIGURATION = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html';
const QUOTAS = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html';

/** A quota that can be raised. */
const MOST_BYTES = 1_000_000;

const START: YamlNode = EMPTY_CONTENT;

/** The rules about a definition as a whole. */
export const DEFINITION_TEXT_RULES: ReadonlyArray<ValidationRule<DefinitionSource>> = [
  {
    id: 'malformed-definition', severity: ProblemSeverity.ERROR, helpUrl: CONFIGURATION, check: malformedParts,
    summary: 'The alert manager definition is not a YAML document with `alertmanager_config`',
    why: 'The service refuses it: "Empty Alertmanager definition" or "Malformed Alertmanager definition".',
    fix: 'Write `alertmanager_config: |`, and the configuration of Alertmanager indented below it.',
  },
  {
    id: 'ignored-definition-key', severity: ProblemSeverity.WARNING, helpUrl: CONFIGURATION, check: ignoredKeys,
    summary: 'The alert manager definition has a key that the service does not know',
    why: 'The service knows `alertmanager_config` and `template_files`, and ignores other keys.',
    fix: 'Correct the name, or move the key into the text of `alertmanager_config`.',
  },
  {
    id: 'definition-size', severity: ProblemSeverity.WARNING, helpUrl: QUOTAS,
    summary: 'The alert manager definition is larger than the default quota of 1,000,000 bytes',
    why: 'The service refuses larger definitions unless the quota was raised.',
    fix: 'Shorten the templates, or request a higher quota and acknowledge the warning.',
    check: ({ text }) => {
      const bytes = Buffer.byteLength(text);
      return bytes <= MOST_BYTES ? [] : [{ place: { node: START }, message: `the definition must have at most ${MOST_BYTES} bytes, got ${bytes}` }];
    },
  },
];

function malformedParts({ text, definition, environment }: DefinitionSource): LocatedMessage[] {
  const { root, failure, configuration, container, isPlain } = definition;
  const at = (node: YamlNode | undefined, message: string, segment?: string): LocatedMessage[] =>
    [{ place: { node: node ?? START, segment, parent: segment === undefined ? undefined : { node: START } }, message }];
  if (text.trim() === '') return at(root, 'the definition is empty (the service: "Empty Alertmanager definition.")');
  switch (encodingOf(text, CONFIGURATION_KEY)) {
    case 'base64': return at(root, 'the definition is base64; specify plain YAML, CloudFormation encodes it');
    case 'escaped-newlines': return at(root, 'the definition has "\\n" as two characters where lines should end; specify it with line breaks');
    default: // Plain, as it should be.
  }
  if (failure !== undefined) return [{ place: { node: { ...START, ...failure } }, message: failure.message }];
  if (isPlain && environment.isTemplate === true) {
    return at(root, `the definition must have the key '${CONFIGURATION_KEY}' at its root; this is a configuration of Alertmanager: write it `
      + `indented below '${CONFIGURATION_KEY}: |', or use AlertManagerDefinition, which wraps it`);
  }
  if (isNotIndented(definition)) return at(container, `the configuration must be indented below '${CONFIGURATION_KEY}: |'`, CONFIGURATION_KEY);
  if (configuration !== undefined && !(container !== undefined && isNull(container))) return [];
  if (root?.kind === 'scalar' && containsToken(root.value)) return [];
  if (container?.kind === 'mapping') {
    return at(container, `${CONFIGURATION_KEY} must be a text; write '${CONFIGURATION_KEY}: |', and indent the configuration below it`, CONFIGURATION_KEY);
  }
  if (container !== undefined) return at(container, `${CONFIGURATION_KEY} must be a text with a configuration of Alertmanager`, CONFIGURATION_KEY);
  const otherFile = root && describeOtherFile(root, 'alert-manager-definition');
  return at(root, otherFile ?? `the definition must have the key '${CONFIGURATION_KEY}' at its root`);
}

/** A configuration at the indentation of its key is not a part of it. */
export function isNotIndented({ root, container }: DefinitionText): boolean {
  if (root?.kind !== 'mapping' || container?.kind !== 'scalar' || container.value.trim() !== '') return false;
  return root.entries.some(({ key }) => key.kind === 'scalar' && PLAIN_KEYS.has(key.value));
}

function ignoredKeys({ definition }: DefinitionSource): LocatedMessage[] {
  const { root, container } = definition;
  if (root?.kind !== 'mapping' || container === undefined || isNotIndented(definition)) return [];
  const known = [CONFIGURATION_KEY, TEMPLATES_KEY];
  return root.entries.flatMap(({ key }) => {
    if (key.kind !== 'scalar' || known.includes(key.value)) return [];
    const place: Place = { node: key, parent: { node: root }, segment: key.value };
    return [{ place, message: `the service ignores '${key.value}'; a definition has ${known.join(' and ')}` }];
  });
}
