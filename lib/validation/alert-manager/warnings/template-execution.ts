import { checkExecution, type ExecutedPart, type TemplateCall } from '../../../prometheus/templates/check-execution';
import type { EvaluationProblem } from '../../../prometheus/templates/evaluate-types';
import { ANY, type TemplateType } from '../../../prometheus/templates/template-types';
import { suggestion } from '../../../private/suggestion';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { NOTIFICATION, NOTIFICATION_FUNCTIONS } from '../notification-types';
import { fieldTemplates, type PlacedTemplate } from '../templates';
import { loadedFiles } from './templates';

/** So many characters of templates are executed; a definition has at most a million. */
const MOST_CHARACTERS = 3_000_000;

/** A problem at its template. */
interface PlacedProblem {
  readonly template: PlacedTemplate;
  readonly problem: EvaluationProblem;
}

/** The result of executing the templates of a definition. */
interface Execution {
  readonly problems: readonly PlacedProblem[];
  /** The templates that call themselves whenever they are executed. */
  readonly recursive: ReadonlyMap<string, PlacedTemplate>;
}

/** Fields that the data of a notification does not have: to evaluate one is an error. */
export function unknownFields(context: DefinitionContext): LocatedMessage[] {
  return located(execution(context).problems.filter(({ problem: { kind } }) => kind === 'field'));
}

/** Templates that fail when they are executed. */
export function failingTemplates(context: DefinitionContext): LocatedMessage[] {
  const { problems, recursive } = execution(context);
  return [
    ...located(problems.filter(({ problem: { kind } }) => kind !== 'field')),
    ...[...recursive].map(([name, { place }]) => ({ place, message: `the template '${name}' calls itself without end, so no notification goes out` })),
  ];
}

const executions = new WeakMap<DefinitionContext, Execution>();

function execution(context: DefinitionContext): Execution {
  const known = executions.get(context) ?? execute(context);
  executions.set(context, known);
  return known;
}

/** Follows the calls of templates from the fields of receivers into template files, each template once for each type that it is given. */
function execute(context: DefinitionContext): Execution {
  const files = (loadedFiles(context) ?? []).filter(({ parsed: { problem } }) => problem === undefined);
  const definitions = new Map(files.flatMap(file => file.parsed.definitions.map(name => [name, file] as const)));
  const open: Array<{ readonly template: PlacedTemplate; readonly part: ExecutedPart }> = fieldTemplates(context)
    .filter(({ text, parsed: { problem } }) => problem === undefined && text.includes('{{'))
    .map(template => ({ template, part: { dot: NOTIFICATION } }));
  const problems: PlacedProblem[] = [];
  const calls: TemplateCall[] = [];
  const seen = new Map<string, Set<TemplateType>>();
  let characters = 0;
  for (let next = open.pop(); next !== undefined && characters < MOST_CHARACTERS; next = open.pop()) {
    const { template, part } = next;
    characters += template.text.length;
    const checked = checkExecution(template.text, part, NOTIFICATION_FUNCTIONS);
    problems.push(...checked.problems.map(problem => ({ template, problem })));
    for (const call of checked.calls) {
      if (call.from !== '' && call.isUnconditional) calls.push(call);
      const target = template.parsed.definitions.includes(call.name) ? template : definitions.get(call.name);
      const types = seen.get(call.name) ?? new Set();
      seen.set(call.name, types);
      if (target === undefined || types.has(call.type)) continue;
      types.add(call.type);
      open.push({ template: target, part: { definition: call.name, dot: call.type } });
    }
  }
  const circles = new Set(recursiveNames(calls));
  return { problems, recursive: new Map([...definitions].filter(([name]) => circles.has(name))) };
}

/** The first template of each circle of calls. */
function recursiveNames(calls: readonly TemplateCall[]): string[] {
  const next = new Map(calls.map(({ from, name }) => [from, name]));
  const done = new Set<string>();
  return [...next.keys()].filter((start) => {
    const path = new Set<string>();
    let name: string | undefined = start;
    for (; name !== undefined && !done.has(name) && !path.has(name); name = next.get(name)) path.add(name);
    const isNew = name !== undefined && path.has(name);
    for (const each of path) done.add(each);
    return isNew;
  });
}

function located(problems: readonly PlacedProblem[]): LocatedMessage[] {
  const seen = new Set<string>();
  return problems.flatMap(({ template: { place, text }, problem }) => {
    const line = text.slice(0, problem.offset).split('\n').length;
    const where = text.trimEnd().includes('\n') ? ` in line ${line} of it` : '';
    const message = `${problem.message}${hintFor(problem)}, so no notification goes out${where}`;
    const key = `${place.node.line}:${place.node.column}:${problem.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ place, message }];
  });
}

function hintFor({ field, type }: EvaluationProblem): string {
  if (field === undefined) return '';
  if (type === NOTIFICATION && (field === 'Labels' || field === 'Annotations')) return ` (use .Common${field}, or range over .Alerts)`;
  const capital = field.charAt(0).toUpperCase() + field.slice(1);
  const fields = Object.keys((type ?? ANY).fields);
  if (fields.includes(capital)) return ` (fields begin with capital letters: .${capital})`;
  if (type?.kind === 'struct' && Object.hasOwn(NOTIFICATION.fields, field)) return ` (use $.${field})`;
  return suggestion(field, fields);
}
