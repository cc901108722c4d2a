import { Token } from 'aws-cdk-lib';
import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import { tagProblems } from '../private/checks';
import { LIMITS } from '../private/limits';
import type { PropertyProblem } from '../private/property-problem';
import { type GrafanaWorkspaceProps } from './grafana-workspace-props';

/** Checks the properties of a Grafana workspace for what the service refuses. */
export function grafanaWorkspaceProblems(props: GrafanaWorkspaceProps): PropertyProblem[] {
  return [
    ...nameProblems(props),
    ...authenticationProblems(props),
    ...props.accountAccess?._problems('accountAccess') ?? [],
    ...versionProblems(props),
    ...networkProblems(props),
    ...tagProblems(props.tags),
  ];
}

/** Checks the subnets, as far as they are known at synthesis. */
export function grafanaSubnetProblems(subnets: readonly ISubnet[]): PropertyProblem[] {
  // An imported VPC represents a list of subnets that is known only at deployment by one subnet.
  if (Token.isUnresolved(subnets.map(({ subnetId }) => subnetId))) return [];
  const counts = countProblems('vpcSubnets', 'subnets', subnets.length, LIMITS.grafana.subnets);
  const zones = new Set(subnets.map(({ availabilityZone }) => availabilityZone));
  return counts.length === 0 && zones.size < 2
    ? [{ path: 'vpcSubnets', message: 'specify subnets in at least 2 Availability Zones, got 1' }]
    : counts;
}

function nameProblems({ workspaceName, description }: GrafanaWorkspaceProps): PropertyProblem[] {
  const { name: { maxLength, pattern }, descriptionLength } = LIMITS.grafana;
  const isNameValid = workspaceName === undefined || Token.isUnresolved(workspaceName)
    || (workspaceName.length <= maxLength && pattern.test(workspaceName));
  const isDescriptionValid = description === undefined || Token.isUnresolved(description) || description.length <= descriptionLength;
  return [
    ...isNameValid
      ? []
      : [{ path: 'workspaceName', message: `must be 1 to ${maxLength} letters, digits and characters of '-._~', got '${workspaceName}'` }],
    ...isDescriptionValid ? [] : [{ path: 'description', message: `must have at most ${descriptionLength} characters, got ${description.length}` }],
  ];
}

function authenticationProblems({ authentication }: GrafanaWorkspaceProps): PropertyProblem[] {
  const providers = authentication.map(each => each._render().provider);
  return [
    ...authentication.length === 0 ? [{ path: 'authentication', message: 'specify GrafanaAuthentication.identityCenter() or GrafanaAuthentication.saml()' }] : [],
    ...new Set(providers).size < providers.length ? [{ path: 'authentication', message: 'specify each way of authentication once' }] : [],
    ...authentication.flatMap((each, index) => each._problems(`authentication[${index}]`)),
  ];
}

function versionProblems({ version, pluginAdmin }: GrafanaWorkspaceProps): PropertyProblem[] {
  if (version === undefined || Token.isUnresolved(version.version)) return [];
  return [
    ...LIMITS.grafana.version.test(version.version) ? [] : [{ path: 'version', message: `must be a version such as 10.4, got '${version.version}'` }],
    ...pluginAdmin === true && version.major !== undefined && version.major < 9
      ? [{ path: 'pluginAdmin', message: `requires Grafana 9 or newer, got ${version.version}` }]
      : [],
  ];
}

function networkProblems({ vpc, vpcSubnets, securityGroups, networkAccess }: GrafanaWorkspaceProps): PropertyProblem[] {
  const { prefixLists = [], vpcEndpoints = [] } = networkAccess ?? {};
  return [
    ...vpc === undefined && vpcSubnets !== undefined ? [{ path: 'vpcSubnets', message: 'specify vpc too' }] : [],
    ...vpc === undefined && securityGroups !== undefined ? [{ path: 'securityGroups', message: 'specify vpc too' }] : [],
    ...securityGroups === undefined ? [] : countProblems('securityGroups', 'security groups', securityGroups.length, LIMITS.grafana.securityGroups),
    ...countProblems('networkAccess.prefixLists', 'prefix lists', prefixLists.length, LIMITS.grafana.prefixLists),
    ...countProblems('networkAccess.vpcEndpoints', 'VPC endpoints', vpcEndpoints.length, LIMITS.grafana.vpcEndpoints),
  ];
}

function countProblems(
  path: string, what: string, count: number, { min, max }: { readonly min: number; readonly max: number },
): PropertyProblem[] {
  return count >= min && count <= max ? [] : [{ path, message: `specify ${min} to ${max} ${what}, got ${count}` }];
}
