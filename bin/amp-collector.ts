#!/usr/bin/env node
/**
 * The command line tool: `amp-collector --help`.
 */
import { Interruption } from './amp-collector/interruption';
import { main } from './amp-collector/main';

const interruption = new Interruption();
// A pipe that is closed early, as by `head`, is no failure.
process.stdout.on('error', () => process.exit());

void main(process.argv.slice(2), interruption).then((code) => {
  process.exitCode = code;
  // Requests that take no signal may be under way.
  if (interruption.signal.aborted) process.exit();
});
