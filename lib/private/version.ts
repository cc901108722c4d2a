/** The version of this library. A test compares it with package.json, which the bundle does not contain. */
export const VERSION = '0.1.0';
