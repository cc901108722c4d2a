import { quote } from '../values/quote';

/** The kinds of tokens without a text of their own kind; operators, keywords and punctuation are named by how they are written. */
export type TokenType = 'identifier' | 'metric-identifier' | 'string' | 'number' | 'duration' | 'end-of-input' | 'error' | Punctuation | Operator | Word;

type Punctuation = '(' | ')' | '{' | '}' | '[' | ']' | ',' | ':' | '=' | '=~' | '!~' | '@';
type Operator = '+' | '-' | '*' | '/' | '%' | '^' | '==' | '!=' | '<=' | '<' | '>=' | '>' | '</' | '>/';
type Word = AggregationOperator | WordOperator | Keyword | Preprocessor;

export type WordOperator = 'and' | 'or' | 'unless' | 'atan2';
export type AggregationOperator = 'sum' | 'avg' | 'count' | 'min' | 'max' | 'group' | 'stddev' | 'stdvar' | 'topk' | 'bottomk' | 'count_values'
  | 'quantile' | 'limitk' | 'limit_ratio';
type Keyword = 'offset' | 'smoothed' | 'anchored' | 'by' | 'without' | 'on' | 'ignoring' | 'group_left' | 'group_right' | 'fill' | 'fill_left'
  | 'fill_right' | 'bool';
type Preprocessor = 'start' | 'end' | 'step' | 'range' | 'max_of' | 'min_of';

/** A token. Its place is counted in characters of the expression, from 0. */
export interface Token {
  readonly type: TokenType;
  /** The text of the token; of an error its message. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const AGGREGATIONS: readonly AggregationOperator[] = [
  'sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar', 'topk', 'bottomk', 'count_values', 'quantile', 'limitk', 'limit_ratio',
];
const WORD_OPERATORS: readonly WordOperator[] = ['and', 'or', 'unless', 'atan2'];
const KEYWORDS: readonly Keyword[] = [
  'offset', 'smoothed', 'anchored', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'fill', 'fill_left', 'fill_right', 'bool',
];
const PREPROCESSORS: readonly Preprocessor[] = ['start', 'end', 'step', 'range', 'max_of', 'min_of'];

const aggregations: ReadonlySet<string> = new Set(AGGREGATIONS);
const keywords: ReadonlySet<string> = new Set(KEYWORDS);
const operators: ReadonlySet<string> = new Set([
  ...WORD_OPERATORS, '+', '-', '*', '/', '%', '^', '==', '!=', '<=', '<', '>=', '>', '</', '>/', '=~', '!~', '@',
]);

/** Words that mean something, in lower case. */
export const WORDS: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ...[...AGGREGATIONS, ...WORD_OPERATORS, ...KEYWORDS, ...PREPROCESSORS].map(word => [word, word] as const),
  ['inf', 'number'], ['nan', 'number'],
]);

/** The types of numbers: a duration is one of seconds. */
export const NUMBER_TYPES = ['number', 'duration'] as const;

export function isAggregation(type: TokenType): type is AggregationOperator {
  return aggregations.has(type);
}

/** Words that are metric names where an expression starts. */
const NOT_METRIC_NAMES: ReadonlySet<TokenType> = new Set<TokenType>(['atan2', 'bool', 'on', 'ignoring', 'group_left', 'group_right']);
const words: ReadonlySet<TokenType> = new Set([...WORDS.values()].filter(type => type !== 'number'));

export function canBeMetricName(type: TokenType): boolean {
  return type === 'identifier' || type === 'metric-identifier' || (words.has(type) && !NOT_METRIC_NAMES.has(type));
}

/** In the parentheses of `by`, `on` and the like; `without` alone is none. */
export function canBeLabelName(type: TokenType): boolean {
  return type === 'identifier' || type === 'metric-identifier' || (words.has(type) && type !== 'without');
}

/** A token as Prometheus's messages show it. */
export function describeToken({ type, text }: Token): string {
  switch (type) {
    case 'end-of-input': return 'end of input';
    case 'identifier': return `identifier ${quote(text)}`;
    case 'metric-identifier': return `metric identifier ${quote(text)}`;
    case 'string': case 'number': case 'duration': return `${type} ${shortened(text)}`;
  }
  if (keywords.has(type)) return `<${text}>`;
  if (operators.has(type)) return `<op:${text}>`;
  return aggregations.has(type) ? `<aggr:${text}>` : shortened(text);
}

function shortened(text: string): string {
  return Buffer.byteLength(text) > 10 ? `${quote(/^[^]{0,10}/u.exec(text)?.[0] ?? '')}...` : quote(text);
}
