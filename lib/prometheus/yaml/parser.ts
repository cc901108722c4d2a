import type { Mark } from './cursor';
import { YamlSyntaxError } from './cursor';
import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from './node';
import { Scanner } from './scanner';
import type { YamlSource } from './source';
import { TagHandles } from './tag-handles';
import type { Token, TokenType } from './token';
import type { ReadOptions } from './read-options';

/** A collection that is being read. Nothing here calls itself, so that deep nesting cannot exhaust the stack. */
interface OpenSequence {
  readonly kind: 'block-sequence' | 'indentless-sequence' | 'flow-sequence';
  readonly items: YamlNode[];
  /** The node, whose end is known when its bracket is closed. */
  readonly node: { end: number };
}
interface OpenMapping {
  readonly kind: 'block-mapping' | 'flow-mapping' | 'flow-pair';
  readonly entries: YamlEntry[];
  readonly node: { end: number };
  /** The key whose value is read next. */
  key?: YamlNode;
  /** Between braces, a key without `?` or `:` has no value. */
  hasNoValue?: boolean;
  isComplete?: boolean;
}
type Open = OpenSequence | OpenMapping;

/** The tokens that can follow an empty key or value in block style. */
const BEHIND_EMPTY = ['key', 'value', 'block-end'] as const;

interface Properties {
  readonly start: Mark;
  /** The position after them, or where the content starts if there are none. */
  readonly end: number;
  readonly tag: string;
  readonly anchor: string;
}

/**
 * The first document of the text, as libyaml and Go's reader build it; what follows it is not read.
 *
 * @see https://github.com/yaml/libyaml/blob/master/src/parser.c
 */
export class Parser {
  private readonly scanner: Scanner;
  private readonly open: Open[] = [];
  private readonly anchors = new Map<string, YamlNode>();
  private readonly tagHandles = new TagHandles();

  public constructor(source: YamlSource, options?: ReadOptions) {
    this.scanner = new Scanner(source, options);
  }

  /** The document's content, or `undefined` when there is no document. */
  public parse(): YamlNode | undefined {
    const first = this.scanner.peek();
    if (first.type === 'stream-end') return undefined;
    while (this.nextIsOneOf(['version-directive', 'tag-directive'])) this.tagHandles.read(this.scanner.take());
    const isExplicit = ['document-start', 'version-directive', 'tag-directive'].includes(first.type);
    if (isExplicit) this.expect('document-start', 'did not find expected <document start>');
    const root = isExplicit && this.nextIsOneOf(['version-directive', 'tag-directive', 'document-start', 'document-end', 'stream-end'])
      ? empty(this.scanner.peek().start)
      : this.readNode(true, false);
    for (let current = this.open.at(-1); current !== undefined; current = this.open.at(-1)) this.step(current);
    this.scanner.peek();
    return root;
  }

  private step(current: Open): void {
    if ('items' in current) {
      if (current.kind === 'block-sequence') this.stepBlockSequence(current);
      else if (current.kind === 'indentless-sequence') this.stepIndentlessSequence(current);
      else this.stepFlowSequence(current);
    } else {
      if (current.kind === 'block-mapping') this.stepBlockMapping(current);
      else if (current.kind === 'flow-mapping') this.stepFlowMapping(current);
      else this.stepFlowPair(current);
    }
  }

  private stepBlockSequence(sequence: OpenSequence): void {
    if (this.nextIs('block-entry')) {
      const entry = this.scanner.take();
      const isEmpty = this.nextIs('block-entry') || this.nextIs('block-end');
      sequence.items.push(isEmpty ? empty(after(entry)) : this.readNode(true, false));
    } else {
      this.expect('block-end', 'did not find expected \'-\' indicator');
      this.open.pop();
    }
  }

  private stepIndentlessSequence(sequence: OpenSequence): void {
    if (this.nextIs('block-entry')) {
      const entry = this.scanner.take();
      const isEmpty = this.nextIs('block-entry') || this.nextIsOneOf(BEHIND_EMPTY);
      sequence.items.push(isEmpty ? empty(after(entry)) : this.readNode(true, false));
    } else {
      this.open.pop();
    }
  }

