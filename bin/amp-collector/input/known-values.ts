import { TOKEN, tokenName } from './readable-tokens';

/** A text with the values that were specified, and the names of those that are missing. */
export interface ResolvedText {
  readonly text: string;
  /** In the notation of `--set`, such as `AWS::Region` and `Cluster.Arn`. */
  readonly missing: readonly string[];
}

/** Writes values into a text in place of its tokens. */
export function resolveTokens(text: string, values: Readonly<Record<string, string>>): ResolvedText {
  const missing = new Set<string>();
  const resolved = text.replace(TOKEN, (token: string, key: string) => {
    const name = tokenName(key);
    if (Object.hasOwn(values, name)) return values[name] ?? '';
    missing.add(name);
    return token;
  });
  return { text: resolved, missing: [...missing] };
}
