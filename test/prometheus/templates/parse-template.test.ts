import { parseTemplate } from '../../../lib/prometheus/templates/parse-template';

const FUNCTIONS = ['humanize', 'query'];
const parse = (text: string, name = 'main') => parseTemplate(text, { name, functions: FUNCTIONS, variables: ['$labels', '$value'] });

test.each([
  'plain text',
  '{{ $labels.pod }} is at {{ $value | humanize }}',
  '{{- if gt $value 1.0 -}} high {{- else if lt $value 0.1 -}} low {{- else -}} ok {{- end -}}',
  '{{ with $x := 1 }}{{ $x }}{{ else with $y := 2 }}{{ $y }}{{ end }}',
  '{{ range $index, $sample := query "up" }}{{ $index }}{{ break }}{{ else }}none{{ end }}',
  '{{ define "a" }}x{{ end }}{{ template "a" . }}{{ block "b" . }}y{{ end }}',
  '{{/* a comment */}}{{ printf "%s" (index .Labels "pod").Name }}',
  '{{ .Foo.Bar }}',
  '{{ 0x1F }}{{ 1_000 }}{{ \'x\' }}{{ 1+2i }}{{ true }}',
])('accepts the template %s', (text) => {
  expect(parse(text).problem).toBeUndefined();
});

test.each([
  ['{{ $labels.pod', 'unclosed action', 14],
  ['{{ $label.pod }}', 'undefined variable "$label"', 3],
  ['{{ $value | humanise }}', 'function "humanise" not defined', 12],
  ['{{ if $value }}x', 'unexpected EOF', 16],
  ['{{ end }}', 'unexpected {{end}}', 7],
  ['{{ else }}', 'unexpected {{else}}', 8],
  ['{{ break }}', '{{break}} outside {{range}}', 9],
  ['{{ }}', 'missing value for command', 3],
  ['{{ humanize | 1 }}', 'non executable command in pipeline stage 2', 16],
  ['{{ "a\\q" }}', 'invalid syntax', 3],
  ['{{ 99999999999999999999 }}', 'integer overflow: "99999999999999999999"', 3],
  ['{{ 1-i }}', 'syntax error scanning complex number', 3],
  ['{{ (1 }}', 'unclosed left paren', 6],
  ['{{ 1) }}', 'unexpected right paren', 4],
  ['{{ range $a, $b, $c := . }}{{ end }}', 'too many declarations in range', 13],
  ['{{ if . }}{{ define "a" }}{{ end }}{{ end }}', 'unexpected <define> in command', 13],
  ['{{ define "a" }}x{{ end }}{{ define "a" }}y{{ end }}', 'template: multiple definition of template "a"', 50],
  ['{{/* open', 'unclosed comment', 2],
])('fails for the template %s', (text, message, offset) => {
  expect(parse(text).problem).toEqual({ message, offset });
});

test('parsing returns the variables and functions that a template uses, and knows if the dot has another value', () => {
  const { references } = parse('{{ $labels.pod }}{{ .Value }}{{ range query "up" }}{{ .Labels.job }}{{ else }}{{ . }}{{ end }}{{ template "t" }}');
  expect(references.map(({ kind, name, fields, isAtRoot }) => [kind, name, ...fields, isAtRoot])).toEqual([
    ['variable', '$labels', 'pod', true],
    ['field', 'Value', true],
    ['function', 'query', true],
    ['field', 'Labels', 'job', false],
    ['field', '', true],
    ['template', 't', true],
  ]);
});

test('parsing forgets a variable at the end of its block', () => {
  expect(parse('{{ with $x := 1 }}{{ $x }}{{ end }}').problem).toBeUndefined();
  expect(parse('{{ with $x := 1 }}{{ end }}{{ $x }}').problem?.message).toBe('undefined variable "$x"');
});

test.each([
  ['parentheses', `{{ ${'('.repeat(9_000)}1${')'.repeat(9_000)} }}`, undefined],
  ['more parentheses than Go allows', `{{ ${'('.repeat(30_000)}1${')'.repeat(30_000)} }}`, 'max expression depth exceeded'],
  ['blocks', `${'{{if .}}'.repeat(30_000)}${'{{end}}'.repeat(30_000)}`, undefined],
  ['an else if', `{{if .}}${'{{else if .}}'.repeat(30_000)}{{end}}`, undefined],
  ['variables', '{{$a := 1}}{{$a}}'.repeat(15_000), undefined],
  ['an open string', `{{ "${'a'.repeat(1_000_000)}`, 'unterminated quoted string'],
  ['spaces', `{{ 1${' '.repeat(1_000_000)}}}`, undefined],
])('parses a template with very many %s', (_name, text, message) => {
  expect(parse(text).problem?.message).toBe(message);
});
