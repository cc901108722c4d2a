/** A `mapRoles` as people have them, and what comes out. Taking the entry out again gives `text`, or `left` where that is given. */
export interface MapRolesDocument {
  readonly name: string;
  readonly text: string;
  readonly added: string;
  readonly left?: string;
}

export const MAPPING = { rolearn: 'arn:aws:iam::111122223333:role/collector', username: 'aps-collector-user' };

export const ENTRY = '- rolearn: arn:aws:iam::111122223333:role/collector\n  username: aps-collector-user\n';

export const FLOW_ENTRY = '{"rolearn":"arn:aws:iam::111122223333:role/collector","username":"aps-collector-user"}';

const INDENTED_ENTRY = '  - rolearn: arn:aws:iam::111122223333:role/collector\n    username: aps-collector-user\n';

const ENTRY_AT_END = `\n${ENTRY.trimEnd()}`;

const WINDOWS_ENTRY = ENTRY.replaceAll('\n', '\r\n');

/** Documents whose list is in block style: the entry is inserted as separate lines at a place of the text. */
const IN_LINES: ReadonlyArray<readonly [name: string, before: string, entry: string, after: string]> = [
  ['what EKS itself writes', '- groups:\n  - system:bootstrappers\n  - system:nodes\n  rolearn: arn:aws:iam::111122223333:role/node\n  username: system:node:{{EC2PrivateDNSName}}\n', ENTRY, ''],
  ['an empty text', '', ENTRY, ''],
  ['no newline at the end', '- rolearn: a\n  username: b', ENTRY_AT_END, ''],
  ['blank lines at the end', '- rolearn: a\n  username: b\n', ENTRY, '\n\n\n'],
  ['spaces after the last newline', '- rolearn: a\n  username: b\n', ENTRY, '    '],
  ['an indented list', '  - rolearn: a\n    username: b\n', INDENTED_ENTRY, ''],
  ['groups less indented than they might be', '- groups:\n  - g\n  rolearn: a\n  username: b\n', ENTRY, ''],
  ['four spaces after the dash', '-    rolearn: a\n     username: b\n', ENTRY, ''],
  ['the dash on a separate line', '-\n  rolearn: a\n  username: b\n', ENTRY, ''],
  ['double quotes', '- "rolearn": "a"\n  "username": "b"\n', ENTRY, ''],
  ['single quotes with a quote inside', '- rolearn: \'a\'\n  username: \'it\'\'s\'\n', ENTRY, ''],
  ['a quoted scalar over two lines', '- rolearn: "a\n    b"\n  username: c\n', ENTRY, ''],
  ['a plain scalar over two lines', '- rolearn: a\n    b\n  username: c\n', ENTRY, ''],
  ['a folded scalar', '- rolearn: >-\n    arn:aws:iam::111122223333:role/node\n  username: b\n', ENTRY, ''],
  ['a folded scalar at the end', '- username: b\n  rolearn: >\n    a\n    b\n', ENTRY, ''],
  ['a literal scalar', '- username: |-\n    b\n  rolearn: a\n', ENTRY, ''],
  ['a literal scalar that keeps its newlines', '- rolearn: a\n  username: |+\n    b\n\n\n', ENTRY, ''],
  ['a literal scalar with an indentation mark', '- rolearn: a\n  username: |2-\n     b\n', ENTRY, ''],
  ['comments at the end of lines', '- rolearn: a # the nodes\n  username: b # all of them\n', ENTRY, ''],
  ['comments on separate lines', '# first\n- rolearn: a\n  # inside\n  username: b\n', ENTRY, '# last\n'],
  ['a comment without a newline at the end', '- rolearn: a\n  username: b\n', ENTRY, '# last'],
  ['nothing but a comment', '# nobody yet\n', ENTRY, ''],
  ['nothing but a comment without a newline', '# nobody yet', ENTRY_AT_END, ''],
  ['a start of document', '---\n- rolearn: a\n  username: b\n', ENTRY, ''],
  ['a start of document and nothing else', '---\n', ENTRY, ''],
  ['an end of document', '- rolearn: a\n  username: b\n', ENTRY, '...\n'],
  ['an end of document and a comment', '---\n- rolearn: a\n  username: b\n', ENTRY, '... # end\n'],
  ['a version', '%YAML 1.1\n---\n- rolearn: a\n  username: b\n', ENTRY, ''],
  ['Windows line ends', '- rolearn: a\r\n  username: b\r\n', WINDOWS_ENTRY, ''],
  ['Windows line ends, none at the end', '- rolearn: a\r\n  username: b', `\r\n${WINDOWS_ENTRY.trimEnd()}`, ''],
  ['a byte order mark', '\uFEFF- rolearn: a\n  username: b\n', ENTRY, ''],
  ['anchors and aliases', '- rolearn: a\n  username: b\n  groups: &nodes [g, h]\n- rolearn: c\n  username: d\n  groups: *nodes\n', ENTRY, ''],
  ['merge keys', '- &base\n  rolearn: a\n  username: b\n- <<: *base\n  rolearn: c\n', ENTRY, ''],
  ['an anchor on the list', '&list\n- rolearn: a\n  username: b\n', ENTRY, ''],
  ['a tag on the list', '!!seq\n- rolearn: a\n  username: b\n', ENTRY, ''],
  ['flow style inside block style', '- {rolearn: a, username: b, groups: [g, h]}\n', ENTRY, ''],
  ['question marks for keys', '- ? rolearn\n  : a\n  ? username\n  : b\n', ENTRY, ''],
  ['unknown fields', '- rolearn: a\n  username: b\n  sso:\n    permissionSetName: x\n    accountID: "111122223333"\n', ENTRY, ''],
  ['a role listed twice', '- rolearn: a\n  username: b\n- rolearn: a\n  username: c\n', ENTRY, ''],
  ['a key given twice', '- rolearn: a\n  rolearn: c\n  username: b\n', ENTRY, ''],
  ['Unicode', '- rolearn: a\n  username: "grüße-🚀" # größer\n', ENTRY, ''],
  ['escapes', '- rolearn: "a\\u0062\\n"\n  username: "\\x41"\n', ENTRY, ''],
  ['items that are not mappings', '- just text\n-\n- 5\n', ENTRY, ''],
  ['very long lines', `- rolearn: a\n  username: ${'b'.repeat(500)} ${'c'.repeat(500)}\n`, ENTRY, ''],
  ['the role with its path, which never matches', '- rolearn: arn:aws:iam::111122223333:role/service/collector\n  username: aps-collector-user\n', ENTRY, ''],
  ['the role with another user name', '- rolearn: arn:aws:iam::111122223333:role/collector\n  username: somebody\n', ENTRY, ''],
  ['the role in another account', '- rolearn: arn:aws:iam::444455556666:role/collector\n  username: aps-collector-user\n', ENTRY, ''],
  ['a literal scalar at the end without a newline', '', ENTRY, '- rolearn: a\n  username: |\n    b'],
  ['a folded scalar at the end without a newline', '- rolearn: c\n', ENTRY, '- username: b\n  rolearn: >\n    a'],
  ['a scalar that keeps its newlines at the end without one', '', ENTRY, '- rolearn: a\n  username: |+\n    b'],
  ['a group in a literal scalar without a newline', '# nodes\n', ENTRY, '- rolearn: a\n  groups:\n  - |\n    g'],
  ['an indented list that ends in a literal scalar without a newline', '', INDENTED_ENTRY, '  - username: |\n      b'],
  ['a literal scalar without a newline and with Windows line ends', '', WINDOWS_ENTRY, '- rolearn: a\r\n  username: |\r\n    b'],
  ['a scalar without its newline at the end, which has none to lose', '- rolearn: a\n  username: |-\n    b', ENTRY_AT_END, ''],
  ['the line ends of old Macs', '- rolearn: a\r  username: b\r', ENTRY, ''],
  ['the line ends of old Macs, none at the end', '- rolearn: a\r  username: b', ENTRY_AT_END, ''],
  ['a next line character between the fields', '- rolearn: a\u0085  username: b\n', ENTRY, ''],
  ['a line separator at the end', '- rolearn: a\n  username: b\u2028', ENTRY_AT_END, ''],
  ['a paragraph separator between entries', '- rolearn: a\u2029- rolearn: b\n', ENTRY, ''],
  ['a line separator inside quotes', '- rolearn: a\n  username: "b\u2028  c"\n', ENTRY, ''],
  ['a tab before a comment', '- rolearn: a\t# tab\n  username: b\n', ENTRY, ''],
  ['two documents, of which the authenticator reads the first', '- rolearn: a\n', ENTRY, '---\n- rolearn: b\n'],
  ['a user name in two spellings', '- rolearn: arn:aws:iam::111122223333:role/collector\n  Username: aps-collector-user\n  username: other\n', ENTRY, ''],
  ['a role whose name begins alike', '- rolearn: arn:aws:iam::111122223333:role/collector2\n  username: aps-collector-user\n', ENTRY, ''],
];

