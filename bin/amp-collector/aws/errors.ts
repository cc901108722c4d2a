import { CommandError } from '../command-error';

/** The members of an error of the SDK that are read. */
interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

/** The meaning of a kind of error for the user. */
interface Explanation {
  readonly pattern: RegExp;
  readonly message: (requested: string, region: string | undefined, error: SdkError) => string;
}

const IN = (region: string | undefined) => region === undefined ? '' : ` in ${region}`;

/** The first that matches the error's name, code or message counts. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    pattern: /^Region is missing|region=""/,
    message: () => 'no Region: specify --region, set AWS_REGION, or specify a --profile that has one',
  },
  {
    pattern: /^Region not accepted/,
    message: (_, __, { message = '' }) => `invalid Region: ${message.replace(/^Region not accepted: /, '')}`,
  },
  {
    pattern: /ExpiredToken|TokenRefreshRequired|RequestExpired|expired/i,
    message: () => 'the AWS credentials have expired: sign in again, for example with `aws sso login`',
  },
  {
    pattern: /CredentialsProviderError|CredentialsError|Could not load credentials/,
    message: (_, __, { message = '' }) => /profile/i.test(message)
      ? `no AWS credentials: ${message}`
      : 'no AWS credentials: specify --profile, set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with `aws sso login`',
  },
  {
    pattern: /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|InvalidAccessKeyId/,
    message: (_, __, { message = '' }) => `AWS does not accept the credentials: ${message}`,
  },
  {
    pattern: /AccessDenied|NotAuthorized/,
    message: (requested, _, { message = '' }) => `no permission to read ${requested}: ${message}`,
  },
  {
    pattern: /ResourceNotFound/,
    message: (requested, region) => `${requested} does not exist${IN(region)} in this account: check --region and --profile`,
  },
  {
    pattern: /Throttl|TooManyRequests|RequestLimitExceeded/,
    message: requested => `AWS throttles the requests for ${requested}, also after several retries: wait a minute`,
  },
  {
    pattern: /Timeout|ETIMEDOUT|ESOCKETTIMEDOUT/,
    message: (requested, region) => `timeout${IN(region)} while reading ${requested}: check the network, or wait longer with --timeout`,
  },
  {
    pattern: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH/,
    message: (requested, region, { message = '' }) => `AWS could not be reached${IN(region)} to read ${requested} (${message}): check the Region and the network`,
  },
  {
    pattern: /Validation|InvalidParameter/,
    message: (requested, _, { message = '' }) => `AWS refused the request for ${requested}: ${message}`,
  },
];

/** Runs requests to AWS, and explains their errors. */
export async function explainErrors<T>(requested: string, region: string | undefined, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw explained(requested, region, error);
  }
}

/** Like {@link explainErrors}, and returns nothing for a resource that does not exist. */
export function readIfExists<T>(requested: string, region: string | undefined, run: () => Promise<T>): Promise<T | undefined> {
  return explainErrors(requested, region, async () => {
    try {
      return await run();
    } catch (error) {
      if (/ResourceNotFound/.test((error as SdkError).name ?? '')) return undefined;
      throw error;
    }
  });
}

function explained(requested: string, region: string | undefined, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const known = error as SdkError;
  const texts = [known.name, known.code, known.message].filter(Boolean);
  const explanation = EXPLANATIONS.find(({ pattern }) => texts.some(text => pattern.test(text ?? '')));
  const status = known.$metadata?.httpStatusCode ?? known.$response?.statusCode;
  const message = explanation?.message(requested, region, known)
    ?? (status !== undefined && status >= 500
      ? `the service failed (${status}) while reading ${requested}, also after several retries: try again later`
      : `AWS did not return ${requested}: ${known.name ?? 'Error'}: ${known.message ?? ''}`);
  return new CommandError(message);
}
