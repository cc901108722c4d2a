/** Returns the name of a folder in the current one for a scraper: of its alias what is harmless in a path, or its id. */
export function folderName(alias: string, scraperId: string): string {
  return harmless(alias) || harmless(scraperId) || 'scraper';
}

/** Returns what is harmless in the name of a file. */
export function harmless(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '').slice(0, 100).replace(/(?<![.-])[.-]+$/, '');
}
