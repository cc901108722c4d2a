import type { Stack } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import { aliasProblems, tagProblems } from '../private/checks';
import { environmentProblems, homeIn, type Home } from '../private/environment';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { loggingProblems } from './scraper-logging';
import type { ScraperProps } from './scraper-props';
import { roleProblems } from './scraper-roles';

/** What a scraper is told, and a collector in the same words. */
export type CommonProps = Pick<ScraperProps, 'alias' | 'tags' | 'roleConfiguration' | 'logging'>;

/** The workspace that is written to, if it is one, and the property that says so. */
export interface WorkspaceChoice {
  readonly path: string;
  readonly workspace: IWorkspaceRef | undefined;
}

/**
 * What is wrong with it. A scraper and its workspace live in one Region, and in one account unless the scraper has roles to
 * write with.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function commonProblems(stack: Stack, props: CommonProps, { path, workspace }: WorkspaceChoice): PropertyProblem[] {
  const { alias, tags, roleConfiguration, logging } = props;
  return [
    ...aliasProblems(alias, LIMITS.alias),
    ...tagProblems(tags),
    ...environmentProblems(
      scraperHome(stack),
      { path, construct: workspace, anyAccount: roleConfiguration !== undefined },
      { path: 'logging.logGroup', construct: logging?.logGroup },
    ),
    ...roleProblems(roleConfiguration, stack, { path, workspace }),
    ...loggingProblems(logging),
  ];
}

/** A scraper, and what it scrapes, are where its stack is. */
export function scraperHome(stack: Stack): Home {
  return homeIn(stack, 'the scraper\'s');
}
