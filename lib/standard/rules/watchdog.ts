import type { GroupDefinition } from './definition';

export const WATCHDOG: GroupDefinition = {
  name: 'watchdog',
  rules: [{
    // Always fires: a receiver that notices its absence notices every break of the chain from rules to receiver.
    alert: 'Watchdog', severity: 'none', for: 0,
    expr: 'vector(1)',
    summary: 'The chain from rules to receivers works',
    description: 'This alert always fires. Let a receiver outside of this account notify you when it stops.',
  }],
};
