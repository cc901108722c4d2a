import { monitors } from './monitor-variants';

/** Prints generated monitors, one JSON object per line: arguments are their count and a seed. */
const [, , count = '100', seed = '1'] = process.argv;
for (const monitor of monitors(Number(count), Number(seed))) console.log(JSON.stringify(monitor));
