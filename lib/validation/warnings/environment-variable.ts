import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

/** A variable as Go's `os.Expand` reads it, after a doubled dollar. */
const DOLLAR = /\$(?:\$|\{\$\})/g;
const VARIABLE = /\$(?:[*#@!?\d-]|[A-Za-z_]\w*|\{[^}]{0,256}\})/;

/** External labels are the only texts in which Prometheus reads its environment. */
export function environmentVariable({ configuration: { global } }: ValidationContext): LocatedMessage[] {
  return [...global.externalLabels.values()].flatMap(({ text, place }) => {
    const variable = VARIABLE.exec(text?.replaceAll(DOLLAR, ' ') ?? '');
    if (variable === null) return [];
    const message = `${variable[0]} is read from the environment of Prometheus, and is empty where that has no such variable, as in a collector: `
      + 'write the value itself, or $$ for a dollar';
    return [{ place, message }];
  });
}
