import { readFileSync } from 'node:fs';
import { validateText } from '../judge/library';

/* A process that validates the given file, for comparison with Prometheus's. */

process.exitCode = validateText(readFileSync(process.argv[2] ?? '', 'utf8')).length === 0 ? 0 : 1;
