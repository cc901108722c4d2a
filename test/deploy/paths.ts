import { join } from 'node:path';

export const ROOT = process.cwd();
export const SOURCE = join(ROOT, 'test', 'deploy');
/** What the tests install and unpack; not kept. */
export const VENV = join(ROOT, '.venv');
export const TOOLS = join(SOURCE, 'tools');
export const KUBECTL = join(TOOLS, 'bin');

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
