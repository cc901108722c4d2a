/** The document grows too much when its aliases are written out. */
export class ExcessiveAliasing extends Error {}

const SMALL = 400_000;
const LARGE = 4_000_000;

/**
 * Limits how much of a document comes from aliases: nearly all of a small one, little of a large one.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go
 */
export class AliasBudget {
  private decoded = 0;
  private fromAliases = 0;
  private depth = 0;

  /** Another node is decoded. */
  public count(): void {
    this.decoded++;
    if (this.depth > 0) this.fromAliases++;
    const isExcessive = this.fromAliases > 100 && this.decoded > 1000 && this.fromAliases / this.decoded > this.allowedShare();
    if (isExcessive) throw new ExcessiveAliasing();
  }

  public insideAlias<T>(decode: () => T): T {
    this.depth++;
    try {
      return decode();
    } finally {
      this.depth--;
    }
  }

  private allowedShare(): number {
    const position = (this.decoded - SMALL) / (LARGE - SMALL);
    return 0.99 - 0.89 * Math.min(Math.max(position, 0), 1);
  }
}
