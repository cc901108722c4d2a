/** The limits of one validation. Texts that people write stay far below; a text that is made to keep a machine busy does not. */
interface Limits {
  /** The number of problems that are reported. */
  readonly problems: number;
  /** The number of characters in their messages, which quote the text. */
  readonly messageCharacters: number;
  /** The number of steps of relabeling, some nanoseconds each. Ten thousand targets with ten rules each take most of them. */
  readonly relabelingSteps: number;
  /** The number of instructions to compile, about a microsecond each, in all regular expressions of an effective configuration. */
  readonly compilation: number;
}

const LIMITS: Limits = { problems: 1000, messageCharacters: 1_000_000, relabelingSteps: 100_000_000, compilation: 150_000 };

/** More problems, or longer messages, than anybody reads. */
export class TooManyProblems extends Error {}

/** Expressions, targets or labels that keep a machine busy or fill it. */
export class TooMuchRelabeling extends Error {
  public constructor() {
    super('relabeling takes too long');
  }
}

/** Counts what one validation costs, and ends it where that is too much. */
export class Budget {
  private readonly left: { -readonly [Limit in keyof Limits]: number };

  public constructor(limits: Partial<Limits> = {}) {
    this.left = { ...LIMITS, ...limits };
  }

  /** Throws {@link TooManyProblems} once there are. */
  public spendProblem(message: string): void {
    this.left.problems--;
    this.left.messageCharacters -= message.length;
    if (this.left.problems < 0 || this.left.messageCharacters < 0) throw new TooManyProblems();
  }

  /** Throws {@link TooMuchRelabeling} once it is. */
  public spendRelabeling(steps: number): void {
    this.left.relabelingSteps -= steps;
    if (this.left.relabelingSteps < 0) throw new TooMuchRelabeling();
  }

  /** Returns whether so much more can be compiled, and counts it where it can. */
  public canCompile(instructions: number): boolean {
    if (instructions > this.left.compilation) return false;
    this.left.compilation -= instructions;
    return true;
  }
}
