import type { Context } from '../../decode/context';
import { bool, choice, list, plainStruct, string, struct, type Fields } from '../../decode/types';
import type { StructValue } from '../../decode/value';
import { errorOfFieldSelector } from '../../values/field-selector';
import { errorOfLabelSelector } from '../../values/label-selector';
import { quote } from '../../values/quote';
import { checkHttpClient, customHttpField, HTTP_CLIENT_FIELDS } from './http-client';
import { url } from './scalars';

// https://github.com/prometheus/prometheus/blob/v3.16.0/discovery/kubernetes/kubernetes.go

/** The roles, each with those whose objects a selector may choose among. */
const SELECTABLE_ROLES: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod', 'node'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
};

export const KUBERNETES_ROLES: readonly string[] = Object.keys(SELECTABLE_ROLES);

const role = choice(
  'kubernetes.Role', 'kubernetes-role', KUBERNETES_ROLES, value => `unknown Kubernetes SD role ${quote(value)}`,
);

const attachMetadata: Fields = {
  node: bool,
  namespace: bool,
  deployment: bool,
  job: bool,
  cronjob: bool,
};

export const kubernetesSdConfig = struct('kubernetes.SDConfig', 'kubernetes.plain', {
  api_server: url,
  role,
  kubeconfig_file: string,
  ...HTTP_CLIENT_FIELDS,
  namespaces: struct('kubernetes.NamespaceDiscovery', 'kubernetes.plain', { own_namespace: bool, names: list(string) }),
  selectors: list(plainStruct('kubernetes.SelectorConfig', { role, label: string, field: string })),
  attach_metadata: plainStruct('kubernetes.AttachMetadataConfig', attachMetadata),
}, (value, context) => {
  if (value.text('role') === '') {
    context.report('kubernetes-role', value.placeOf('role'), 'role missing (one of: pod, service, endpoints, endpointslice, node, ingress)');
  }
  checkHttpClient(value, context);
  checkAccess(value, context);
  checkSelectors(value, context);
});

function checkAccess(value: StructValue, context: Context): void {
  const report = (name: string, message: string) => {
    context.report('kubernetes-access', value.placeOf(name), message);
  };
  const hasServer = value.get('api_server') !== null;
  const hasKubeconfig = value.isSet('kubeconfig_file');
  const custom = customHttpField(value);
  if (hasServer && hasKubeconfig) report('kubeconfig_file', 'cannot use \'kubeconfig_file\' and \'api_server\' simultaneously');
  if (custom !== undefined && hasKubeconfig) {
    report('kubeconfig_file', 'cannot use a custom HTTP client configuration together with \'kubeconfig_file\'');
  } else if (custom !== undefined && !hasServer) {
    report(custom, 'to use custom HTTP client configuration please provide the \'api_server\' URL explicitly');
  }
  if (value.struct('namespaces')?.flag('own_namespace') !== true) return;
  if (hasServer) report('namespaces', 'cannot use \'api_server\' and \'namespaces.own_namespace\' simultaneously');
  if (hasKubeconfig) report('namespaces', 'cannot use \'kubeconfig_file\' and \'namespaces.own_namespace\' simultaneously');
}

function checkSelectors(value: StructValue, context: Context): void {
  const does = value.text('role');
  const allowed = SELECTABLE_ROLES[does ?? ''];
  const seen = new Set<string>();
  for (const selector of value.structs('selectors')) {
    const report = (name: string, message: string | undefined) => {
      if (message !== undefined) context.report('kubernetes-selector', selector.placeOf(name), message);
    };
    const selected = selector.text('role');
    if (selected !== undefined) {
      if (seen.has(selected)) report('role', `duplicated selector role: ${selected}`);
      seen.add(selected);
    }
    if (does !== undefined && does !== '' && allowed === undefined) {
      report('role', `invalid role: ${quote(does)}, expecting one of: pod, service, endpoints, endpointslice, node or ingress`);
    }
    if (selected !== undefined && allowed !== undefined && !allowed.includes(selected)) {
      report('role', `${does} role supports only ${allowed.join(', ')} selectors`);
    }
    report('field', errorOfFieldSelector(selector.text('field') ?? ''));
    report('label', errorOfLabelSelector(selector.text('label') ?? ''));
  }
}
