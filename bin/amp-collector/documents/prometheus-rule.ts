/** A rule file in another document, at the same lines. */
export interface EmbeddedText {
  readonly text: string;
  /** The columns that its lines are indented by. */
  readonly columns: number;
}

/** Returns the groups in the `spec` of a PrometheusRule, in block style; any other text unchanged. */
export function embeddedRuleFile(text: string): EmbeddedText {
  const lines = text.split('\n');
  const start = lines.findIndex(line => /^spec:\s*(?:#.*)?$/.test(line));
  if (start < 0 || !/^kind:\s*["']?PrometheusRule\b/m.test(text)) return { text, columns: 0 };
  const first = lines.findIndex((line, index) => index > start && !/^\s*(?:#.*)?$/.test(line));
  const columns = /^ */.exec(lines[first] ?? '')?.[0].length ?? 0;
  if (columns === 0) return { text, columns: 0 };
  const end = lines.findIndex((line, index) => index > first && /^[^\s#]/.test(line));
  const indented = lines.slice(start + 1, end < 0 ? undefined : end).map(line => line.slice(columns));
  return { text: [...Array.from({ length: start + 1 }, () => ''), ...indented].join('\n'), columns };
}
