import type { IConstruct } from 'constructs';
import { type AppModel, whenComplete } from '../private/app-model';
import { addTextWarnings } from '../private/text-warnings';
import type { ScrapeConfiguration } from '../scrape-configuration/scrape-configuration';
import { ProblemSeverity, type Problem } from '../validation/problem';
import type { ValidationTarget } from '../validation/validation-target';
import type { AppFacts } from './app-facts';
import { recordFacts } from './warning-metadata';

/**
 * Warns about a configuration: immediately about facts of every collector of its kind, and after the app has created everything about
 * what depends on the cluster and on other scrapers.
 *
 * @param facts returns what is known of the cluster and the workspace
 */
export function warnOfConfiguration(
  scraper: IConstruct, configuration: ScrapeConfiguration, target: ValidationTarget, facts: (app: AppModel) => AppFacts,
): void {
  const first = warningsOf(configuration, target);
  addWarnings(scraper, first);
  whenComplete(scraper, (app) => {
    const known = facts(app);
    recordFacts(scraper, known);
    const reported = new Set(first.map(keyOf));
    addWarnings(scraper, warningsOf(configuration, { ...target, ...known }).filter(problem => !reported.has(keyOf(problem))));
  });
}

function warningsOf(configuration: ScrapeConfiguration, target: ValidationTarget): Problem[] {
  return configuration._problems(target).filter(({ severity }) => severity === ProblemSeverity.WARNING);
}

function keyOf({ ruleId, path, message, line, column }: Problem): string {
  return JSON.stringify([ruleId, path, message, line, column]);
}

function addWarnings(scraper: IConstruct, warnings: readonly Problem[]): void {
  addTextWarnings(scraper, warnings, { file: warnings[0]?.file });
}
