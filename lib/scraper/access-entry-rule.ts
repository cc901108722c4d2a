import { CfnResource, type IResolvable, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnScraper } from 'aws-cdk-lib/aws-aps';
import type { IConstruct } from 'constructs';

const ACCESS_ENTRY = 'AWS::EKS::AccessEntry';
const SERVICE_LINKED_ROLE = ':role/aws-service-role/';
const watched = new WeakSet<IConstruct>();

/**
 * Fails synth where an app makes an access entry for a scraper's role: EKS refuses one for a service-linked role, and the
 * service makes its own. Once per app, however many scrapers it has.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function forbidAccessEntries(scraper: IConstruct): void {
  const root = scraper.node.root;
  if (watched.has(root)) return;
  watched.add(root);
  root.node.addValidation({ validate: () => root.node.findAll().flatMap(accessEntryProblems) });
}

function accessEntryProblems(construct: IConstruct): string[] {
  if (!CfnResource.isCfnResource(construct) || construct.cfnResourceType !== ACCESS_ENTRY) return [];
  const principal = (construct as CfnResource & { principalArn?: unknown }).principalArn;
  if (typeof principal !== 'string' || !isScraperRole(principal)) return [];
  return [`${construct.node.path}: EKS refuses an access entry for a collector's role, since it is service-linked; `
    + 'the service makes the entry itself, so remove this one'];
}

function isScraperRole(principal: string): boolean {
  if (!Token.isUnresolved(principal)) return principal.includes(SERVICE_LINKED_ROLE);
  return Tokenization.reverseString(principal).tokens.some(isRoleOfScraper);
}

/** Its role, and not its id in the name of another. */
function isRoleOfScraper(token: IResolvable): boolean {
  return Reference.isReference(token) && token.displayName === 'RoleArn' && (token.target as Partial<CfnScraper>).cfnResourceType === 'AWS::APS::Scraper';
}
