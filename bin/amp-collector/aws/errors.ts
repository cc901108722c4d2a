import { CommandError } from '../command-error';

/** What is known of an error of the SDK. */
interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

/** What a kind of error means for whoever typed the command. */
interface Explanation {
  readonly when: RegExp;
  readonly says: (asked: string, region: string | undefined, error: SdkError) => string;
}

const IN = (region: string | undefined) => region === undefined ? '' : ` in ${region}`;

/** The first that fits counts. They are matched against the error's name and code. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    when: /^Region is missing|region=""/,
    says: () => 'no Region: say --region, set AWS_REGION, or take a --profile that has one',
  },
  {
    when: /^Region not accepted/,
    says: (_, __, { message = '' }) => `there is no such Region: ${message.replace(/^Region not accepted: /, '')}`,
  },
  {
    when: /ExpiredToken|TokenRefreshRequired|RequestExpired|expired/i,
    says: () => 'the AWS credentials have expired: sign in again, for example with `aws sso login`, or get new ones',
  },
  {
    when: /CredentialsProviderError|CredentialsError|Could not load credentials/,
    says: (_, __, { message = '' }) => /profile/i.test(message)
      ? `no AWS credentials: ${message}`
      : 'no AWS credentials: say --profile, set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with `aws sso login`',
  },
  {
    when: /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|InvalidAccessKeyId/,
    says: (_, __, { message = '' }) => `AWS does not accept the credentials: ${message}`,
  },
  {
    when: /AccessDenied|NotAuthorized/,
    says: (asked, _, { message = '' }) => `not allowed to read ${asked}: ${message}`,
  },
  {
    when: /ResourceNotFound/,
    says: (asked, region) => `there is no ${asked}${IN(region)}; it is known only in its own Region and account: see --region and --profile`,
  },
  {
    when: /Throttl|TooManyRequests|RequestLimitExceeded/,
    says: asked => `AWS throttles the requests for ${asked}, and did so again after several tries: wait a minute`,
  },
  {
    when: /Timeout|ETIMEDOUT|ESOCKETTIMEDOUT/,
    says: (asked, region) => `no answer${IN(region)} in time when asking for ${asked}: is the network up? --timeout waits longer`,
  },
  {
    when: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH/,
    says: (asked, region, { message = '' }) => `AWS cannot be reached${IN(region)} for ${asked} (${message}): is the Region's name right, and the network up?`,
  },
  {
    when: /Validation|InvalidParameter/,
    says: (asked, _, { message = '' }) => `AWS refuses the question for ${asked}: ${message}`,
  },
];

/** Asks AWS, and tells in people's words why there is no answer. */
export async function answered<T>(asked: string, region: string | undefined, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw explained(asked, region, error);
  }
}

/** The same for what may not be there: then the answer is nothing. */
export function answeredIfThere<T>(asked: string, region: string | undefined, ask: () => Promise<T>): Promise<T | undefined> {
  return answered(asked, region, async () => {
    try {
      return await ask();
    } catch (error) {
      if (/ResourceNotFound/.test((error as SdkError).name ?? '')) return undefined;
      throw error;
    }
  });
}

function explained(asked: string, region: string | undefined, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const known = error as SdkError;
  const kind = [known.name, known.code, known.message].filter(Boolean);
  const explanation = EXPLANATIONS.find(({ when }) => kind.some(text => when.test(text ?? '')));
  const status = known.$metadata?.httpStatusCode ?? known.$response?.statusCode;
  const message = explanation?.says(asked, region, known)
    ?? (status !== undefined && status >= 500
      ? `the service failed (${status}) when asked for ${asked}, several times: try again later`
      : `AWS did not tell ${asked}: ${known.name ?? 'Error'}: ${known.message ?? ''}`);
  return new CommandError(message);
}
