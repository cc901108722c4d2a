import * as fc from 'fast-check';
import { mutants } from '../judge/mutations';
import { DOCUMENTS, ENTRY, FLOW_ENTRY, MAPPED, REMOVED } from './map-roles-documents';

const NODES = `- rolearn: arn:aws:iam::111122223333:role/node
  username: system:node:{{EC2PrivateDNSName}}
  groups:
  - system:bootstrappers
  - system:nodes
`;

const ORIGINALS = [
  ...DOCUMENTS.flatMap(({ text, added }) => [text, added]), ...MAPPED.map(([, text]) => text), ...REMOVED.map(([, text]) => text),
  NODES, NODES + ENTRY, ENTRY + NODES, `[${FLOW_ENTRY}, {rolearn: x, username: y}]`,
];

const LINE_BREAKS = ['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '\n\n', ''];

/** Changes the end of the text and its line breaks: some at all places, some at one. */
const endings = fc.record({
  every: fc.option(fc.constantFrom(...LINE_BREAKS), { freq: 6 }),
  one: fc.option(fc.tuple(fc.nat(1000), fc.constantFrom(...LINE_BREAKS)), { freq: 2 }),
  trim: fc.constantFrom(0, 0, 1, 2),
  block: fc.option(fc.constantFrom('|', '>', '|+', '>+', '|-', '|2', '>1+'), { freq: 2 }),
});

type Endings = typeof endings extends fc.Arbitrary<infer T> ? T : never;

/** Writes the last scalar of a text as a block. */
function withBlock(text: string, block: string): string {
  const [line = ''] = /(?<![^\n{}[\]&*#"'])[^\n{}[\]&*#"']+(?=\n*$)/.exec(text) ?? [];
  const [, scalar] = /^[^:]*: ?(.+)$/.exec(line) ?? [];
  return scalar === undefined ? text : `${text.slice(0, text.lastIndexOf(line) + line.indexOf(':'))}: ${block}\n      ${scalar}\n`;
}

function withEndings(text: string, { every, one, trim, block }: Endings): string {
  const blocked = block === null ? text : withBlock(text, block);
  const trimmed = trim === 0 ? blocked : blocked.replace(/(?<!\n)\n+$/, trim === 1 ? '' : '\n\n  ');
  const lines = trimmed.split('\n');
  const [where, other] = one ?? [-1, ''];
  return lines.reduce((before, line, index) => before + (index - 1 === where % lines.length ? other : every ?? '\n') + line);
}

/** Texts of `mapRoles` that people could have, and many that they could not. */
export const mapRolesTexts: fc.Arbitrary<string> = fc.oneof(
  mutants(ORIGINALS).map(({ text }) => text),
  fc.tuple(fc.constantFrom(...ORIGINALS), endings).map(([text, ends]) => withEndings(text, ends)),
  fc.tuple(mutants(ORIGINALS), endings).map(([{ text }, ends]) => withEndings(text, ends)),
);