/** Documents in flow style, JSON among them: the entry goes into the brackets. */
const IN_BRACKETS: ReadonlyArray<readonly [name: string, before: string, entry: string, after: string]> = [
  ['an empty list', '[', FLOW_ENTRY, ']'],
  ['an empty list with a space and a comment', '[', FLOW_ENTRY, ' ] # none\n'],
  ['an empty list over two lines', '[', FLOW_ENTRY, '\n]\n'],
  ['JSON', '[{"rolearn":"a","username":"b"}', `, ${FLOW_ENTRY}`, ']'],
  ['JSON over several lines', '[\n  {\n    "rolearn": "a",\n    "username": "b"\n  }', `, ${FLOW_ENTRY}`, '\n]\n'],
  ['flow style', '[{rolearn: a, username: b}', `, ${FLOW_ENTRY}`, ']\n'],
  ['flow style with a comma at the end', '[{rolearn: a, username: b}', `, ${FLOW_ENTRY}`, ',]\n'],
  ['flow style with comments', '[ # roles\n  {rolearn: a, username: b}', `, ${FLOW_ENTRY}`, ' # nodes\n  , # end\n]\n'],
  ['flow style with a pair for an item', '[rolearn: a', `, ${FLOW_ENTRY}`, ']\n'],
  ['flow style after a start of document', '--- [{rolearn: a, username: b}', `, ${FLOW_ENTRY}`, ']\n'],
];

