// The rules built into every synth take seconds to load; templates.test.ts turns them back on.
process.env.CDK_VALIDATION = 'false';

// The tests read templates only: assets, kubectl's 30 megabytes among them, need not be copied beside it.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:disable-asset-staging': true });
