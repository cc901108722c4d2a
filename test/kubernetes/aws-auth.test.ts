import { withMapping, withoutMapping, type AwsAuth } from '../../lib/kubernetes/aws-auth';
import { DOCUMENTS, MAPPED, MAPPING } from './map-roles-documents';

const metadata = { name: 'aws-auth', namespace: 'kube-system', resourceVersion: '1', annotations: { theirs: 'kept' } };

const configMap = (data?: AwsAuth['data']): AwsAuth => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, ...(data && { data }) });

const OWNERS = ['a', 'b', 'c'].map(owner => ({ owner, mapping: { ...MAPPING, rolearn: `${MAPPING.rolearn}-${owner}` } }));

const ORDERS = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

const BEFORE: ReadonlyArray<readonly [string, AwsAuth | undefined]> = [
  ['no ConfigMap', undefined],
  ['a ConfigMap without mapRoles', configMap({ mapUsers: '[]' })],
  ...DOCUMENTS.map(({ name, text }): [string, AwsAuth] => [name, configMap({ mapRoles: text, mapUsers: '[]' })]),
];

test.each(BEFORE)('the ConfigMap is as before after three owners added and removed their entries in any order: %s', (_, before) => {
  const full = OWNERS.reduce((current: AwsAuth | undefined, { owner, mapping }) => withMapping(current, { owner, mapping }), before);

  for (const order of ORDERS) {
    const after = order
      .flatMap(index => OWNERS[index] ?? [])
      .reduce((current: AwsAuth | undefined, { owner, mapping }) => current && withoutMapping(current, { owner, mapping }), full);
    expect(after).toEqual(before);
  }
});

test.each(MAPPED)('the ConfigMap is unchanged by an owner whose entry existed before: %s', (_, text) => {
  const before = configMap({ mapRoles: text });

  expect(withMapping(before, { owner: 'a', mapping: MAPPING })).toBe(before);
  expect(withoutMapping(before, { owner: 'a', mapping: MAPPING })).toBe(before);
});

test('removal keeps a ConfigMap that the library created and somebody labelled since', () => {
  const made = withMapping(undefined, { owner: 'a', mapping: MAPPING });
  const labelled = { ...made, metadata: { ...made.metadata, labels: { theirs: 'yes' } } };

  expect(withoutMapping(labelled, { owner: 'a', mapping: MAPPING })).toMatchObject({ metadata: { labels: { theirs: 'yes' } }, data: {} });
});

test('removal keeps text that somebody wrote in place of a list', () => {
  const added = withMapping(configMap({ mapRoles: 'null' }), { owner: 'a', mapping: MAPPING });
  const edited = { ...added, data: { mapRoles: `${String(added.data?.mapRoles)}# theirs\n` } };

  expect(withoutMapping(edited, { owner: 'a', mapping: MAPPING })).toEqual(configMap({ mapRoles: '# theirs\n' }));
});
