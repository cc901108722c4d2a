import { EndpointPods } from './endpoint-pods';
import type { KubernetesObject } from './kubernetes-object';
import { joinHostPort, metadataLabels, nonEmptyLabels, presentLabels, targetLabels, type DiscoveredLabels } from './labels';
import type { ObjectStore } from './object-store';
import { serviceLabels } from './service';

/** One target for each port of each address, and for each further port of the pods behind them. */
export function endpointsTargets(endpoints: KubernetesObject, store: ObjectStore): DiscoveredLabels[] {
  const service = store.find('Service', endpoints.namespace, endpoints.name);
  const group = {
    namespace: endpoints.namespace, ...service === undefined ? {} : serviceLabels(service), ...metadataLabels('endpoints', endpoints),
    ...store.namespaceLabels(endpoints.namespace),
  };
  const pods = new EndpointPods(store);
  const targets = endpoints.list('subsets').flatMap(subset => subset.list('ports').flatMap(port => [
    ...subset.list('addresses').map(address => ({ address, port, ready: 'true' })),
    ...subset.list('notReadyAddresses').map(address => ({ address, port, ready: 'false' })),
  ])).map(({ address, port, ready }) => {
    const [number, protocol] = [port.text('port'), port.text('protocol')];
    const reference = address.member('targetRef');
    const nodeName = address.optionalText('nodeName');
    return targetLabels(joinHostPort(address.text('ip'), number), {
      endpoint_port_name: port.text('name'),
      endpoint_port_protocol: protocol,
      endpoint_ready: ready,
      ...reference === undefined ? {} : { endpoint_address_target_kind: reference.kind, endpoint_address_target_name: reference.text('name') },
      ...presentLabels({ endpoint_node_name: nodeName }),
      ...nonEmptyLabels({ endpoint_hostname: address.text('hostname') }),
      ...store.nodeLabels(nodeName ?? (reference?.kind === 'Node' ? reference.text('name') : undefined)),
      ...pods.labelsOf(reference, number, () => protocol),
    }, group);
  });
  return [...targets, ...pods.remainingTargets(group)];
}
