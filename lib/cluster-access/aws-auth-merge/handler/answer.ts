import { assumeRole, AssumeRoleError } from '../../../aws/assume-role';
import { lambdaFunction, type Caller } from '../../../aws/aws-request';
import type { Answer, CustomResourceEvent } from '../../../aws/custom-resource';
import { desiredFrom, partsOf, physicalId, type Desired } from './desired';
import { describeCluster, type EksCluster, EksError } from '../../../aws/eks-cluster';
import { Failure } from '../../../aws/failure';
import { ApiError, connectionTo, KubernetesApi } from '../../../kubernetes/kubernetes-api';
import { Superseded } from '../../../kubernetes/event-times';
import { redact } from '../../../aws/redact';
import { FRESH_ACCESS, retry } from '../../../aws/retry';
import { close, conclude, grant, revoke, undo } from './reconcile';
import { scopeOf, type LambdaContext, type Scope } from './scope';

/** Kept for undoing a change that was half done when time ran out. */
const UNDO_MS = 20_000;

/** The time for a deletion to look for what was written nevertheless. */
const DUPLICATE_MS = 20_000;

/** The id of a resource whose creation left nothing behind: its deletion succeeds without the cluster, whose access may be what failed. */
const NOTHING_WRITTEN = 'nothing-written';

/** Carries out CloudFormation's request and returns the answer; an error is an answer too. */
export async function answerTo(event: CustomResourceEvent, context: LambdaContext, deadline: number): Promise<Answer> {
  try {
    const scope = scopeOf(context);
    return event.RequestType === 'Delete' ? await remove(event, scope, deadline) : await createOrUpdate(event, scope, deadline);
  } catch (error) {
    return { Status: 'FAILED', PhysicalResourceId: event.PhysicalResourceId ?? NOTHING_WRITTEN, Reason: reasonOf(error) };
  }
}

async function createOrUpdate(event: CustomResourceEvent, scope: Scope, deadline: number): Promise<Answer> {
  const desired = desiredFrom(event, scope);
  const cluster = await existing(desired.clusterName, deadline);
  const caller = await withFreshAccess(() => callerIn(scope, deadline), deadline - UNDO_MS);
  const connection = connectionTo(desired.clusterName, cluster, caller);
  const api = new KubernetesApi(connection, deadline - UNDO_MS);
  try {
    const log = await withFreshAccess(() => grant(api, desired), api.deadline);
    console.info(JSON.stringify({ log }));
    return granted(desired);
  } catch (error) {
    return await takeBack(event, desired, new KubernetesApi(connection, deadline), api.touched, error);
  }
}

function granted(desired: Desired): Answer {
  return { Status: 'SUCCESS', PhysicalResourceId: physicalId(desired), Data: { RoleArn: desired.mapping.rolearn } };
}

/**
 * A failed change leaves nothing behind. CloudFormation would not delete what a failed update began, since it never
 * learns that resource's id; a failed creation it would delete, but by the same access that may be what failed.
 * An entry of this event proves that the event has succeeded, perhaps in another run, whose answer CloudFormation has.
 */
async function takeBack(
  event: CustomResourceEvent,
  desired: Desired,
  api: KubernetesApi,
  touched: ReadonlySet<string>,
  error: unknown,
): Promise<Answer> {
  const id = physicalId(desired);
  const reason = reasonOf(error);
  // This event must not remove what a later event wrote.
  if (error instanceof Superseded && !error.isRemoved) return { Status: 'FAILED', PhysicalResourceId: event.PhysicalResourceId ?? id, Reason: reason };
  // An update of the rules failed: the rollback that follows restores the old ones.
  if (event.PhysicalResourceId === id && !(error instanceof Superseded)) return { Status: 'FAILED', PhysicalResourceId: id, Reason: reason };
  const previousId = event.PhysicalResourceId ?? NOTHING_WRITTEN;
  try {
    const remainder = await conclude(api, desired);
    if (remainder === 'granted') return granted(desired);
    if (remainder === 'none') await undo(api, desired, touched);
    return { Status: 'FAILED', PhysicalResourceId: previousId, Reason: reason };
  } catch (undoError) {
    if (touched.size === 0) return { Status: 'FAILED', PhysicalResourceId: previousId, Reason: reason };
    return {
      Status: 'FAILED',
      PhysicalResourceId: event.PhysicalResourceId ?? id,
      Reason: `${reason}; what it had written could not be removed: ${reasonOf(undoError)}`,
    };
  }
}