  private stepBlockMapping(mapping: OpenMapping): void {
    if (mapping.key !== undefined) {
      this.addValue(mapping, this.nextIs('value') ? this.readBlockContent() : empty(this.scanner.peek().start));
    } else if (this.nextIs('key')) {
      mapping.key = this.readBlockContent();
    } else {
      this.expect('block-end', 'did not find expected key');
      this.open.pop();
    }
  }

  /** Reads the node after a `?` or `:` in block style. */
  private readBlockContent(): YamlNode {
    const indicator = this.scanner.take();
    return this.nextIsOneOf(BEHIND_EMPTY) ? empty(after(indicator)) : this.readNode(true, true);
  }

  private stepFlowSequence(sequence: OpenSequence): void {
    if (!this.nextIs('flow-sequence-end') && sequence.items.length > 0) this.expect('flow-entry', 'did not find expected \',\' or \']\'');
    if (this.nextIs('flow-sequence-end')) {
      sequence.node.end = this.scanner.take().end;
      this.open.pop();
    } else if (this.nextIs('key')) {
      const { start } = this.scanner.take();
      const node: YamlMapping = { kind: 'mapping', isFlow: false, entries: [], line: start.line + 1, column: start.column + 1, start: start.position, end: start.position };
      sequence.items.push(node);
      this.open.push({ kind: 'flow-pair', entries: node.entries, node });
    } else {
      sequence.items.push(this.readNode(false, false));
    }
  }

  /** `key: value` between brackets, a mapping without braces. */
  private stepFlowPair(pair: OpenMapping): void {
    if (pair.isComplete === true) {
      this.open.pop();
    } else if (pair.key === undefined) {
      // libyaml takes the token that shows the key to be empty for the key.
      const isEmpty = this.nextIsOneOf(['value', 'flow-entry', 'flow-sequence-end']);
      pair.key = isEmpty ? empty(after(this.scanner.take())) : this.readNode(false, false);
    } else {
      pair.isComplete = true;
      this.addValue(pair, this.readFlowValue('flow-sequence-end'));
    }
  }

  private stepFlowMapping(mapping: OpenMapping): void {
    if (mapping.key !== undefined) {
      this.addValue(mapping, mapping.hasNoValue === true ? empty(this.scanner.peek().start) : this.readFlowValue('flow-mapping-end'));
      return;
    }
    if (!this.nextIs('flow-mapping-end') && mapping.entries.length > 0) this.expect('flow-entry', 'did not find expected \',\' or \'}\'');
    if (this.nextIs('flow-mapping-end')) {
      mapping.node.end = this.scanner.take().end;
      this.open.pop();
    } else if (this.nextIs('key')) {
      this.scanner.take();
      const isEmpty = this.nextIsOneOf(['value', 'flow-entry', 'flow-mapping-end']);
      mapping.hasNoValue = false;
      mapping.key = isEmpty ? empty(this.scanner.peek().start) : this.readNode(false, false);
    } else {
      mapping.hasNoValue = true;
      mapping.key = this.readNode(false, false);
    }
  }

  private readFlowValue(end: TokenType): YamlNode {
    if (!this.nextIs('value')) return empty(this.scanner.peek().start);
    this.scanner.take();
    return this.nextIsOneOf(['flow-entry', end]) ? empty(this.scanner.peek().start) : this.readNode(false, false);
  }

  private addValue(mapping: OpenMapping, value: YamlNode): void {
    if (mapping.key !== undefined) mapping.entries.push({ key: mapping.key, value });
    mapping.key = undefined;
  }

  /** A node; a collection is only opened, and filled by the steps that follow. */
  private readNode(isBlock: boolean, mayBeIndentless: boolean): YamlNode {
    const next = this.scanner.peek();
    const { type, start } = next;
    if (type === 'scalar') return this.readScalar(next, start, '');
    if (type === 'alias') return this.readAlias();
    if (type !== 'anchor' && type !== 'tag') return this.readContent(next, { start, end: start.position, tag: '', anchor: '' }, isBlock, mayBeIndentless);
    const properties = this.readProperties(start);
    const node = this.readContent(this.scanner.peek(), properties, isBlock, mayBeIndentless);
    if (properties.anchor !== '') this.anchors.set(properties.anchor, node);
    return node;
  }

