import { join } from 'node:path';

export const ROOT = process.cwd();
export const SOURCE = join(ROOT, 'test', 'deploy');
/** What the tests install and unpack; not kept. */
export const VENV = join(ROOT, '.venv');
export const TOOLS = join(SOURCE, 'tools');
export const KUBECTL = join(TOOLS, 'bin');
/** Where the functions find the AWS SDK, which Lambda's runtime has and they do not bring. */
export const RUNTIME_MODULES = join(TOOLS, 'bin', 'runtime');

export const ACCOUNT = '111122223333';
/** Where the metrics of the cross-account example go. */
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'us-east-1';
