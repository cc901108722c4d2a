import { API_SERVER_NAME } from '../addresses';
import type { SampleRun } from './run-sample';

/** Returns true for the name of the API server in its cluster, with a port or without. */
export function isApiServerName(address: string): boolean {
  const [host = ''] = address.split(':');
  return host === API_SERVER_NAME || host === `${API_SERVER_NAME}.cluster.local`;
}

/** Returns true for an endpoint of the API server, by the name of its service, whose address no relabeling changes. */
export function isApiServerEndpoint(run: SampleRun): boolean {
  return hasOwnAddress(run) && metadata(run, 'namespace') === 'default' && metadata(run, 'service_name') === 'kubernetes';
}

/** Returns true for an endpoint with the label that the service of the API server has, and another service may have. */
export function isApiServerByLabel(run: SampleRun): boolean {
  return hasOwnAddress(run) && !isApiServerEndpoint(run) && metadata(run, 'service_label_component') === 'apiserver';
}

function hasOwnAddress({ discovered, relabeled }: SampleRun): boolean {
  return relabeled.get('__address__') === discovered.get('__address__');
}

function metadata({ discovered }: SampleRun, name: string): string | undefined {
  return discovered.get(`__meta_kubernetes_${name}`);
}
