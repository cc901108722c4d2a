import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { PrometheusValidationPlugin } from '../../lib';

/** A violation as aws-cdk-lib reports it. */
export interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly violatingConstructs: ReadonlyArray<{ readonly constructPath: string }>;
}

interface Report {
  readonly pluginReports: ReadonlyArray<{ readonly pluginName: string; readonly violations: readonly Violation[] }>;
}

/** Synthesizes an app and returns what the plugin reports. The synthesis may fail. */
export function pluginViolations(app: App): Violation[] {
  const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  Validations.of(app).addPlugins(new PrometheusValidationPlugin());
  try {
    app.synth();
  } catch {
    // The report counts.
  }
  print.mockRestore();
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.filter(({ pluginName }) => pluginName === 'cdk-managed-prometheus').flatMap(({ violations }) => violations);
}
