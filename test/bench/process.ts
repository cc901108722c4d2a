import { readFileSync } from 'node:fs';
import { judgeText } from '../judge/library';

/* A whole process that judges the file it is given, to set beside Prometheus's. */

process.exitCode = judgeText(readFileSync(process.argv[2] ?? '', 'utf8')).length === 0 ? 0 : 1;
