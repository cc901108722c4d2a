import * as fc from 'fast-check';

/** A value of the typed API, and what it says in Prometheus's own words. */
export interface Said<T> {
  readonly value: T;
  readonly means: unknown;
}

/** Properties, each with a way to make it; the compiler misses none. */
export type SaidProps<P> = { readonly [K in keyof P]-?: fc.Arbitrary<Said<NonNullable<P[K]>>> };

/** Properties whose names are not simply Prometheus's in camelCase. */
const NAMES: Readonly<Record<string, string>> = {
  relabelings: 'relabel_configs',
  metricRelabelings: 'metric_relabel_configs',
  kubernetesServiceDiscovery: 'kubernetes_sd_configs',
  dnsServiceDiscovery: 'dns_sd_configs',
};

/** What says itself: texts, numbers, booleans. */
export function plain<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Said<T>> {
  return value.map(itself);
}

export function itself<T>(value: T): Said<T> {
  return { value, means: value };
}

export function listOf<T>(item: fc.Arbitrary<Said<T>>, constraints: fc.ArrayConstraints = { maxLength: 3 }): fc.Arbitrary<Said<T[]>> {
  return fc.array(item, constraints).map(together);
}

export function together<T>(items: ReadonlyArray<Said<T>>): Said<T[]> {
  return { value: items.map(({ value }) => value), means: items.map(({ means }) => means) };
}

/** Some of the properties. */
export function propsOf<P extends object>(props: SaidProps<P>, required: ReadonlyArray<keyof P> = []): fc.Arbitrary<Said<P>> {
  return fc.record<object>(props, { requiredKeys: required as never[] }).map(chosen => assembled<P>(chosen));
}

/** Properties with what they say; those that are undefined say nothing. */
export function assembled<P extends object>(props: { readonly [K in keyof P]?: Said<NonNullable<P[K]>> }): Said<P> {
  const given = Object.entries<Said<unknown> | undefined>(props);
  const entries = given.filter((entry): entry is [string, Said<unknown>] => entry[1] !== undefined);
  const fields = entries.map(([name, { means }]) => name === 'additionalFields' ? means as object : { [fieldName(name)]: means });
  return {
    value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as P,
    means: Object.assign({}, ...fields) as object,
  };
}

/** All that several pieces say. */
export function merged<A extends object, B extends object>(a: Said<A>, b: Said<B>): Said<A & B> {
  return { value: { ...a.value, ...b.value }, means: { ...a.means as object, ...b.means as object } };
}

function fieldName(property: string): string {
  return NAMES[property] ?? property.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
