import { Token } from 'aws-cdk-lib';
import { formatPath, type PropertyProblem } from '../../private/property-problem';

/** Deeper than any configuration. The recursive writer handles a little more. */
const MOST_LEVELS = 200;

/** More than fit into the maximum size of a configuration; a value that occurs twice counts twice. */
const MOST_VALUES = 200_000;

/** Finds values in an object that YAML cannot express: cycles, functions, symbols, and values that throw when they are read. */
export function unwritable(value: unknown): PropertyProblem[] {
  return new Reader().read(value);
}

class Reader {
  private readonly path: Array<string | number> = [];
  private readonly around: object[] = [];
  private values = 0;

  public read(value: unknown): PropertyProblem[] {
    this.values++;
    if (this.values > MOST_VALUES) return this.values === MOST_VALUES + 1 ? [this.problem(`there are more than ${MOST_VALUES} values`)] : [];
    if (typeof value === 'function' || typeof value === 'symbol') return [this.problem(`YAML has no place for a ${typeof value}`)];
    if (typeof value !== 'object' || value === null) return [];
    if (this.around.includes(value)) return [this.problem('the value holds itself')];
    if (this.around.length === MOST_LEVELS) return [this.problem(`the value is nested more than ${MOST_LEVELS} levels deep`)];
    const entries = this.entriesOf(value);
    return Array.isArray(entries) ? this.readAll(value, entries) : [entries];
  }

  private readAll(value: object, entries: ReadonlyArray<readonly [unknown, unknown]>): PropertyProblem[] {
    this.around.push(value);
    const problems = entries.flatMap(([key, item]) => {
      this.path.push(typeof key === 'number' ? key : String(key));
      const found = [...typeof key === 'string' || typeof key === 'number' ? [] : this.read(key), ...this.read(item)];
      this.path.pop();
      return found;
    });
    this.around.pop();
    return problems;
  }

  /** Returns the entries of a value, or the problem that it cannot be read: a getter may throw anything. */
  private entriesOf(value: object): Array<readonly [unknown, unknown]> | PropertyProblem {
    try {
      if (Token.isUnresolved(value)) return [];
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? this.problem('the date is invalid') : [];
      if (Array.isArray(value)) return [...(value as unknown[]).entries()];
      return value instanceof Map ? [...value as Map<unknown, unknown>] : Object.entries(value);
    } catch (error) {
      return this.problem(`the value cannot be read: ${error instanceof Error ? error.message : 'it throws'}`);
    }
  }

  private problem(message: string): PropertyProblem {
    return { path: formatPath(this.path), message };
  }
}
