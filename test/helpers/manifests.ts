import type { Template } from 'aws-cdk-lib/assertions';
import { evaluate, type References } from './evaluate';

/** A Kubernetes object, as far as tests look at it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [field: string]: unknown;
}

/** A mapping of aws-auth. */
export interface RoleMapping {
  readonly rolearn: string;
  readonly username: string;
  readonly groups: string[];
}

/** The Kubernetes objects that a template applies, each manifest in a separate list, as they are after deployment. */
export function manifests(template: Template, references: References = {}): KubernetesObject[][] {
  return Object.values(template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).map((resource) => {
    const { Manifest } = (resource as { Properties: { Manifest: unknown } }).Properties;
    return JSON.parse(evaluate(Manifest, references) as string) as KubernetesObject[];
  });
}

/** The roles that a template maps in aws-auth. */
export function roleMappings(template: Template, references: References): RoleMapping[] {
  const configMap = manifests(template, references).flat().find(({ metadata }) => metadata.name === 'aws-auth');
  return JSON.parse((configMap?.data as { mapRoles?: string } | undefined)?.mapRoles ?? '[]') as RoleMapping[];
}
