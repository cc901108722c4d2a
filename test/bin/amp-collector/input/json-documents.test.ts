import { jsonDocuments } from '../../../../bin/amp-collector/input/json-documents';

test.each<[string, string, string[]]>([
  ['one document', '{"a":[{}]}\n', ['{"a":[{}]}']],
  ['documents on separate lines', '{"a":1}\n{"b":2}\n', ['{"a":1}', '\n{"b":2}']],
  ['documents without space between them', '{}[]{}', ['{}', '[]', '{}']],
  ['brackets and quotes in texts', '{"a":"}\\"{"}{"b":"\\\\"}', ['{"a":"}\\"{"}', '{"b":"\\\\"}']],
  ['nothing', ' \n', []],
  ['a text that is no JSON', 'Error from server', ['Error from server']],
  ['a text after a document', '{} Error', ['{}', ' Error']],
  ['a document that is cut off', '{"a":1}{"b":', ['{"a":1}', '{"b":']],
  ['too many closing brackets', ']]{}', [']]{}']],
])('splits %s', (_, text, documents) => {
  expect(jsonDocuments(text)).toEqual(documents);
});