const SPLICED = [...IN_LINES, ...IN_BRACKETS].map(([name, before, entry, after]) =>
  ({ name, text: before + after, added: before + entry + after }));

/** Documents in which another value means "no list": it is replaced, and an empty list is left. */
const REPLACED: readonly MapRolesDocument[] = [
  { name: 'null', text: 'null', added: ENTRY, left: '' },
  { name: 'null and a newline', text: 'null\n', added: `[${FLOW_ENTRY}]\n`, left: '[]\n' },
  { name: 'a tilde and a comment', text: '~ # none', added: `[${FLOW_ENTRY}] # none`, left: '[] # none' },
  { name: 'null after a start of document', text: '--- Null\n', added: `--- [${FLOW_ENTRY}]\n`, left: '--- []\n' },
  { name: 'white space', text: ' \t\n ', added: ENTRY, left: '' },
  { name: 'a newline', text: '\n', added: ENTRY, left: '' },
  { name: 'an empty string in quotes', text: '""\n', added: ENTRY, left: '' },
  { name: 'an empty string in single quotes', text: '\'\'', added: ENTRY, left: '' },
  { name: 'an empty string in back quotes', text: '``', added: ENTRY, left: '' },
];

export const DOCUMENTS: readonly MapRolesDocument[] = [...SPLICED, ...REPLACED];

/** Documents that the authenticator gives the role from already. */
export const MAPPED: ReadonlyArray<readonly [name: string, text: string]> = [
  ['exactly the entry', ENTRY],
  ['the entry with groups', `${ENTRY}  groups: [viewers]\n`],
  ['in upper case, field names too', '- RoleARN: ARN:AWS:IAM::111122223333:ROLE/Collector\n  Username: aps-collector-user\n'],
  ['in flow style', `[${FLOW_ENTRY}]`],
  ['in two spellings, of which the one in lower case counts', '- username: aps-collector-user\n  rolearn: arn:aws:iam::111122223333:role/collector\n  Username: other\n'],
  ['with a second user name that is not text', '- Username: aps-collector-user\n  rolearn: arn:aws:iam::111122223333:role/collector\n  username: 5\n'],
  ['by a merge that comes after the field and replaces it', '- &x {username: aps-collector-user}\n- rolearn: arn:aws:iam::111122223333:role/collector\n  username: other\n  <<: *x\n'],
  ['given twice, of which the last counts', '- rolearn: arn:aws:iam::111122223333:role/collector\n  username: other\n  username: aps-collector-user\n'],
  ['folded', '- rolearn: >-\n    arn:aws:iam::111122223333:role/collector\n  username: aps-collector-user\n'],
  ['by alias', '- &x {rolearn: arn:aws:iam::111122223333:role/collector, username: aps-collector-user}\n- *x\n'],
  ['after another user name, which no longer counts', `- rolearn: arn:aws:iam::111122223333:role/collector\n  username: old\n${ENTRY}`],
];

