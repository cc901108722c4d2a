import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure';

/** The number of attempts, and the delays between them. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

/** Throttling, a server in trouble, a connection that broke. */
const PASSING_TROUBLE: RetryPolicy = { attempts: 7, firstDelayMs: 200, maxDelayMs: 5_000 };

/** Another writer was faster. One of them always gets through, so the tries may be many and soon. */
export const CONFLICT: RetryPolicy = { attempts: 200, firstDelayMs: 50, maxDelayMs: 2_000 };

/** Long enough for a grant to reach everybody who has to know of it. */
export const FRESH_ACCESS: RetryPolicy = { attempts: 6, firstDelayMs: 2_000, maxDelayMs: 10_000 };

/** A timer may be as much early. */
const TIMER_MS = 5;

/**
 * Retries an operation until it succeeds, fails for another reason, or there are no attempts or no time left. Throws the last error; if the
 * deadline interrupted the last attempt, the one before, since an interruption has no useful error.
 */
export async function retry<T>(
  operation: () => Promise<T>,
  isWorthwhile: (error: unknown) => boolean,
  { attempts, firstDelayMs, maxDelayMs }: RetryPolicy,
  deadline: number,
): Promise<T> {
  for (let attempt = 1, before: unknown; ; attempt++) {
    try {
      return await operation();
    } catch (error) {
      // Full jitter: any part of a delay that doubles, so that writers who met once do not meet again.
      const delay = Math.random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
      if (attempt > 1 && Date.now() + TIMER_MS >= deadline) throw before;
      if (!isWorthwhile(error) || attempt >= attempts || Date.now() + delay >= deadline) throw error;
      before = error;
      await sleep(delay);
    }
  }
}

export function retryPassing<T>(operation: () => Promise<T>, deadline: number): Promise<T> {
  return retry(operation, error => error instanceof Failure && error.isPassing, PASSING_TROUBLE, deadline);
}
