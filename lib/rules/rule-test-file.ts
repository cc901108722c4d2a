import { readablePlaceholder, templateText } from '../private/template-text';

/** A rule file for promtool, or the names of the values that it lacks. */
export interface RuleTestFile {
  readonly text: string;
  /** The names of parts that are known only at deployment and were not given, such as `Cluster.Arn`. */
  readonly unresolved: readonly string[];
}

const PLACEHOLDER = /\$\{(?<name>[^}]+)\}$/;

/**
 * Writes the rules of a namespace as a file that promtool can test.
 *
 * @param data the property `Data` of a namespace in a template, or the text of a rule file
 * @param values the values of parts that are known only at deployment, by the names of `Fn::Sub`
 */
export function ruleTestFile(data: unknown, values: Readonly<Record<string, string>> = {}): RuleTestFile {
  const unresolved = new Set<string>();
  const text = templateText(data, (name, argument) => {
    const placeholder = readablePlaceholder(name, argument);
    const key = PLACEHOLDER.exec(placeholder)?.groups?.name ?? name;
    if (Object.hasOwn(values, key)) return values[key] ?? '';
    unresolved.add(key);
    return placeholder;
  });
  return { text, unresolved: [...unresolved] };
}
