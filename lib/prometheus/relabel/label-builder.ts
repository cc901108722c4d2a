import { Budget } from '../budget';

/** Labels by name. */
export type Labels = ReadonlyMap<string, string>;

/** To write a character takes so many steps. Rules may double what they write (`$1$1`) until it fills any machine. */
const CHARACTER = 10;

/**
 * Labels while rules change them. A label without a value does not exist. The order matters where rules set the same label
 * twice: first those that are as they were, by name, then the changed ones in the order of their first change.
 */
export class LabelBuilder {
  private readonly current: Map<string, string>;
  private readonly changed = new Set<string>();

  public constructor(labels: Labels, private readonly budget = new Budget()) {
    this.current = new Map();
    for (const name of [...labels.keys()].sort()) {
      const value = labels.get(name) ?? '';
      if (value !== '') this.current.set(name, value);
    }
  }

  /** Returns the value of a label; empty if the target does not have it. */
  public get(name: string): string {
    return this.current.get(name) ?? '';
  }

  public set(name: string, value: string): void {
    if (value === '') {
      this.delete(name);
      return;
    }
    this.expect(name.length + value.length);
    if (!this.changed.has(name)) this.delete(name);
    this.changed.add(name);
    this.current.set(name, value);
  }

  /** Counts characters that are written, and throws where they are too many. */
  public expect(characters: number): void {
    this.budget.spendRelabeling(characters * CHARACTER);
  }

  public delete(name: string): void {
    this.current.delete(name);
    this.changed.delete(name);
  }

  /** Returns the number of characters in the labels' names. */
  public nameCharacters(): number {
    let sum = 0;
    for (const name of this.current.keys()) sum += name.length;
    return sum;
  }

  /** A snapshot, which may be walked while the labels change. */
  public entries(): Array<[string, string]> {
    return [...this.current];
  }

  public labels(): Labels {
    return new Map(this.current);
  }
}
