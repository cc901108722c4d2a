import * as fc from 'fast-check';

/** A value of the typed API, and its meaning in Prometheus's own words. */
export interface TypedValue<T> {
  readonly value: T;
  readonly means: unknown;
}

/** Properties, each with a way to make it; the compiler misses none. */
export type TypedProps<P> = { readonly [K in keyof P]-?: fc.Arbitrary<TypedValue<NonNullable<P[K]>>> };

/** Properties whose names are not simply Prometheus's in camelCase. */
const NAMES: Readonly<Record<string, string>> = {
  relabelings: 'relabel_configs',
  metricRelabelings: 'metric_relabel_configs',
  kubernetesServiceDiscovery: 'kubernetes_sd_configs',
  dnsServiceDiscovery: 'dns_sd_configs',
};

/** Values that Prometheus writes the same way: texts, numbers, booleans. */
export function plain<T>(value: fc.Arbitrary<T>): fc.Arbitrary<TypedValue<T>> {
  return value.map(itself);
}

export function itself<T>(value: T): TypedValue<T> {
  return { value, means: value };
}

export function listOf<T>(
  item: fc.Arbitrary<TypedValue<T>>, constraints: fc.ArrayConstraints = { maxLength: 3 },
): fc.Arbitrary<TypedValue<T[]>> {
  return fc.array(item, constraints).map(together);
}

export function together<T>(items: ReadonlyArray<TypedValue<T>>): TypedValue<T[]> {
  return { value: items.map(({ value }) => value), means: items.map(({ means }) => means) };
}

/** Some of the properties. */
export function propsOf<P extends object>(props: TypedProps<P>, required: ReadonlyArray<keyof P> = []): fc.Arbitrary<TypedValue<P>> {
  return fc.record<object>(props, { requiredKeys: required as never[] }).map(chosen => assembled<P>(chosen));
}

/** Properties with what they say; those that are undefined say nothing. */
export function assembled<P extends object>(props: { readonly [K in keyof P]?: TypedValue<NonNullable<P[K]>> }): TypedValue<P> {
  const given = Object.entries<TypedValue<unknown> | undefined>(props);
  const entries = given.filter((entry): entry is [string, TypedValue<unknown>] => entry[1] !== undefined);
  const fields = entries.map(([name, { means }]) => name === 'additionalFields' ? means as object : { [fieldName(name)]: means });
  return {
    value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])) as P,
    means: Object.assign({}, ...fields) as object,
  };
}

/** All that several pieces say. */
export function merged<A extends object, B extends object>(a: TypedValue<A>, b: TypedValue<B>): TypedValue<A & B> {
  return { value: { ...a.value, ...b.value }, means: { ...a.means as object, ...b.means as object } };
}

function fieldName(property: string): string {
  return NAMES[property] ?? property.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
