import { Validations } from 'aws-cdk-lib';
import type { AppModel } from '../private/app-model';
import { isObject } from '../private/json';

const PLUGIN = 'cdk-managed-prometheus';

/** Metadata of the CDK: `Validations.of(scope).acknowledge(…)`, by qualified rule ids. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** A warning of a construct of this library, as the CDK qualifies its id. */
const WARNING = `Annotation::${PLUGIN}:`;

/**
 * Acknowledges the violations of the plugin whose rules the app acknowledges as warnings of constructs: an app that acknowledges
 * `cdk-managed-prometheus:unfiltered-job` means hand-written scrapers too.
 */
export function acknowledgeLikeWarnings({ root, constructs }: AppModel): void {
  for (const scope of new Set([...root.node.scopes, ...constructs])) {
    for (const { type, data } of [...scope.node.metadata]) {
      if (type !== ACKNOWLEDGED || !isObject(data)) continue;
      for (const [id, reason] of Object.entries(data)) {
        if (!id.startsWith(WARNING)) continue;
        Validations.of(scope).acknowledge({ id: `${PLUGIN}::${id.slice(WARNING.length)}`, reason: String(reason) });
      }
    }
  }
}
