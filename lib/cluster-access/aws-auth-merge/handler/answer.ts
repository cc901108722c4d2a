import { lambdaFunction } from '../../../aws/aws-request';
import type { Answer, CustomResourceEvent } from './custom-resource';
import { desiredFrom, ownerIn, physicalId, type Desired } from './desired';
import { describeCluster, type EksCluster, EksError } from '../../../aws/eks-cluster';
import { Failure } from '../../../aws/failure';
import { ApiError, connectionTo, KubernetesApi } from '../../../kubernetes/kubernetes-api';
import { grant, revoke, undo } from './reconcile';
import { FRESH_ACCESS, retry } from '../../../aws/retry';

/** Kept for taking back a change that was half done when time ran out. */
const UNDO_MS = 20_000;

/** The id of a resource whose creation left nothing behind: its deletion need not reach the cluster, which may be what failed. */
const NOTHING_WRITTEN = 'nothing-written';

/** Does what CloudFormation asks for, and says how it went; whatever goes wrong is an answer too. */
export async function answerTo(event: CustomResourceEvent, deadline: number): Promise<Answer> {
  try {
    return event.RequestType === 'Delete' ? await remove(event, deadline) : await createOrUpdate(event, deadline);
  } catch (error) {
    return { Status: 'FAILED', PhysicalResourceId: event.PhysicalResourceId ?? NOTHING_WRITTEN, Reason: reasonOf(error) };
  }
}

async function createOrUpdate(event: CustomResourceEvent, deadline: number): Promise<Answer> {
  const desired = desiredFrom(event);
  const connection = connectionTo(desired.clusterName, await existing(desired.clusterName, deadline), lambdaFunction());
  const api = new KubernetesApi(connection, deadline - UNDO_MS);
  try {
    const log = await withFreshAccess(() => grant(api, desired), api.deadline);
    console.info(JSON.stringify({ log }));
    return { Status: 'SUCCESS', PhysicalResourceId: physicalId(desired), Data: { RoleArn: desired.mapping.rolearn } };
  } catch (error) {
    return await takeBack(event, desired, new KubernetesApi(connection, deadline), api.touched, error);
  }
}

/**
 * A failed change leaves nothing behind. CloudFormation would not delete what a failed update began, since it never
 * learns that resource's id; a failed creation it would delete, but by the same access that may be what failed.
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
  // The same resource with other rules: the rollback that follows brings the old ones back.
  if (event.PhysicalResourceId === id) return { Status: 'FAILED', PhysicalResourceId: id, Reason: reason };
  const previousId = event.PhysicalResourceId ?? NOTHING_WRITTEN;
  try {
    await (event.RequestType === 'Create' ? revoke(api, desired) : undo(api, desired, touched));
    return { Status: 'FAILED', PhysicalResourceId: previousId, Reason: reason };
  } catch (undoError) {
    if (touched.size === 0) return { Status: 'FAILED', PhysicalResourceId: previousId, Reason: reason };
    return {
      Status: 'FAILED',
      PhysicalResourceId: event.PhysicalResourceId ?? id,
      Reason: `${reason}; what had been written could not be taken back: ${reasonOf(undoError)}`,
    };
  }
}

async function remove(event: CustomResourceEvent, deadline: number): Promise<Answer> {
  const done: Answer = { Status: 'SUCCESS', PhysicalResourceId: event.PhysicalResourceId ?? NOTHING_WRITTEN };
  if (done.PhysicalResourceId === NOTHING_WRITTEN) return done;

  const wanted = desiredFrom(event);
  const desired = { ...wanted, owner: ownerIn(done.PhysicalResourceId) ?? wanted.owner };
  const cluster = await describeCluster(desired.clusterName, deadline);
  if (cluster === undefined || !mayHoldEntry(cluster)) return done;
  try {
    const log = await revoke(new KubernetesApi(connectionTo(desired.clusterName, cluster, lambdaFunction()), deadline), desired);
    console.info(JSON.stringify({ log }));
  } catch (error) {
    if (!isLockedOut(error, cluster)) throw error;
    console.info(JSON.stringify({ log: 'nothing was taken out: the cluster reads aws-auth no more, and does not let the function in' }));
  }
  return done;
}

/** Not one that is going, nor one of the same name that is being made. */
function mayHoldEntry({ status, endpoint }: EksCluster): boolean {
  return status !== 'DELETING' && endpoint !== undefined;
}

/** A cluster that moved on to access entries lost the function's own entry with all others, and lets nobody in by them. */
function isLockedOut(error: unknown, { accessConfig }: EksCluster): boolean {
  return accessConfig?.authenticationMode === 'API' && error instanceof ApiError && error.isDenied;
}

/** Access that was granted a moment ago, in IAM or in the cluster, is not known everywhere yet. */
function withFreshAccess<T>(operation: () => Promise<T>, deadline: number): Promise<T> {
  return retry(operation, error => (error instanceof ApiError || error instanceof EksError) && error.isDenied, FRESH_ACCESS, deadline);
}

async function existing(clusterName: string, deadline: number): Promise<EksCluster> {
  const cluster = await withFreshAccess(() => describeCluster(clusterName, deadline), deadline - UNDO_MS);
  if (cluster === undefined) throw new Failure(`there is no EKS cluster ${clusterName} in this Region and account`);
  if (cluster.accessConfig?.authenticationMode === 'API') {
    throw new Failure(`cluster ${clusterName} is in authentication mode API and does not read aws-auth; let the collector in by an access entry`);
  }
  return cluster;
}

/** A stack trace helps nobody who reads stack events; it is in the function's log. */
function reasonOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  console.error(error);
  return `unexpected ${error instanceof Error ? error.name : 'error'} in the function that merges aws-auth; its log says more`;
}
