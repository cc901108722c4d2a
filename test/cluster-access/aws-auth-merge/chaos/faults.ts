import { setTimeout as sleep } from 'node:timers/promises';
import type { Received, Reply } from '../../../aws/fakes/http-server';
import { statusReply } from '../../../kubernetes/fakes/api-server';
import { eksError, type World } from '../fakes/world';
import type { Random } from './random';

type Outcome = Promise<Reply | 'hang up' | undefined> | Reply | 'hang up' | undefined;

/** The share of requests to the API server that fail. */
const RATE = 0.2;

/** Longer than the function waits for one answer. */
const TOO_LONG_MS = 16_000;

/** Makes requests of the function fail, as many as are wanted. */
export class Faults {
  public injected = 0;
  private isStopped = false;

  public constructor(private readonly world: World, private readonly random: Random, private readonly most: number) {
    world.api.interfere = request => this.isDue(RATE) ? this.interfere(request) : undefined;
    world.takeEksFault = () => this.isDue(RATE) ? this.pick([eksError(429, 'TooManyRequestsException', 'slow down'), eksError(503, '', '')]) : undefined;
    world.takeResponseFault = () => this.isDue(RATE) ? this.pick([{ status: 503, body: '' }, { status: 500, body: '<Error/>' }]) : undefined;
  }

  public get areDone(): boolean {
    return this.injected >= this.most;
  }

  public stop(): void {
    this.isStopped = true;
  }

  private isDue(rate: number): boolean {
    if (this.isStopped || this.areDone || !this.random.chance(rate)) return false;
    this.injected++;
    return true;
  }

  private interfere(request: Received): Outcome {
    const kinds: ReadonlyArray<() => Outcome> = [
      () => statusReply(409, 'Conflict', 'the object has been modified'),
      () => statusReply(429, 'TooManyRequests', 'too many requests'),
      () => statusReply(500, 'InternalError', 'etcdserver: request timed out'),
      () => statusReply(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
      () => statusReply(504, 'Timeout', 'the request did not complete in time'),
      () => 'hang up',
      () => this.truncated(request),
      () => this.lost(request),
      () => this.lost(request),
    ];
    return this.random.chance(0.005) ? this.late(request) : this.pick(kinds)();
  }

  /** The request is carried out, and its answer ends in the middle. */
  private truncated(request: Received): Reply {
    const reply = this.world.api.carriedOut(request);
    return { ...reply, headers: { 'content-length': String(Buffer.byteLength(reply.body) + 10) } };
  }

  /** The request is carried out, and its answer is lost. */
  private lost(request: Received): 'hang up' {
    this.world.api.carriedOut(request);
    return 'hang up';
  }

  /** The request is carried out when nobody waits for it any more. */
  private async late(request: Received): Promise<'hang up'> {
    await sleep(TOO_LONG_MS);
    this.world.api.carriedOut(request);
    return 'hang up';
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[this.random.below(choices.length)] as T;
  }
}
