#!/usr/bin/env node
/**
 * The command line tool: `amp-collector --help`.
 */
import * as nodeModule from 'node:module';
import type * as Main from './amp-collector/main';
import { Interruption } from './amp-collector/interruption';

// Node.js 22.8 and later can keep compiled code for the next start. This file is small, since it is compiled before that.
(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { main } = require('./amp-collector/main') as typeof Main;

const interruption = new Interruption();
// A pipe that its reader closes early, such as `head`, is no error.
process.stdout.on('error', () => process.exit());

void main(process.argv.slice(2), interruption).then((code) => {
  process.exitCode = code;
  // Requests that take no signal may still be running.
  if (interruption.signal.aborted) process.exit();
});
