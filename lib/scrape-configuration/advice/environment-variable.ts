import type { EffectiveConfiguration } from '../prometheus/effective';
import type { Finding } from './finding';

/** What Go's `os.Expand` takes for a variable; `$$` and `${$}` are a dollar. */
const VARIABLE = /\$(?:\$|\{\$\}|(?<name>[*#@!?\d-]|[A-Za-z_]\w*|\{[^}]*\}))/g;

/** External labels are the only texts in which Prometheus reads its environment. */
export function environmentVariable({ global }: EffectiveConfiguration): Finding[] {
  return [...global.externalLabels.values()].flatMap(({ text, place }) => {
    const [variable] = [...(text ?? '').matchAll(VARIABLE)].filter(({ groups }) => groups?.name !== undefined);
    if (variable === undefined) return [];
    const message = `${variable[0]} is read from the environment of Prometheus, and is empty where that has no such variable, as in a collector: `
      + 'write the value itself, or $$ for a dollar';
    return [{ place, message }];
  });
}
