import type { Place } from '../decode/place';
import type { ParsedPromql } from '../promql/parse-promql';
import type { ParsedTemplate } from '../templates/template';
import type { TextEntry } from './yaml-v3';

/** A part of a rule file and its place. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** An expression, and where each of its characters is in the file. */
export interface RuleExpression extends Placed<string> {
  readonly parsed: ParsedPromql;
  readonly placeAt: (offset: number) => Place;
}

/** A label or an annotation. */
export interface RuleText extends TextEntry {
  /** The text as a template; nothing in a recording rule, and where a part of it is known only at deployment. */
  readonly template?: ParsedTemplate;
  readonly placeAt: (offset: number) => Place;
}

/** A rule as far as it could be read. Durations are in milliseconds. */
export interface FileRule {
  readonly place: Place;
  /** From 1. */
  readonly position: number;
  readonly record?: Placed<string>;
  readonly alert?: Placed<string>;
  readonly expr?: RuleExpression;
  readonly for?: Placed<number>;
  readonly keepFiringFor?: Placed<number>;
  /** The durations that are known only at deployment, by field. */
  readonly deferred: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, RuleText>;
  readonly annotations: ReadonlyMap<string, RuleText>;
}

export interface FileGroup {
  readonly place: Place;
  readonly name?: Placed<string>;
  readonly interval?: Placed<number>;
  readonly queryOffset?: Placed<number>;
  readonly limit?: Placed<bigint>;
  /** The durations that are known only at deployment, by field. */
  readonly deferred: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, TextEntry>;
  readonly rules: readonly FileRule[];
}

/** A rule file as Prometheus reads it. */
export interface RuleFile {
  readonly groups: readonly FileGroup[];
}
