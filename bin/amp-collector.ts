#!/usr/bin/env node
/**
 * The command line tool: `amp-collector --help`.
 */
import type * as Main from './amp-collector/main';
import { Interruption } from './amp-collector/interruption';

// Node.js 22.8 and later can keep compiled code for the next start. This file is small, since it is compiled before that. For others the
// module is not worth the time to load it.
/* eslint-disable @typescript-eslint/no-require-imports */
if (parseInt(process.versions.node) >= 22) (require('node:module') as { enableCompileCache?: () => unknown }).enableCompileCache?.();
const { main } = require('./amp-collector/main') as typeof Main;
/* eslint-enable */

const interruption = new Interruption();

void main(process.argv.slice(2), interruption).then((code) => {
  process.exitCode = code;
  // Requests that take no signal may still be running.
  if (interruption.isInterrupted) process.exit();
});
