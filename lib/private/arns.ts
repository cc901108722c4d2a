import { Token } from 'aws-cdk-lib';
import type { PropertyProblem } from './property-problem';

/** The types of the service's resources in ARNs. */
const EXAMPLES = {
  workspace: 'workspace/ws-a1b2c3d4',
  scraper: 'scraper/s-a1b2c3d4',
  rulegroupsnamespace: 'rulegroupsnamespace/ws-a1b2c3d4/default',
  anomalydetector: 'anomalydetector/ws-a1b2c3d4/ad-a1b2c3d4',
} as const;

/**
 * Checks that an imported ARN is one of a resource of the service. Tokens are not checked.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedserviceforprometheus.html
 */
export function arnProblems(path: string, arn: unknown, resource: keyof typeof EXAMPLES): PropertyProblem[] {
  if (Token.isUnresolved(arn) || new RegExp(`^arn:[^:]+:aps:[^:]*:[^:]*:${resource}/[^/]`).test(String(arn))) return [];
  return [{ path, message: `must be an ARN such as arn:aws:aps:us-east-1:111122223333:${EXAMPLES[resource]}, got '${String(arn)}'` }];
}
