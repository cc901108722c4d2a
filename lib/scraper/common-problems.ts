import type { Stack } from 'aws-cdk-lib';
import type { IWorkspaceRef } from 'aws-cdk-lib/aws-aps';
import { aliasProblems, tagProblems } from '../private/checks';
import { environmentProblems, homeIn, type Home } from '../private/environment';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { loggingProblems } from './scraper-logging';
import type { ScraperProps } from './scraper-props';
import { roleProblems } from './scraper-roles';

/** The properties that scrapers and collectors share. */
export type CommonProps = Pick<ScraperProps, 'alias' | 'tags' | 'roleConfiguration' | 'logging'>;

/** The workspace of a scraper, if the destination is one, and the property that specifies it. */
export interface WorkspaceChoice {
  readonly path: string;
  readonly workspace: IWorkspaceRef | undefined;
}

/**
 * Checks the properties that scrapers and collectors share. A scraper and its workspace must be in one Region, and in one account unless
 * the scraper has a role configuration.
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
      { path, construct: workspace, anyAccount: roleConfiguration !== undefined, otherAccountFix: SPECIFY_ROLES },
      { path: 'logging.logGroup', construct: logging?.logGroup },
    ),
    ...roleProblems(roleConfiguration, stack, { path, workspace }),
    ...loggingProblems(logging),
  ];
}

const SPECIFY_ROLES = 'specify roleConfiguration, which CrossAccountRoles creates';

/** Returns the environment of a scraper, in which its source must be. */
export function scraperHome(stack: Stack): Home {
  return homeIn(stack, 'the scraper\'s');
}
