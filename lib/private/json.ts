/** An object of a JSON document, whose values may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns whether a value of a JSON document is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
