import { containsToken } from '../../private/tokens';
import type { LabelMatcher, PromqlNode } from '../../prometheus/promql/nodes';
import { compileAnchored } from '../../prometheus/relabel/regex';
import type { LocatedMessage } from '../located-message';
import { acceptedBy, selectorsIn } from '../coherence/selectors';
import { neverMatches } from './never-matches';
import type { RuleFileContext } from './rule-file-context';

const COUNTER_FUNCTIONS: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);

/** Suffixes of the names of gauges. Old exporters have counters of bytes without `_total`, whose names contain a verb. */
const GAUGE = /(?:_bytes|_ratio|_percent|_celsius|_timestamp_seconds|(?:^|_)(?:start|boot)_time_seconds|_info)$/;
const COUNTER_WORDS = new RegExp([
  'receive|transmit|read|writ|sent|recv|rx|tx|_in_|_out_|transfer|processed|consum|produc|load|drop|ingest|evict|flush|copied|network|traffic',
  '(?:request|response)s?_bytes|(?:request|response|message|body|payload)_size_bytes|messages|acked|_io_|backend|frontend|quer(?:y|ies)|emit|publish|deliver|forward|replicat|scanned|fetch|gress|delet|input|output|sync',
].join('|'));

/** Counter functions on metrics whose names are those of gauges. A native histogram may have any name. */
export function ratesOfGauges(context: RuleFileContext): LocatedMessage[] {
  const ofHistograms = new Set(context.nodes('call').filter(({ node: { name } }) => name.startsWith('histogram_')).flatMap(({ node }) => selectorsIn(node)));
  return context.nodes('call').flatMap(({ node: { name, args }, expr }) => {
    const [range] = args;
    if (!COUNTER_FUNCTIONS.has(name) || range?.kind !== 'matrix-selector' || ofHistograms.has(range.selector)) return [];
    const { name: metric, start } = range.selector;
    const isGauge = metric !== undefined && !metric.includes(':') && (metric === 'up' || (GAUGE.test(metric) && !COUNTER_WORDS.test(metric)));
    if (!isGauge) return [];
    return [{ place: expr.placeAt(start), message: `${name}() is for counters, and '${metric}' is a gauge by its name; use delta() or deriv(), or the value itself` }];
  });
}

/** Matchers with a regular expression that is a plain text, or has anchors, which every one has. */
export function needlessRegexes(context: RuleFileContext): LocatedMessage[] {
  return context.matchers.flatMap(({ matcher, expr }) => {
    const { operator, value, name, start } = matcher;
    if (!operator.endsWith('~') || value === '' || containsToken(value)) return [];
    const plain = operator === '=~' ? '=' : '!=';
    if (/^[\w\-/:, ]+$/.test(value)) return [{ place: expr.placeAt(start), message: `'${value}' has no metacharacter; write ${name}${plain}"${value}"` }];
    if (value === '^$') return [{ place: expr.placeAt(start), message: `'^$' matches the empty text only; write ${name}${plain}""` }];
    if (/^\^|(?<!\\)\$$/.test(value)) return [{ place: expr.placeAt(start), message: `the expression '${value}' is anchored at both ends anyway; remove '^' and '$'` }];
    return [];
  });
}

/** Labels whose values may look like regular expressions: routes and queries. */
const PATTERN_LABELS = /path|uri|url|route|handler|endpoint|pattern|regex|query|match|rule|expr/i;

/** Plain texts that are probably meant as regular expressions. */
export function regexesInTexts(context: RuleFileContext): LocatedMessage[] {
  return context.matchers.flatMap(({ matcher: { operator, value, name, start }, expr }) => {
    if (operator.endsWith('~') || !/\.[*+]|^[1-5]\.\.$|^[\w-]+(?:\|[\w-]+)+$/.test(value)) return [];
    if (PATTERN_LABELS.test(name) || containsToken(value)) return [];
    return [{
      place: expr.placeAt(start),
      message: `${name}${operator}"${value}" compares with the text itself, which looks like a regular expression; write ${name}${operator === '=' ? '=~' : '!~'}"${value}"`,
    }];
  });
}

/** Selectors that no series can match. */
export function impossibleSelectors(context: RuleFileContext): LocatedMessage[] {
  const regexes = context.matchers.flatMap(({ matcher: { operator, value, start }, expr }) =>
    operator === '=~' && neverMatches(value) ? [{ place: expr.placeAt(start), message: `the regular expression '${value}' cannot match anything` }] : []);
  const contradictions = context.nodes('vector-selector').flatMap(({ node, expr }) => {
    if (node.matchers.length < 2) return [];
    const contradiction = contradictionIn(node.matchers.filter(({ value }) => !containsToken(value)));
    return contradiction === undefined ? [] : [{ place: expr.placeAt(contradiction.start), message: contradiction.message }];
  });
  return [...regexes, ...contradictions];
}

/** Finds a label that is required to have a value which another matcher refuses. */
function contradictionIn(matchers: readonly LabelMatcher[]): { readonly start: number; readonly message: string } | undefined {
  for (const required of matchers.filter(({ operator }) => operator === '=')) {
    const { name, value, start } = required;
    const other = matchers.find(matcher => matcher !== required && matcher.name === name && excludes(matcher, value));
    if (other === undefined) continue;
    const message = other.operator === '='
      ? `the label '${name}' is required to have two values`
      : `the label '${name}' is required to be "${value}", which ${name}${other.operator}"${other.value}" excludes`;
    return { start: Math.max(start, other.start), message };
  }
  return undefined;
}

/** Returns whether a matcher refuses a value; false for a regular expression that would have to be compiled. */
export function excludes(matcher: LabelMatcher, text: string): boolean {
  const isQuick = !matcher.operator.endsWith('~') || compileAnchored(matcher.value).regex?.compilation === 0;
  return isQuick && !acceptedBy(matcher)(text);
}

function isVector({ type }: PromqlNode): boolean {
  return type === 'instant vector';
}

/** Rules whose expression returns neither a vector nor a number. */
export function unevaluableTypes({ rules }: RuleFileContext): LocatedMessage[] {
  return rules.flatMap(({ expr, tree }) => expr === undefined || tree === undefined || isVector(tree) || tree.type === 'scalar'
    ? []
    : [{ place: expr.place, message: `the expression gives a ${tree.type}; a rule requires an instant vector or a number, and each evaluation fails` }]);
}
