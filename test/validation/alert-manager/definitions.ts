import type { DefinitionEnvironment } from '../../../lib/validation/alert-manager/definition-context';
import { validateDefinition } from '../../../lib/validation/alert-manager/validate-definition';

/** A topic as a receiver has it. */
export const TOPIC = '{topic_arn: "arn:aws:sns:eu-west-1:111122223333:alerts", sigv4: {region: eu-west-1}';

/** A definition whose receiver is a topic, with more fields of the configuration. */
export function definition(...fields: string[]): string {
  return [`receivers: [{name: a, sns_configs: [${TOPIC}}]}]`, ...fields.some(field => field.startsWith('route:')) ? [] : ['route: {receiver: a}'], ...fields]
    .join('\n');
}

/** A definition whose topic has more fields. */
export function topicWith(fields: string): string {
  return `receivers: [{name: a, sns_configs: [${TOPIC}, ${fields}}]}]\nroute: {receiver: a}`;
}

/** The definition of the service that has the configuration. */
export function wrapped(configuration: string, ...lines: string[]): string {
  return ['alertmanager_config: |', ...configuration.split('\n').map(line => `  ${line}`), ...lines].join('\n');
}

/** The problems of a definition: `rule at path: message`. */
export function problemsOf(text: string, environment?: DefinitionEnvironment): string[] {
  return validateDefinition(text, environment).problems.map(({ ruleId, path, message }) => `${ruleId} at ${path}: ${message}`);
}

export function rulesOf(text: string, environment?: DefinitionEnvironment): string[] {
  return [...new Set(validateDefinition(text, environment).problems.map(({ ruleId }) => ruleId))];
}
