import { readFileSync } from 'node:fs';
import { validateText } from '../../judge/library';
import { wrongUse } from './wrong-use';

/* A process that validates the given file, for comparison with Prometheus's. Run by `validate.ts` beside this folder. */

const [, , file] = process.argv;
if (file === undefined) wrongUse('FILE');
else process.exitCode = validateText(readFileSync(file, 'utf8')).length === 0 ? 0 : 1;