  private readAlias(): YamlNode {
    const { value: name = '', start, end } = this.scanner.take();
    const target = this.anchors.get(name);
    if (target === undefined) throw new YamlSyntaxError(`unknown anchor '${name}' referenced`, start);
    return { kind: 'alias', name, target, line: start.line + 1, column: start.column + 1, start: start.position, end };
  }

  private readContent(token: Token, properties: Properties, isBlock: boolean, mayBeIndentless: boolean): YamlNode {
    const { tag, anchor, start } = properties;
    switch (token.type) {
      case 'scalar': return this.readScalar(token, start, tag);
      case 'flow-sequence-start':
      case 'block-sequence-start':
        if (token.type === 'block-sequence-start' && !isBlock) break;
        this.scanner.take();
        return this.openSequence(token.type === 'flow-sequence-start' ? 'flow-sequence' : 'block-sequence', start, token);
      case 'block-entry':
        if (!mayBeIndentless) break;
        return this.openSequence('indentless-sequence', start, token);
      case 'flow-mapping-start':
      case 'block-mapping-start':
        if (token.type === 'block-mapping-start' && !isBlock) break;
        this.scanner.take();
        return this.openMapping(token.type === 'flow-mapping-start' ? 'flow-mapping' : 'block-mapping', start, token);
    }
    if (tag !== '' || anchor !== '') return { ...empty(start), start: properties.end, end: properties.end, tag, isImplicit: tag === '' };
    throw new YamlSyntaxError('did not find expected node content', token.start);
  }

  /** @param start where its anchor and tag start, if it has any */
  private readScalar(token: Token, start: Mark, tag: string): YamlNode {
    this.scanner.take();
    const { value = '', style = 'plain' } = token;
    return {
      kind: 'scalar', tag, line: start.line + 1, column: start.column + 1, start: token.start.position, end: token.end, value, style,
      isImplicit: tag === '' ? style === 'plain' : tag === '!',
    };
  }

  private openSequence(kind: OpenSequence['kind'], start: Mark, { start: { position }, end }: Token): YamlNode {
    const node: YamlSequence = { kind: 'sequence', isFlow: kind === 'flow-sequence', items: [], line: start.line + 1, column: start.column + 1, start: position, end };
    this.open.push({ kind, items: node.items, node });
    return node;
  }

  private openMapping(kind: OpenMapping['kind'], start: Mark, { start: { position }, end }: Token): YamlNode {
    const node: YamlMapping = { kind: 'mapping', isFlow: kind === 'flow-mapping', entries: [], line: start.line + 1, column: start.column + 1, start: position, end };
    this.open.push({ kind, entries: node.entries, node });
    return node;
  }

  /** An anchor and a tag, in any order. */
  private readProperties(start: Mark): Properties {
    let end = start.position;
    let anchor = '';
    let tag: Token | undefined;
    while (this.nextIs('anchor') || this.nextIs('tag')) {
      const isAnchor = this.nextIs('anchor');
      if (isAnchor ? anchor !== '' : tag !== undefined) break;
      const token = this.scanner.take();
      if (isAnchor) anchor = token.value ?? '';
      else tag = token;
      end = token.end;
    }
    // Go scans the next token before it resolves the tag.
    this.scanner.peek();
    return { start, end, anchor, tag: tag === undefined ? '' : this.tagHandles.resolve(tag) };
  }

  private nextIs(type: TokenType): boolean {
    return this.scanner.peek().type === type;
  }

  private nextIsOneOf(types: readonly TokenType[]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private expect(type: TokenType, message: string): void {
    if (!this.nextIs(type)) throw new YamlSyntaxError(message, this.scanner.peek().start);
    this.scanner.take();
  }
}

function empty(start: Mark): YamlNode & { kind: 'scalar' } {
  return { kind: 'scalar', value: '', style: 'plain', isImplicit: true, tag: '', line: start.line + 1, column: start.column + 1, start: start.position, end: start.position };
}

function after(token: Token): Mark {
  return { ...token.start, position: token.end, column: token.start.column + token.end - token.start.position };
}
