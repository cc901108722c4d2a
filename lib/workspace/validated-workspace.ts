import { CfnWorkspace, type CfnWorkspaceProps } from 'aws-cdk-lib/aws-aps';
import type { Construct, IConstruct } from 'constructs';

/** The L1 of a workspace whose construct has reported every problem of the alert manager definition. */
export class ValidatedWorkspace extends CfnWorkspace {
  constructor(scope: Construct, id: string, props: CfnWorkspaceProps, public readonly validatedDefinition: string | undefined) {
    super(scope, id, props);
  }
}

/**
 * Returns the definition that was validated, which an override may have replaced since; undefined for a workspace that is written with the
 * L1.
 *
 * Recognized by the property and not by `instanceof`, since an app may have two copies of this library.
 */
export function validatedDefinition(construct: IConstruct): string | undefined {
  return (construct as Partial<ValidatedWorkspace>).validatedDefinition;
}
