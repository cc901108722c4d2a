/**
 * How long texts that are made to keep a reader busy do keep it busy. `npm run bench` runs it.
 */
import { validateConfiguration } from '../../lib/validation/validate';
import { HOSTILE_TEXTS } from '../prometheus/scrape-config/hostile-texts';
import { report } from './measure';

validateConfiguration('scrape_configs: []');
for (const [what, makeText] of HOSTILE_TEXTS) {
  const text = makeText();
  const start = performance.now();
  validateConfiguration(text);
  report(`hostile text: ${what}`, `${(performance.now() - start).toFixed(0)} ms`, '1000 ms');
}
