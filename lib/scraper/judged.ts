import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';

/** By the resource, so that nothing is left when the app is gone. */
const configurations = new WeakMap<IConstruct, string>();

/** Remembers that a construct has said what is to be said of a scraper's configuration. */
export function rememberJudged(scraper: CfnScraper, configuration: string): void {
  configurations.set(scraper, configuration);
}

/** The configuration of a scraper of which all is said, unless something changed it since. */
export function judgedConfiguration(construct: IConstruct): string | undefined {
  return configurations.get(construct);
}
