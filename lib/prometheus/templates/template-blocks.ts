import { quote } from '../values/quote';
import { TemplateVariables } from './template-variables';

/** A separate template: the text as a whole, what `define` defines, and a `block`. */
interface Tree {
  readonly name: string;
  readonly variables: TemplateVariables;
  isEmpty: boolean;
}

/** The state of the actions at a place. */
interface Scope {
  readonly tree: Tree;
  /** True if the dot is the value that the whole template was given. */
  readonly isAtRoot: boolean;
  readonly isInRange: boolean;
}

interface Block {
  readonly kind: 'if' | 'with' | 'range' | 'define' | 'block';
  readonly outer: Scope;
  /** The number of variables known outside. */
  readonly outerVariables: number;
  /** True for the `if` of an `else if`, which ends with the block around it. */
  readonly isContinuation: boolean;
  isInElse: boolean;
}

/** The blocks that are open at a place in a template, and what holds there. */
export class OpenBlocks {
  private readonly blocks: Block[] = [];
  private readonly trees = new Map<string, Tree>();
  private readonly root: Tree;
  private scope: Scope;

  public constructor(name: string, variables: readonly string[]) {
    // Variables that are set before the template are set by actions.
    this.root = { name, variables: new TemplateVariables(['$', ...variables]), isEmpty: variables.length === 0 };
    this.scope = { tree: this.root, isAtRoot: true, isInRange: false };
  }

  public get depth(): number {
    return this.blocks.length;
  }

  public get definitions(): string[] {
    return [...this.trees.values()].filter(tree => tree !== this.root).map(({ name }) => name);
  }

  public get variables(): TemplateVariables {
    return this.scope.tree.variables;
  }

  public get isInRange(): boolean {
    return this.scope.isInRange;
  }

  public get isAtRoot(): boolean {
    return this.scope.isAtRoot;
  }

  public addContent(): void {
    this.scope.tree.isEmpty = false;
  }

  /** @param outerVariables how many variables are known after it */
  public openControl(kind: 'if' | 'with' | 'range', outerVariables: number, isContinuation = false): void {
    this.addContent();
    const { tree, isAtRoot, isInRange } = this.scope;
    this.open({ kind, outer: this.scope, outerVariables, isContinuation, isInElse: false }, {
      tree, isAtRoot: isAtRoot && kind === 'if', isInRange: isInRange || kind === 'range',
    });
  }

  public openTree(kind: 'define' | 'block', name: string): void {
    if (kind === 'block') this.addContent();
    const tree = { name, variables: new TemplateVariables(['$']), isEmpty: true };
    const block = { kind, outer: this.scope, outerVariables: 0, isContinuation: false, isInElse: false };
    this.open(block, { tree, isAtRoot: false, isInRange: false });
  }

  /** Returns why there can be no `else` here. */
  public startElse(continuation: string | undefined): string | undefined {
    const block = this.blocks.at(-1);
    if (block === undefined) return 'unexpected {{else}}';
    if (block.kind === 'define' || block.kind === 'block') return `unexpected {{else}} in ${block.kind} clause`;
    if (block.isInElse) return 'expected end; found {{else}}';
    block.isInElse = true;
    this.scope = block.outer;
    return continuation === undefined || continuation === block.kind ? undefined : `unexpected <${continuation}> in input`;
  }

  /** Closes a block. Returns why it cannot be closed. */
  public close(): string | undefined {
    const block = this.blocks.pop();
    if (block === undefined) return 'unexpected {{end}}';
    const { tree } = this.scope;
    this.scope = block.outer;
    if (block.kind === 'define' || block.kind === 'block') return this.add(tree);
    this.leaveControl(tree, block);
    return undefined;
  }

  /** Returns why the text as a whole cannot have its name. */
  public closeRoot(): string | undefined {
    return this.add(this.root);
  }

  private leaveControl(tree: Tree, innermost: Block): void {
    for (let block: Block | undefined = innermost; block !== undefined; block = block.isContinuation ? this.blocks.pop() : undefined) {
      this.scope = block.outer;
      tree.variables.shrink(block.outerVariables);
    }
  }

  private open(block: Block, scope: Scope): void {
    this.blocks.push(block);
    this.scope = scope;
  }

  private add(tree: Tree): string | undefined {
    if (this.trees.get(tree.name)?.isEmpty === false) {
      return tree.isEmpty ? undefined : `template: multiple definition of template ${quote(tree.name)}`;
    }
    this.trees.set(tree.name, tree);
    return undefined;
  }
}
