import { SERVICE_ACCOUNT_TOKEN_FILE } from '../../private/limits';
import type { StructValue } from '../../prometheus/decode/value';
import { trimSpace } from '../../prometheus/values/trim-space';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';

const SERVICE_ACCOUNT_FOLDER = SERVICE_ACCOUNT_TOKEN_FILE.slice(0, SERVICE_ACCOUNT_TOKEN_FILE.lastIndexOf('/') + 1);
const ALLOWED = `leave it out, or use authorization with credentials_file: ${SERVICE_ACCOUNT_TOKEN_FILE}`;

/** Ways to authenticate that need something which a collector does not have. */
const FOREIGN = ['basic_auth', 'oauth2', 'bearer_token'];

/** A collector has one credentials file, and knows no secrets. */
export function foreignCredentials({ configuration: { jobs } }: ValidationContext): LocatedMessage[] {
  return jobs.flatMap(({ value }) => [
    ...FOREIGN.filter(field => value.has(field) && value.get(field) !== null).map(field => at(value, field, `a collector has no ${field}`)),
    ...otherTokenFile(value, 'bearer_token_file'),
    ...foreignAuthorization(value.struct('authorization')),
  ]);
}

function foreignAuthorization(authorization: StructValue | undefined): LocatedMessage[] {
  if (authorization === undefined) return [];
  const type = trimSpace(authorization.text('type') ?? 'bearer').toLowerCase();
  return [
    ...['credentials', 'credentials_ref'].filter(field => authorization.isSet(field))
      .map(field => at(authorization, field, `a collector has no ${field}`)),
    ...otherTokenFile(authorization, 'credentials_file'),
    ...type === '' || type === 'bearer' ? [] : [at(authorization, 'type', 'a collector authorizes as Bearer')],
  ];
}

function otherTokenFile(value: StructValue, field: string): LocatedMessage[] {
  const file = value.text(field);
  if (file === undefined || file === '' || file === SERVICE_ACCOUNT_TOKEN_FILE) return [];
  return [at(value, field, `a collector has no file ${file}`)];
}

function at(value: StructValue, field: string, message: string): LocatedMessage {
  return { place: value.placeOf(field), message: `${message}; ${ALLOWED}` };
}

/** Certificates may be next to the token; there are no other files. */
export function otherFiles({ configuration: { jobs } }: ValidationContext): LocatedMessage[] {
  return jobs.flatMap(({ value }) => value.struct('tls_config') ?? []).flatMap(tls =>
    ['ca_file', 'cert_file', 'key_file'].flatMap((field) => {
      const file = tls.text(field);
      if (file === undefined || file === '' || file.startsWith(SERVICE_ACCOUNT_FOLDER)) return [];
      return [{ place: tls.placeOf(field), message: `a collector has files in ${SERVICE_ACCOUNT_FOLDER} only, got ${file}` }];
    }));
}
