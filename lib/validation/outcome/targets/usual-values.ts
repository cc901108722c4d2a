/** Values that labels and annotations usually have, by how their names end. */
const VALUES: ReadonlyArray<readonly [name: RegExp, value: string]> = [
  [/(?:label|annotation)present_\w+$/, 'true'],
  [/port(?:s|_number)?$/i, '9102'],
  [/path$/i, '/metrics'],
  [/(?:scheme|protocol)$/i, 'http'],
  [/interval$/i, '60s'],
  [/timeout$/i, '10s'],
  [/(?:host|ip|address|target)$/i, '10.0.0.24'],
  [/(?:scrape|scraped|probe|enabled?|slow|monitor(?:ed)?|metrics)$/i, 'true'],
];

/** Returns the value that a label or annotation of this name usually has. */
export function usualValue(name: string): string {
  const [, value] = VALUES.find(([pattern]) => pattern.test(name)) ?? [];
  return value ?? 'example';
}
