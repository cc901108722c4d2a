import { functionPermissions, type FunctionPermissions } from '../../../lib/cluster-access/aws-auth-merge/permissions';
import type { PolicyRule } from '../../../lib/kubernetes/policy-rule';
import { OTHER_ROLE, SHORT, useWorld } from './fakes/scenario';
import { RBAC, type World } from './fakes/world';

let world: World;

useWorld((started) => {
  world = started;
});

const FEWER_RULES = { Rules: RBAC.Rules.slice(1) };

const SECOND = { LogicalResourceId: 'Second', ResourceProperties: { RoleArn: OTHER_ROLE } };

/** Two collectors come, change and go: everything that the function ever does in a cluster. Gives the first failure. */
async function wholeLife(): Promise<string | undefined> {
  const first = await world.send({}, SHORT);
  const changed = await world.send({ RequestType: 'Update', PhysicalResourceId: first.PhysicalResourceId, ResourceProperties: FEWER_RULES }, SHORT);
  const second = await world.send(SECOND, SHORT);
  const left = await world.send({ RequestType: 'Delete', PhysicalResourceId: first.PhysicalResourceId }, SHORT);
  const gone = await world.send({ ...SECOND, RequestType: 'Delete', PhysicalResourceId: second.PhysicalResourceId }, SHORT);
  return [first, changed, second, left, gone].find(({ Status }) => Status === 'FAILED')?.Reason;
}

/** The permissions with one verb less, in each way that there is. */
function lesser({ inKubeSystem, inCluster }: FunctionPermissions): Array<[without: string, permissions: FunctionPermissions]> {
  return [
    ...lesserRules(inKubeSystem).map(([without, rules]): [string, FunctionPermissions] => [without, { inKubeSystem: rules, inCluster }]),
    ...lesserRules(inCluster).map(([without, rules]): [string, FunctionPermissions] => [without, { inKubeSystem, inCluster: rules }]),
  ];
}

function lesserRules(rules: readonly PolicyRule[]): Array<[without: string, rules: PolicyRule[]]> {
  return rules.flatMap((rule, index) => rule.verbs.map((verb): [string, PolicyRule[]] => [
    `${verb} ${String(rule.resources ?? rule.nonResourceURLs)}`,
    rules.with(index, { ...rule, verbs: rule.verbs.filter(other => other !== verb) }),
  ]));
}

test('the documented permissions are enough for the function', async () => {
  expect(await wholeLife()).toBeUndefined();
  expect(new Set(world.api.writes)).toEqual(new Set(
    ['create', 'update', 'delete'].flatMap(verb => ['configmaps', 'clusterroles', 'clusterrolebindings'].map(plural => `${verb} ${plural}`)),
  ));
});

test.each(lesser(functionPermissions(RBAC)))('the documented permissions are the least: the function fails without %s', async (_, permissions) => {
  world.api.permissions = permissions;

  expect(await wholeLife()).toMatch(/answered 403/);
}, 20_000);

test('the permissions cover the ConfigMap only if somebody else manages RBAC', async () => {
  world.api.permissions = functionPermissions(undefined);

  const created = await world.create({ Rules: undefined });
  expect(await world.remove(created, { Rules: undefined })).toMatchObject({ Status: 'SUCCESS' });
  expect(world.api.permissions.inCluster).toEqual([]);
});
