import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage } from './rules-page';

/** `npm run docs:rules` writes the page of the rules. */
writeFileSync(join(process.cwd(), 'docs', 'rules.md'), rulesPage());