async function remove(event: CustomResourceEvent, scope: Scope, deadline: number): Promise<Answer> {
  const done: Answer = { Status: 'SUCCESS', PhysicalResourceId: event.PhysicalResourceId ?? NOTHING_WRITTEN };
  if (done.PhysicalResourceId === NOTHING_WRITTEN) {
    await removeDuplicate(event, scope, deadline);
    return done;
  }

  const written = partsOf(done.PhysicalResourceId);
  if (written !== undefined && written.clusterName !== scope.clusterName) {
    console.info(JSON.stringify({ log: `nothing was removed: the entry is in cluster ${written.clusterName}, which this function no longer serves` }));
    return done;
  }
  const wanted = desiredFrom(event, scope);
  const desired = { ...wanted, owner: written?.owner ?? wanted.owner };
  const cluster = await describeCluster(desired.clusterName, deadline);
  if (cluster === undefined || !mayHoldEntry(cluster)) return done;
  try {
    const connection = connectionTo(desired.clusterName, cluster, await callerIn(scope, deadline));
    const log = await revoke(new KubernetesApi(connection, deadline), desired);
    console.info(JSON.stringify({ log }));
  } catch (error) {
    const isSuperseded = error instanceof Superseded;
    if (!isSuperseded && !isLockedOut(error, cluster)) throw error;
    const reason = isSuperseded ? error.message : 'the cluster no longer reads aws-auth, and refuses the function';
    console.info(JSON.stringify({ log: `nothing was removed: ${reason}` }));
  }
  return done;
}

/** One creation may have come twice and have failed once only. Access to the cluster may be what failed, so a failure here is none. */
async function removeDuplicate(event: CustomResourceEvent, scope: Scope, deadline: number): Promise<void> {
  try {
    const soon = Math.min(deadline, Date.now() + DUPLICATE_MS);
    const desired = desiredFrom(event, scope);
    const cluster = await describeCluster(desired.clusterName, soon);
    if (cluster === undefined || !mayHoldEntry(cluster)) return;
    const api = new KubernetesApi(connectionTo(desired.clusterName, cluster, await callerIn(scope, soon)), soon);
    // A creation that is still at work writes no entry after the first of these, or has it removed by the second.
    await close(api, desired);
    console.info(JSON.stringify({ log: await revoke(api, desired) }));
  } catch (error) {
    console.info(JSON.stringify({ log: `nothing was written, as far as is known: ${reasonOf(error)}` }));
  }
}

/** Returns the identity with which the function connects to the cluster. */
async function callerIn({ accessRoleArn }: Scope, deadline: number): Promise<Caller> {
  return accessRoleArn === undefined ? lambdaFunction() : assumeRole(accessRoleArn, lambdaFunction(), deadline);
}

/** Returns true if there is a cluster to clean up: neither one that is being deleted, nor a new one of that name that is being created. */
function mayHoldEntry({ status, endpoint }: EksCluster): boolean {
  return status !== 'DELETING' && endpoint !== undefined;
}

/** A cluster that was switched to access entries ignores all entries of aws-auth, the function's own among them. */
function isLockedOut(error: unknown, { accessConfig }: EksCluster): boolean {
  return accessConfig?.authenticationMode === 'API' && error instanceof ApiError && error.isDenied;
}

/** Retries while access that was granted a moment ago, in IAM or in the cluster, takes effect. */
function withFreshAccess<T>(operation: () => Promise<T>, deadline: number): Promise<T> {
  const isDenied = (error: unknown) =>
    (error instanceof ApiError || error instanceof EksError || error instanceof AssumeRoleError) && error.isDenied;
  return retry(operation, isDenied, FRESH_ACCESS, deadline);
}

async function existing(clusterName: string, deadline: number): Promise<EksCluster> {
  const cluster = await withFreshAccess(() => describeCluster(clusterName, deadline), deadline - UNDO_MS);
  if (cluster === undefined) throw new Failure(`there is no EKS cluster ${clusterName} in this Region and account`);
  if (cluster.accessConfig?.authenticationMode === 'API') {
    throw new Failure(`cluster ${clusterName} has the authentication mode API and does not read aws-auth; use ClusterAccess.accessEntry()`);
  }
  return cluster;
}

/** Stack events show the reason without a stack trace, which is in the function's log. */
function reasonOf(error: unknown): string {
  if (error instanceof Failure) return redact(error.message);
  console.error(redact(error instanceof Error ? error.stack ?? error.message : String(error)));
  return `unexpected ${error instanceof Error ? error.name : 'error'} in the function that merges aws-auth; its log has the details`;
}
