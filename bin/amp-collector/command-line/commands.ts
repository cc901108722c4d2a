import { ALERT } from './specifications/alert';
import { COMPLETION } from './specifications/completion';
import { CONVERT } from './specifications/convert';
import { COST } from './specifications/cost';
import { DECODE } from './specifications/decode';
import { DEFAULT_CONFIG } from './specifications/default-config';
import { ENCODE } from './specifications/encode';
import { IMPORT } from './specifications/import';
import { RELABEL } from './specifications/relabel';
import { ROUTE } from './specifications/route';
import { SHOW } from './specifications/show';
import { STATUS } from './specifications/status';
import { TARGETS } from './specifications/targets';
import { TEST_RULES } from './specifications/test-rules';
import { USAGE } from './specifications/usage';
import { VALIDATE } from './specifications/validate';
import { VERIFY } from './specifications/verify';

/** Every command, in the order of the help: help, completion and the parser are made from this table. */
export const COMMANDS = {
  'default-config': DEFAULT_CONFIG,
  'validate': VALIDATE,
  'convert': CONVERT,
  'show': SHOW,
  'relabel': RELABEL,
  'targets': TARGETS,
  'route': ROUTE,
  'test-rules': TEST_RULES,
  'alert': ALERT,
  'cost': COST,
  'usage': USAGE,
  'encode': ENCODE,
  'decode': DECODE,
  'status': STATUS,
  'verify': VERIFY,
  'import': IMPORT,
  'completion': COMPLETION,
} as const;

export type CommandName = keyof typeof COMMANDS;
