import type { KubernetesObject } from './kubernetes-object';
import { joinHostPort, metadataLabels, sanitizeLabelName, targetLabels, type DiscoveredLabels } from './labels';

/** The types of addresses in the order in which they are preferred. */
const ADDRESS_TYPES = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'];

/** One target: the kubelet. None for a node without an address. */
export function nodeTargets(node: KubernetesObject): DiscoveredLabels[] {
  const addresses = new Map(node.list('status', 'addresses').map(entry => [entry.text('type'), entry.text('address')] as const).reverse());
  const preferred = ADDRESS_TYPES.find(type => addresses.has(type));
  if (preferred === undefined) return [];
  const conditions = node.list('status', 'conditions').map(condition =>
    [`node_condition_${sanitizeLabelName(condition.text('type').toLowerCase())}`, condition.text('status').toLowerCase()] as const);
  const labels = {
    node_provider_id: node.text('spec', 'providerID'),
    ...Object.fromEntries(conditions),
    ...metadataLabels('node', node),
    ...Object.fromEntries([...addresses].map(([type, address]) => [`node_address_${sanitizeLabelName(type)}`, address])),
  };
  const port = node.text('status', 'daemonEndpoints', 'kubeletEndpoint', 'Port');
  return [targetLabels(joinHostPort(addresses.get(preferred) ?? '', port === '' ? '0' : port), labels, {}, [['instance', node.name]])];
}
