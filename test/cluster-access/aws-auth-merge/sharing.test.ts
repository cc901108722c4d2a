import type { ClusterRole, ClusterRoleBinding } from '../../../lib/kubernetes/cluster-role';
import { CLUSTER_ROLE_BINDINGS, CLUSTER_ROLES } from '../../kubernetes/fakes/api-server';
import { ENTRY, NODES, OTHER_ROLE, useWorld } from './fakes/scenario';
import { RBAC, type World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

describe('two collectors', () => {
  beforeEach(() => {
    world.awsAuthIs(NODES);
  });

  test('of one role share its entry until the last one is deleted', async () => {
    const first = await world.create();
    const second = await world.send({ StackId: 'another stack' });
    expect(world.mapRoles).toBe(NODES + ENTRY);

    await world.remove(first);
    expect(world.mapRoles).toBe(NODES + ENTRY);

    await world.send({ RequestType: 'Delete', StackId: 'another stack', PhysicalResourceId: second.PhysicalResourceId });
    expect(world.mapRoles).toBe(NODES);
  });

  test('share a ClusterRole that grants what both need, until the last one is deleted', async () => {
    const pods = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };
    const other = { RoleArn: OTHER_ROLE, Rules: [pods] };
    const rules = () => world.api.clusterRole('collector')?.rules;
    const users = () => (world.api.store.all('clusterrolebindings') as ClusterRoleBinding[]).map(({ subjects }) => subjects?.map(({ name }) => name).sort());

    const first = await world.create();
    const second = await world.create(other);
    expect(new Set(rules())).toEqual(new Set([...RBAC.Rules, pods]));
    expect(users()).toEqual([['aps-collector-user']]);

    await world.remove(first);
    expect(rules()).toEqual([pods]);
    expect(users()).toEqual([['aps-collector-user']]);

    await world.remove(second, other);
    expect(rules()).toBeUndefined();
    expect(users()).toEqual([]);
  });
});

describe('changes that people made to the function\'s objects', () => {
  const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
  const everything = { nonResourceURLs: ['*'], verbs: ['*'] };

  /** A user who may write the ClusterRole. */
  function someoneChanges(change: (role: ClusterRole) => ClusterRole): void {
    const role = world.api.clusterRole('collector');
    if (role !== undefined) world.api.store.replace(CLUSTER_ROLES, 'collector', change(role));
  }

  const annotated = (role: ClusterRole, annotations: Record<string, string>): ClusterRole =>
    ({ ...role, metadata: { ...role.metadata, annotations: { ...role.metadata.annotations, ...annotations } } });

  test('are kept: a rule that they added remains after the last owner is deleted, and so does the ClusterRole', async () => {
    world.awsAuthIs(NODES);
    const created = await world.create();
    someoneChanges(role => ({ ...role, rules: [...role.rules ?? [], secrets] }));
    const theirs = world.api.clusterRole('collector')?.rules;

    expect(await world.remove(created)).toMatchObject({ Status: 'SUCCESS' });
    expect(world.api.clusterRole('collector')).toMatchObject({ rules: theirs });
    expect(world.api.clusterRole('collector')?.metadata.annotations).toBeUndefined();
    expect(world.api.store.all('clusterrolebindings')).toEqual([]);
  });

  test('never give anybody the rights of the function: a forged annotation adds no rule and no subject', async () => {
    world.awsAuthIs(NODES);
    world.api.permissions = { ...world.api.permissions, inCluster: [...world.api.permissions.inCluster, everything] };
    const created = await world.create();
    someoneChanges(role => annotated(role, { 'cdk-managed-prometheus/owner-mallory': JSON.stringify([everything]) }));

    await world.update(created, { Rules: RBAC.Rules.slice(1) });

    expect(world.api.clusterRole('collector')?.rules).toEqual(RBAC.Rules.slice(1));
  });

  test('are reported if they cannot be read, and nothing is written', async () => {
    world.awsAuthIs(NODES);
    const created = await world.create();
    someoneChanges(role => annotated(role, { 'cdk-managed-prometheus/owner-1': 'oops' }));
    const before = world.api.clusterRole('collector');

    expect(await world.remove(created)).toMatchObject({
      Status: 'FAILED', Reason: 'the annotation cdk-managed-prometheus/owner-1 of ClusterRole collector is not what was written there: \'oops\'; delete it',
    });
    expect(world.api.clusterRole('collector')).toEqual(before);
  });
});

describe('RBAC objects of others', () => {
  const metadata = { name: 'collector' };
  const theirs = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules: [{ nonResourceURLs: ['*'], verbs: ['*'] }] };

  test('are neither overwritten nor deleted', async () => {
    world.awsAuthIs(NODES);
    const before = world.api.store.create(CLUSTER_ROLES, theirs);

    const answer = await world.create();
    await world.remove(answer);

    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: 'ClusterRole collector exists and was made by somebody else; choose another name, or delete it first',
    });
    expect(world.api.store.find('clusterroles', 'collector')).toEqual(before);
  });

  test('are reported if a binding of that name refers to another role', async () => {
    world.awsAuthIs(NODES);
    world.api.store.create(CLUSTER_ROLE_BINDINGS, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'collector-binding', annotations: { 'cdk-managed-prometheus/owner-1': '"someone"' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'other' },
    });

    expect(await world.create()).toMatchObject({
      Status: 'FAILED',
      Reason: 'ClusterRoleBinding collector-binding binds to ClusterRole other, which cannot be changed; choose another name for the binding to ClusterRole collector',
    });
  });
});
