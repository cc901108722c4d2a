import { parseDuration } from '../values/duration';
import { parseGoFloat, parseGoInt } from '../values/go-number';
import { quote } from '../values/quote';
import type { PromqlReader } from './reader';
import type { Token } from './token';

/** A number, or a duration in seconds. One that is none is reported and counts as zero. */
export function numberOf(reader: PromqlReader, token: Token): number {
  return token.type === 'duration' ? secondsOf(reader, token) : plainNumber(reader, token);
}

function secondsOf(reader: PromqlReader, token: Token): number {
  const { value, error } = parseDuration(token.text);
  if (error !== undefined) reader.report(token, error);
  return (value ?? 0) / 1000;
}

/** Decimal numbers that JavaScript reads like Go. */
const DECIMAL = /^(?:0|[1-9]\d{0,14})(?:\.\d+)?$/;

function plainNumber(reader: PromqlReader, token: Token): number {
  if (DECIMAL.test(token.text)) return Number(token.text);
  const integer = parseGoInt(token.text);
  if (typeof integer === 'bigint') return Number(integer);
  const float = parseGoFloat(token.text);
  if (typeof float === 'number') return float;
  reader.report(token, `error parsing number: strconv.ParseFloat: parsing ${quote(token.text)}: ${float}`);
  return 0;
}