/** Documents that are left untouched. */
export const REFUSED: ReadonlyArray<readonly [name: string, text: string, reason: RegExp]> = [
  ['a mapping', 'rolearn: a\nusername: b\n', /not a YAML list/],
  ['an empty mapping', '{}', /not a YAML list/],
  ['a text', 'nobody', /not a YAML list/],
  ['a number', '0', /not a YAML list/],
  ['a tagged null', '!!null ""', /cannot be edited/],
  ['a list that is not closed', '[{rolearn: a}', /not valid YAML.* did not find expected ',' or '\]' \(line 1, column 14\)/],
  ['a quote that is not closed', '- rolearn: "a\n', /not valid YAML.* found unexpected end of stream/],
  ['a key that is less indented', '- rolearn: a\n username: b\n', /not valid YAML/],
  ['a tab as indentation', '- rolearn: a\n\tusername: b\n', /not valid YAML/],
  ['a tab after the dash', '-\trolearn: a\n', /not valid YAML.* found character that cannot start any token/],
  ['an alias without its anchor', '- *nodes\n', /not valid YAML.* unknown anchor 'nodes'/],
  ['an anchor that contains itself', '- &a [*a]\n', /not valid YAML.* contains itself/],
  ['a merge of a text', '- <<: x\n', /not valid YAML.* a merge requires a mapping/],
  ['a list for a key', '- ? [a]\n  : b\n', /not valid YAML.* a key is a list or a mapping/],
  ['a number that JSON does not have', '- rolearn: .nan\n', /not valid YAML.* NaN is not a number of JSON/],
  ['null for a key', '- ~: b\n', /not valid YAML.* a key is not a text/],
  ['something after the list', '[] x', /cannot be edited without changing other entries/],
];

/** Texts in which others changed the entry or its surroundings, and the text after the entry is removed. */
export const REMOVED: ReadonlyArray<readonly [name: string, text: string, left: string]> = [
  ['the fields the other way round', '- username: aps-collector-user\n  rolearn: arn:aws:iam::111122223333:role/collector\n- rolearn: a\n', '- rolearn: a\n'],
  ['quoted and folded', '- rolearn: >-\n    arn:aws:iam::111122223333:role/collector\n  "username": \'aps-collector-user\'\n- rolearn: a\n', '- rolearn: a\n'],
  ['a comment on the entry goes with it, those around it stay', `# before\n${ENTRY.replace('\n', ' # ours\n')}# after\n- rolearn: a\n`, '# before\n# after\n- rolearn: a\n'],
  ['first of several', `${ENTRY}- rolearn: a\n  username: b`, '- rolearn: a\n  username: b'],
  ['between others', `- rolearn: a\n${ENTRY}- rolearn: b\n`, '- rolearn: a\n- rolearn: b\n'],
  ['in flow style inside block style', `- rolearn: a\n- ${FLOW_ENTRY}\n- rolearn: b\n`, '- rolearn: a\n- rolearn: b\n'],
  ['first in brackets', `[${FLOW_ENTRY}, {rolearn: a}]`, '[{rolearn: a}]'],
  ['first in JSON over several lines', `[\n  ${FLOW_ENTRY},\n  {"rolearn": "a"}\n]`, '[\n  {"rolearn": "a"}\n]'],
  ['last in JSON over several lines', `[\n  {"rolearn": "a"},\n  ${FLOW_ENTRY}\n]`, '[\n  {"rolearn": "a"}\n]'],
  ['alone with a comma', `[${FLOW_ENTRY},]`, '[]'],
  ['after a comment in brackets', `[{rolearn: a}, # theirs\n${FLOW_ENTRY}]`, '[{rolearn: a} # theirs\n]'],
  ['before a comment in brackets', `[${FLOW_ENTRY}, # ours\n{rolearn: a}]`, '[ # ours\n{rolearn: a}]'],
  ['the last of two alike', ENTRY + ENTRY, ENTRY],
  ['not when it has groups', `${ENTRY}  groups: []\n`, `${ENTRY}  groups: []\n`],
  ['not when it has another user name', ENTRY.replace('aps-', 'other-'), ENTRY.replace('aps-', 'other-')],
  ['not when it has an anchor', `- &ours ${FLOW_ENTRY}\n- <<: *ours\n  groups: [g]\n`, `- &ours ${FLOW_ENTRY}\n- <<: *ours\n  groups: [g]\n`],
  ['not when it is not there', '- rolearn: a\n', '- rolearn: a\n'],
];
