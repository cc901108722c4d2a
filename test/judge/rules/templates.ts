import * as fc from 'fast-check';

const pick = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices);

/** Joins the results of the parts. */
function join(...parts: ReadonlyArray<string | fc.Arbitrary<string>>): fc.Arbitrary<string> {
  return fc.tuple(...parts.map(part => typeof part === 'string' ? fc.constant(part) : part)).map(texts => texts.join(''));
}

const operand = pick(
  '$labels.job', '$labels', '$value', '.Labels.pod', '.Value', '.', '$', '$x', '$externalURL', '$externalLabels.a', '.X', '$labels.été', '"text"', '`raw`', '\'c\'',
  '1', '1.5', '-3', '0x1F', '1e3', '1i', '1_000', '08', '1.2.3', 'true', 'nil', '"\\z"', '\'\'', '(1)', '("a").b', 'query', 'x', 'break', '..', '"a\nb"',
);
const call = pick(
  'humanize', 'humanizePercentage', 'printf "%.2f"', 'query "up"', 'first', 'value', 'label "a"', 'toUpper', 'match "a"', 'reReplaceAll "a" "b"', 'graphLink',
  'sortByLabel "a"', 'stripPort', 'parseDuration', 'args 1 2', 'tmpl "x"', 'len', 'index', 'print', 'html', 'not', 'and 1', 'eq 1', 'gt 1', 'nope', 'Humanize', 'toJson', 'now',
);
const argument = fc.oneof(operand, join('(', call, ' ', operand, ')'));
const command = fc.oneof(operand, fc.tuple(call, fc.array(argument, { maxLength: 2 })).map(([name, args]) => [name, ...args].join(' ')));
const pipeline = fc.tuple(command, fc.array(call, { maxLength: 2 })).map(([first, calls]) => [first, ...calls].join(' | '));
const statement = fc.oneof(
  { weight: 5, arbitrary: pipeline }, ...['$y := ', '$y = ', '$i, $e := ', '$value = '].map(start => ({ weight: 1, arbitrary: join(start, pipeline) })),
);
const opening = fc.oneof({ weight: 8, arbitrary: pick('{{ ', '{{') }, { weight: 1, arbitrary: pick('{{- ', '{{-', '{{/* c */}}{{ ', '{{\n') });
const closing = fc.oneof({ weight: 8, arbitrary: pick(' }}', '}}') }, { weight: 1, arbitrary: pick(' -}}', '-}}', '\n}}', ' }', '}') });
const action = (content: string | fc.Arbitrary<string>): fc.Arbitrary<string> => join(opening, content, closing);

const { template } = fc.letrec<{ template: string }>(tie => ({
  template: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    pick('text ', '', ' {', '}} ', 'é 😀', '\n', '"', '{{/* a */}}', '{{- /* a */ -}}', '{{/* a', '{{ /* a */ }}'),
    action(statement),
    join(
      action(join('if ', statement)), tie('template'),
      pick('{{ end }}', '{{ else }}b{{ end }}', '{{ else if .X }}c{{ end }}', '', '{{ else }}{{ else }}{{ end }}', '{{ end x }}', '{{ else with .Y }}{{ end }}'),
    ),
    join(action(join('range ', statement)), tie('template'), pick('{{ end }}', '{{ break }}{{ end }}', '{{ continue }}{{ end }}', '{{ else }}x{{ break }}{{ end }}')),
    join(action(join('with ', statement)), tie('template'), pick('{{ end }}', '{{ else with .X }}{{ end }}', '{{ $y }}{{ end }}')),
    join(
      pick('{{ define "a" }}', '{{ define a }}', '{{ block "a" . }}', '{{ template "a" . }}', '{{ template "b" $x }}', '{{ template a }}', '{{ break }}', '{{ end }}', '{{ else }}'),
      tie('template'), pick('{{ end }}', ''),
    ),
    join(tie('template'), tie('template')),
  ),
}));

const INSERTED = ['', '{', '}', '|', '(', ')', '$', '.', '"', '\'', '`', ' ', '-', ':=', ',', '\\', '\n', 'x', '/*', '*/', '=', '\u0000', '%', '!', '#'];

/** Templates with at most one change of a character. */
const change = fc.tuple(fc.nat(), fc.nat({ max: 2 }), fc.constantFrom(...INSERTED));
const texts = fc.tuple(template, fc.option(change)).map(([text, changed]) => {
  if (changed === null) return text;
  const [place, removed, inserted] = changed;
  const at = place % (text.length + 1);
  return text.slice(0, at) + inserted + text.slice(at + removed);
});

/** Rule files with one alert, whose annotation is a template. */
export const templateDocuments: fc.Arbitrary<string> = texts.map(text =>
  JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up == 0', annotations: { summary: text } }] }] }));
