import { join } from 'node:path';

export const ROOT = process.cwd();
export const SOURCE = join(ROOT, 'test', 'deploy');
/** The programs that the tests install and unpack; git ignores it. */
export const VENV = join(ROOT, '.venv');
export const TOOLS = join(SOURCE, 'tools');
export const KUBECTL = join(TOOLS, 'bin');
/** The AWS SDK for the functions, which Lambda's runtime contains and their bundles do not. */
export const RUNTIME_MODULES = join(TOOLS, 'bin', 'runtime');

export const ACCOUNT = '111122223333';
/** The account of the workspace in the cross-account example. */
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'us-east-1';
