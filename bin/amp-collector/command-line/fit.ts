/** The columns of help in a wide terminal, a pipe, or a terminal that does not report its width. */
const MOST = 140;
const LEAST = 10;

/** Wraps help to the width of a terminal. Examples stay whole, so that people can copy them. */
export function fitted(text: string, columns = MOST): string {
  const width = columns < LEAST ? MOST : Math.min(columns, MOST);
  return text.split('\n\n').map(block => /^Examples?\n/.test(block) ? block : itemsIn(block).map(item => wrapped(item, width)).join('\n')).join('\n\n');
}

/** Joins the lines of each paragraph, item of a list (`- …`) and row of a table (two spaces). */
function itemsIn(block: string): string[] {
  return block.split('\n').reduce<string[]>((items, line) => {
    const item = items.pop();
    const continues = item !== undefined && !line.startsWith('- ') && line.startsWith('  ') === item.startsWith('- ');
    if (continues && !item.startsWith('  ')) return [...items, `${item} ${line.trim()}`];
    return [...items, ...item === undefined ? [] : [item], line];
  }, []);
}

/** Wraps an item: its lines begin below its text, or below a first column that is too wide for that. */
function wrapped(item: string, width: number): string {
  const [start = ''] = /^(?:- | {2}\S+(?: \S+)* {2,})(?=\S)/.exec(item) ?? [];
  const isWide = start.length > width / 2;
  const indent = ' '.repeat(isWide ? 4 : start.length);
  const [first = '', ...words] = item.slice(start.length).split(' ');
  const lines = isWide ? [start.trimEnd(), indent + first] : [start + first];
  for (const word of words) {
    const line = `${lines.at(-1) ?? ''} ${word}`;
    if (line.length <= width) lines.splice(-1, 1, line);
    else lines.push(indent + word);
  }
  return lines.join('\n');
}
