import type { FileGroup, FileRule, RuleExpression, RuleFile } from '../../prometheus/rule-files/rule-file';
import type { LabelMatcher, PromqlNode } from '../../prometheus/promql/nodes';
import { childrenOf } from '../../prometheus/promql/visit';

/** The known properties of the namespace that a rule file is for. */
export interface RuleFileTarget {
  readonly namespaceName?: string;
  /** True if the text is the one that the service gets: objects of Kubernetes are then not unwrapped. */
  readonly isTemplate?: boolean;
  /** True if no user sees the text, so that messages name no lines of it. */
  readonly isWritten?: boolean;
  /** The size of the rule file that the service gets, if it is not the text. */
  readonly bytes?: number;
}

/** A rule in its group, with its expression where it can be read. */
export interface RuleInGroup {
  readonly group: FileGroup;
  readonly rule: FileRule;
  readonly expr?: RuleExpression;
  readonly tree?: PromqlNode;
}

/** A node of an expression, with the expression. */
export interface FoundNode<Kind extends PromqlNode['kind']> {
  readonly node: Extract<PromqlNode, { kind: Kind }>;
  readonly expr: RuleExpression;
}

/** A matcher of a selector, with the expression. */
export interface FoundMatcher {
  readonly matcher: LabelMatcher;
  readonly expr: RuleExpression;
}

/** In characters. A longer expression may be nested more deeply than functions can call themselves, and only programs write it. */
const LONGEST_EXPRESSION = 20_000;

/** A rule file under validation. */
export class RuleFileContext {
  public readonly rules: readonly RuleInGroup[];
  private foundMatchers?: readonly FoundMatcher[];
  private byKind?: ReadonlyMap<string, ReadonlyArray<FoundNode<PromqlNode['kind']>>>;

  public constructor(public readonly file: RuleFile, public readonly text: string, public readonly target: RuleFileTarget) {
    this.rules = file.groups.flatMap(group => group.rules.map((rule) => {
      const { expr } = rule;
      const isReadable = expr !== undefined && expr.parsed.problems.length === 0 && expr.value.length <= LONGEST_EXPRESSION;
      return { group, rule, expr, tree: isReadable ? expr.parsed.expr : undefined };
    }));
  }

  /** All nodes of a kind in all expressions that can be read. */
  public nodes<Kind extends PromqlNode['kind']>(kind: Kind): ReadonlyArray<FoundNode<Kind>> {
    this.byKind ??= this.nodesByKind();
    return (this.byKind.get(kind) ?? []) as unknown as ReadonlyArray<FoundNode<Kind>>;
  }

  /** All matchers of selectors in all expressions that can be read. */
  public get matchers(): readonly FoundMatcher[] {
    this.foundMatchers ??= this.nodes('vector-selector').flatMap(({ node, expr }) => node.matchers.map(matcher => ({ matcher, expr })));
    return this.foundMatchers;
  }

  private nodesByKind(): ReadonlyMap<string, ReadonlyArray<FoundNode<PromqlNode['kind']>>> {
    const found = new Map<string, Array<FoundNode<PromqlNode['kind']>>>();
    const visited = new Set<PromqlNode>();
    for (const { expr, tree } of this.rules) {
      // An expression that several aliases refer to is one.
      if (expr === undefined || tree === undefined || visited.has(tree)) continue;
      visited.add(tree);
      const pending: PromqlNode[] = [tree];
      for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        const ofKind = found.get(node.kind);
        if (ofKind === undefined) found.set(node.kind, [{ node, expr }]);
        else ofKind.push({ node, expr });
        const children = childrenOf(node);
        for (let index = children.length - 1; index >= 0; index--) pending.push(children[index] as PromqlNode);
      }
    }
    return found;
  }
}
