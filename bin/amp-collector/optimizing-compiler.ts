/**
 * Flags of V8 that let code run longer before it is optimized, by the version of Node.js: a validation takes a fraction of a second, which
 * is not worth the time of the optimizing compiler. V8 reports flags that it does not have on standard error: other versions get none.
 */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=1000000'],
  22: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
  24: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
};

/** Optimizes code later than V8 does by default. */
export function delayOptimization(): void {
  const [major = ''] = process.versions.node.split('.');
  // The module takes time to load too.
  for (const flag of FLAGS[major] ?? []) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
}
