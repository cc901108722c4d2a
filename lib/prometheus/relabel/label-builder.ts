/** Labels by name. */
export type Labels = ReadonlyMap<string, string>;

/** More than any target has: rules that get here double what they write (`$1$1`), and would fill any machine. */
const MOST_CHARACTERS = 2_000_000;

/** Rules that write without end. */
export class LabelsTooLarge extends Error {
  public constructor() {
    super(`relabeling writes more than ${MOST_CHARACTERS} characters`);
  }
}

/**
 * Labels while rules change them. A label without a value is no label. The order matters where rules set the same label
 * twice: first those that are as they were, by name, then the changed ones in the order of their first change.
 */
export class LabelBuilder {
  private readonly current: Map<string, string>;
  private readonly changed = new Set<string>();
  private written = 0;

  public constructor(labels: Labels) {
    this.current = new Map([...labels].filter(([, value]) => value !== '').sort(([a], [b]) => a < b ? -1 : 1));
  }

  /** The label's value; empty where there is no such label. */
  public get(name: string): string {
    return this.current.get(name) ?? '';
  }

  public set(name: string, value: string): void {
    if (value === '') {
      this.delete(name);
      return;
    }
    this.expect(name.length + value.length);
    this.written += name.length + value.length;
    if (!this.changed.has(name)) this.delete(name);
    this.changed.add(name);
    this.current.set(name, value);
  }

  /** Throws where so many characters more would be too many. */
  public expect(characters: number): void {
    if (this.written + characters > MOST_CHARACTERS) throw new LabelsTooLarge();
  }

  public delete(name: string): void {
    this.current.delete(name);
    this.changed.delete(name);
  }

  /** How many characters the labels' names have. */
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
