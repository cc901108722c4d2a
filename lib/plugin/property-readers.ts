import { isObject } from '../private/json';
import { memberAt, NotAText, templateTexts } from '../private/template-text';

/**
 * Returns a value in nested properties of a template; undefined if it is missing, or if an object that contains it is an intrinsic
 * function.
 */
export function valueAt(properties: unknown, ...path: string[]): unknown {
  return path.reduce((value, key) => isObject(value) ? value[key] : undefined, properties);
}

/** Returns a string in nested properties; undefined if the value is an intrinsic function. */
export function textAt(properties: unknown, ...path: string[]): string | undefined {
  const value = valueAt(properties, ...path);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Returns the texts that a property may have, with a token for each part that is known only at deployment; without those of which
 * nothing is known. The service refuses anything but text.
 */
export function textsAt(properties: unknown, ...path: string[]): string[] {
  try {
    return templateTexts(memberAt(properties, path) ?? '').flatMap(({ text }) => text ?? []);
  } catch (error) {
    if (error instanceof NotAText) return [];
    throw error;
  }
}

/** Returns a list in nested properties; an empty one if the value is an intrinsic function. */
export function listAt(properties: unknown, ...path: string[]): unknown[] {
  const value = valueAt(properties, ...path);
  return Array.isArray(value) ? value : [];
}

/** Returns a list of names and values as an object, without the values that are intrinsic functions. */
export function recordAt(properties: unknown, path: string[], name: string, value: string): Record<string, string> {
  return Object.fromEntries(listAt(properties, ...path).flatMap((item) => {
    const [key, text] = [textAt(item, name), textAt(item, value)];
    return key === undefined || text === undefined ? [] : [[key, text]];
  }));
}
