import type { YamlAlias, YamlNode } from '../yaml/node';
import type { Context } from './context';
import type { Place } from './place';

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
  private readonly open = new Set<YamlAlias>();

  /** Another node is decoded. */
  public count(): void {
    this.decoded++;
    if (this.open.size > 0) this.fromAliases++;
    const isExcessive = this.fromAliases > 100 && this.decoded > 1000 && this.fromAliases / this.decoded > this.allowedShare();
    if (isExcessive) throw new ExcessiveAliasing();
  }

  /** Decodes the node that an alias stands for; refuses an alias inside of that node. */
  public insideAlias<T>(alias: YamlAlias, decode: (target: YamlNode) => T, refuse: () => T): T {
    if (this.open.has(alias)) return refuse();
    this.open.add(alias);
    try {
      return decode(alias.target);
    } finally {
      this.open.delete(alias);
    }
  }

  private allowedShare(): number {
    const position = (this.decoded - SMALL) / (LARGE - SMALL);
    return 0.99 - 0.89 * Math.min(Math.max(position, 0), 1);
  }
}

/** Decodes the node that an alias stands for; reports an alias inside of that node. */
export function decodeAlias<T>(budget: AliasBudget, context: Context, place: Place, decode: (target: Place) => T): T | undefined {
  const { node } = place;
  if (node.kind !== 'alias') return undefined;
  return budget.insideAlias<T | undefined>(node, target => decode({ ...place, node: target }), () => {
    context.report('yaml-alias', place, `yaml: anchor '${node.name}' value contains itself`);
    return undefined;
  });
}
