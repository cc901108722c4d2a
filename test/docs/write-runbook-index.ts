import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runbookIndex } from './runbook-index';

/** `npm run docs:runbooks` writes the index of the runbooks. */
writeFileSync(join(process.cwd(), 'docs', 'runbooks', 'README.md'), runbookIndex());
