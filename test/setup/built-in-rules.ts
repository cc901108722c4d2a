// The rules built into every synth take seconds to load; templates.test.ts turns them back on.
process.env.CDK_VALIDATION = 'false';
