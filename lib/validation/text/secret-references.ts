import { EMPTY_CONTENT } from '../../prometheus/yaml/node';
import type { LocatedMessage } from '../located-message';

const SECRET = /\{\{resolve:(secretsmanager|ssm-secure):/g;

/** Finds dynamic references to secrets, which CloudFormation resolves wherever they stand, in comments too. */
export function secretReferences({ text }: { readonly text: string }): LocatedMessage[] {
  if (!text.includes('{{resolve:s')) return [];
  return text.split('\n').flatMap((line, index) => [...line.matchAll(SECRET)].map(({ index: column, 1: service = '' }) => ({
    place: { node: { ...EMPTY_CONTENT, line: index + 1, column: column + 1 } },
    message: `a configuration must not refer to secrets, got {{resolve:${service}:…}}: CloudFormation resolves the secret with the rights of the deployment, everybody who `
      + 'may describe the scraper can then read it, and the collector sends it to targets; a collector supports no secrets',
  })));
}
