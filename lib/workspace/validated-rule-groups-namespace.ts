import { CfnRuleGroupsNamespace, type CfnRuleGroupsNamespaceProps } from 'aws-cdk-lib/aws-aps';
import type { Construct, IConstruct } from 'constructs';

/** The L1 of a namespace whose construct has reported every problem of the rules. */
export class ValidatedRuleGroupsNamespace extends CfnRuleGroupsNamespace {
  constructor(scope: Construct, id: string, props: CfnRuleGroupsNamespaceProps, public readonly validatedRules: string) {
    super(scope, id, props);
  }
}

/**
 * Returns the rules that were validated, which an override may have replaced since; undefined for a namespace that is written with the L1.
 *
 * Recognized by the property and not by `instanceof`, since an app may have two copies of this library.
 */
export function validatedRules(construct: IConstruct): string | undefined {
  return (construct as Partial<ValidatedRuleGroupsNamespace>).validatedRules;
}
