import { validateScrapeConfig } from '../../lib/prometheus/scrape-config/validate';
import type { ValidationScheme } from '../../lib/prometheus/relabel/label-name';
import { compileAnchored } from '../../lib/prometheus/relabel/regex';
import { DEFAULT_RELABEL_RULE, relabel, type RelabelRule } from '../../lib/prometheus/relabel/relabel';
import { readYaml } from '../../lib/prometheus/yaml/read';
import { readTable, type Agreement } from './files';

/*
 * The relabeling rules and regular expressions of the corpus, whose outcomes are known.
 */

interface RegexTable {
  readonly inputs: readonly string[];
  readonly templates: readonly string[];
  readonly cases: ReadonlyArray<{
    readonly pattern: string;
    readonly error?: string;
    readonly matches?: ReadonlyArray<{ readonly input: string; readonly expand: readonly string[] }>;
  }>;
}

/** Every pattern against every input, its groups in every template. */
export function regexTable(): Agreement {
  const { inputs, templates, cases } = readTable('oracle/regex.json') as RegexTable;
  const different = cases.flatMap(({ pattern, error, matches = [] }) => {
    const compilation = compileAnchored(pattern);
    if (error !== undefined || compilation.regex === undefined) return compilation.error === error ? [] : pattern;
    const { regex } = compilation;
    return inputs.filter((input) => {
      const expected = matches.find(match => match.input === input)?.expand;
      const isAlike = JSON.stringify(regex.expand(input, ...templates)) === JSON.stringify(expected);
      return !isAlike || regex.matches(input) !== (expected !== undefined);
    }).map(input => `${pattern} with ${input}`);
  });
  return { table: 'regex', total: cases.length * inputs.length, disagreements: different.map(name => ({ name, detail: 'another outcome' })) };
}

interface UpstreamTable {
  readonly relabel: ReadonlyArray<{
    readonly input: Readonly<Record<string, string>>;
    readonly relabel: ReadonlyArray<Readonly<Record<string, unknown>>>;
    readonly drop: boolean;
    readonly output?: Readonly<Record<string, string>>;
  }>;
}

/** Prometheus's own relabeling tests. */
export function relabelTable(): Agreement {
  const { relabel: cases } = readTable('relabel-upstream.json') as UpstreamTable;
  const different = cases.filter(({ input, relabel: rules, drop, output = {} }) => {
    const labels = relabel(new Map(Object.entries(input)), rules.map(ruleOf));
    return labels === undefined ? !drop : drop || sorted(labels) !== sorted(new Map(Object.entries(output)));
  });
  const disagreements = different.map(({ relabel: rules }) => ({ name: JSON.stringify(rules), detail: 'another outcome' }));
  return { table: 'relabel-upstream', total: cases.length, disagreements };
}

function sorted(labels: ReadonlyMap<string, string>): string {
  return JSON.stringify([...labels].sort(([a], [b]) => a < b ? -1 : 1));
}

/** A rule from Prometheus's field names. */
function ruleOf(fields: Readonly<Record<string, unknown>>): RelabelRule {
  const camelCased = Object.entries(fields).map(([name, value]) => [
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), name === 'modulus' ? BigInt(value as number) : value,
  ]);
  return { ...DEFAULT_RELABEL_RULE, ...Object.fromEntries(camelCased) as Partial<RelabelRule> };
}

interface RuleTable {
  readonly base_labels: Readonly<Record<string, string>>;
  readonly cases: ReadonlyArray<{
    readonly rules_yaml: string;
    readonly scheme: ValidationScheme;
    readonly error?: string;
    readonly keep?: boolean;
    readonly set?: Readonly<Record<string, string>>;
    readonly removed?: readonly string[];
  }>;
}

/** Rules as they are written in a job, validated and then applied. */
export function ruleTable(): Agreement {
  const { base_labels: base, cases } = readTable('oracle/relabel.json') as RuleTable;
  const disagreements = cases.flatMap(({ rules_yaml: rules, scheme, error, keep, set, removed = [] }) => {
    const expected = error ?? (keep === true
      ? sorted(new Map(Object.entries({ ...base, ...set }).filter(([name]) => !removed.includes(name))))
      : 'dropped');
    const outcome = outcomeOf(rules, scheme, base);
    return outcome === expected ? [] : [{ name: rules, detail: `Prometheus has ${expected}, we have ${outcome}` }];
  });
  return { table: 'relabel', total: cases.length, disagreements };
}

function outcomeOf(rules: string, scheme: ValidationScheme, base: Readonly<Record<string, string>>): string {
  const job = `scrape_configs:\n- job_name: a\n  metric_name_validation_scheme: ${scheme}\n  relabel_configs:\n`;
  const { problems, configuration } = validateScrapeConfig(readYaml(job + rules.replace(/^/gm, '  ')));
  const [problem] = problems.filter(({ severity }) => severity === 'error');
  if (problem !== undefined) return problem.message;
  const known = configuration?.jobs[0]?.relabelings.flatMap(({ rule }) => rule ?? []) ?? [];
  const labels = relabel(new Map(Object.entries(base)), known, scheme);
  return labels === undefined ? 'dropped' : sorted(labels);
}
