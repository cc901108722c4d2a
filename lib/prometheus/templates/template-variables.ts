/** The variables that are known at a place in a template: those that it starts with, and its own in the order of their declarations. */
export class TemplateVariables {
  private readonly names: string[] = [];
  private counts?: Map<string, number>;

  public constructor(private readonly given: readonly string[]) {}

  /** The number of declared variables. */
  public get size(): number {
    return this.names.length;
  }

  public has(name: string): boolean {
    return this.given.includes(name) || (this.counts?.get(name) ?? 0) > 0;
  }

  public declare(name: string): void {
    this.names.push(name);
    this.count(name, 1);
  }

  /** Forgets what was declared last, until so many are left. */
  public shrink(size: number): void {
    if (this.names.length > size) for (const name of this.names.splice(size)) this.count(name, -1);
  }

  private count(name: string, change: number): void {
    this.counts ??= new Map();
    this.counts.set(name, (this.counts.get(name) ?? 0) + change);
  }
}
