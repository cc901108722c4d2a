/** Less than a second's. A configuration with ten thousand targets and ten rules for each takes most of it. */
const MOST_STEPS = 100_000_000;

/** Expressions, or targets, that are made to keep a machine busy. */
export class TooMuchWork extends Error {
  public constructor() {
    super('relabeling takes too long');
  }
}

/** Counts what relabeling takes, in steps of some nanoseconds. */
export class Work {
  private steps = 0;

  public constructor(private readonly most = MOST_STEPS) {}

  /** Throws {@link TooMuchWork} once it is. */
  public spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.most) throw new TooMuchWork();
  }
}
