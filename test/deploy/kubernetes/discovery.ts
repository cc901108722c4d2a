import { KINDS, root, type Kind } from './kinds';

const GROUPS = [...new Set(KINDS.map(({ group }) => group))];
const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update'];

/** The discovery requests that kubectl sends to an API server before any other. */
export function discover(path: string): object | undefined {
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.filter(group => group !== '').map(apiGroup) };
  if (path === '/openapi/v3') {
    return { paths: Object.fromEntries(GROUPS.map(group => [root(group).slice(1), { serverRelativeURL: `${path}${root(group)}` }])) };
  }
  const group = GROUPS.find(known => path === root(known) || path === `/openapi/v3${root(known)}`);
  if (group === undefined) return undefined;
  const kinds = KINDS.filter(kind => kind.group === group);
  return path.startsWith('/openapi') ? openApi(kinds) : resourceList(group, kinds);
}

function apiGroup(name: string): object {
  const version = { groupVersion: `${name}/v1`, version: 'v1' };
  return { name, versions: [version], preferredVersion: version };
}

function resourceList(group: string, kinds: readonly Kind[]): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? 'v1' : `${group}/v1`,
    resources: kinds.map(({ plural, kind, isNamespaced }) => (
      { name: plural, singularName: kind.toLowerCase(), namespaced: isNamespaced, kind, verbs: VERBS })),
  };
}

/** Just enough for kubectl to know that the server validates the fields. */
function openApi(kinds: readonly Kind[]): object {
  const paths = kinds.map(({ group, plural, kind, isNamespaced }) => [
    `${root(group)}/${isNamespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`,
    {
      patch: {
        'x-kubernetes-action': 'patch',
        'x-kubernetes-group-version-kind': { group, kind, version: 'v1' },
        'parameters': [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
        'responses': {},
      },
    },
  ]);
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: 'v1.35.2' }, paths: Object.fromEntries(paths) as object, components: {} };
}
