import { containsToken } from './tokens';
import type { PropertyProblem } from './property-problem';

/** The name of the secret may contain tokens. */
const SECRET = /\{\{resolve:(secretsmanager|ssm-secure):(?:[^{}$#]|[$#](?:\{Token\[[^\]]{0,256}\]\})?){1,2048}\}\}/g;

/** A dynamic reference to a secret, which CloudFormation resolves wherever it is in a property, in comments too. */
export interface SecretReference {
  readonly service: string;
  /** The position of the reference, counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** Finds the dynamic references to secrets in a text. */
export function secretReferences(text: string): SecretReference[] {
  if (!text.includes('{{resolve:s')) return [];
  return text.split('\n').flatMap((content, index) => [...content.matchAll(SECRET)]
    .map(({ index: start, 1: service = '' }) => ({ service, line: index + 1, column: start + 1 })));
}

/** The beginning and the end of the message about each text that the service stores and shows. */
const MESSAGES = {
  'scrape-configuration': ['a configuration must', 'describe the scraper can then read it, and the collector sends it to targets; a collector supports no secrets'],
  'rule-file': ['rules must', 'describe the rule groups namespace can then read it'],
  'alert-manager-definition': ['an alert manager definition must',
    'describe the definition can then read it; for PagerDuty specify the ARN of the secret (AlertIntegration.pagerDuty, or aws_secrets_manager in YAML)'],
  'property': ['must', 'describe the resource can then read it'],
} as const;

/** A text that may contain a reference. */
export type SecretReader = keyof typeof MESSAGES;

/** Returns the message about a reference to a secret. */
export function secretReferenceMessage(service: string, reader: SecretReader): string {
  const [beginning, end] = MESSAGES[reader];
  return `${beginning} not refer to secrets, got {{resolve:${service}:…}}: CloudFormation resolves the secret with the rights of the deployment, `
    + `and everybody who may ${end}`;
}

/**
 * Checks a property of which parts are known only at deployment; returns undefined for one that is known. Such a property is checked for
 * references to secrets only.
 */
export function deferredProblems(path: string, value: unknown): PropertyProblem[] | undefined {
  const text = String(value);
  return containsToken(text)
    ? secretReferences(text).map(({ service }) => ({ path, message: secretReferenceMessage(service, 'property') }))
    : undefined;
}
