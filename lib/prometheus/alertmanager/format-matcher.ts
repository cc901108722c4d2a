import { quote } from '../values/quote';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A condition on one label of an alert. */
export interface Matcher {
  readonly name: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A matcher as Alertmanager prints it. */
export function formatMatcher({ name, operator, value }: Matcher): string {
  const plainName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
  return plainName ? `${name}${operator}"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"` : `${quote(name)}${operator}${quote(value)}`;
}
