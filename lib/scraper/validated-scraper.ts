import { CfnScraper, type CfnScraperProps } from 'aws-cdk-lib/aws-aps';
import type { Construct, IConstruct } from 'constructs';

/** The L1 of a scraper whose construct has reported every problem of the configuration. */
export class ValidatedScraper extends CfnScraper {
  constructor(scope: Construct, id: string, props: CfnScraperProps, public readonly validatedConfiguration: string) {
    super(scope, id, props);
  }
}

/**
 * Returns the configuration that was validated, which an override may have replaced since; undefined for a scraper that is written
 * with the L1.
 *
 * Recognized by the property and not by `instanceof`, since an app may have two copies of this library.
 */
export function validatedConfiguration(construct: IConstruct): string | undefined {
  return (construct as Partial<ValidatedScraper>).validatedConfiguration;
}
