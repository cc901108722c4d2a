#!/usr/bin/env node
/**
 * The command line tool: `amp-collector --help`.
 */
import { join } from 'node:path';
import type * as Main from './amp-collector/main';
import { CodeCache } from './amp-collector/code-cache';
import { Interruption } from './amp-collector/interruption';
import { delayOptimization } from './amp-collector/optimizing-compiler';

/** The build writes a digest of the bundles here. */
const BUILD = '__BUILD__';

const args = process.argv.slice(2);
// Before the first code is loaded, since V8 accepts cached code only with the flags with which it was compiled.
if (args[0] === 'validate') delayOptimization();

const bundle = join(__dirname, 'main.bundle.js');
const cache = CodeCache.open(args[0], BUILD);
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the bundle without a cache
const { main } = (cache === undefined ? require(bundle) : cache.load(bundle)) as typeof Main;

void main(args, new Interruption()).then((code) => {
  // Usage errors, such as an unknown command, leave no cache.
  if (code <= 1) cache?.save();
  // Node.js takes longer to end by itself. Requests that take no signal may still be running.
  process.exit(code);
});
