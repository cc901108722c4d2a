import { YamlSyntaxError } from './cursor';
import type { Token } from './token';

const LONG_TAG_PREFIX = 'tag:yaml.org,2002:';

/** The directives of a document: its version, and the handles of its tags. */
export class TagHandles {
  private readonly own = new Map<string, string>();
  private hasVersion = false;

  /** A `%YAML` or `%TAG` directive. */
  public read({ type, value = '', suffix = '', start }: Token): void {
    if (type === 'version-directive') {
      if (this.hasVersion) throw new YamlSyntaxError('found duplicate %YAML directive', start);
      if (value !== '1.1') throw new YamlSyntaxError('found incompatible YAML document', start);
      this.hasVersion = true;
    } else {
      if (this.own.has(value)) throw new YamlSyntaxError('found duplicate %TAG directive', start);
      this.own.set(value, suffix);
    }
  }

  /** The whole tag, in its short form where it has one. */
  public resolve({ value: handle = '', suffix = '', start }: Token): string {
    const prefix = this.prefixOf(handle);
    if (prefix === undefined) throw new YamlSyntaxError('found undefined tag handle', start);
    const tag = prefix + suffix;
    return tag.startsWith(LONG_TAG_PREFIX) ? `!!${tag.slice(LONG_TAG_PREFIX.length)}` : tag;
  }

  private prefixOf(handle: string): string | undefined {
    if (handle === '') return '';
    return this.own.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? LONG_TAG_PREFIX : undefined);
  }
}
