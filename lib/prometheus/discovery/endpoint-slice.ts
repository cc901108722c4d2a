import { EndpointPods } from './endpoint-pods';
import type { KubernetesObject } from './kubernetes-object';
import { joinHostPort, metadataLabels, presentLabels, sanitizeLabelName, targetLabels, type DiscoveredLabels, type NamedLabels } from './labels';
import type { ObjectStore } from './object-store';
import { serviceLabels } from './service';

/** One target for each port of each address, and for each further port of the pods behind them. */
export function endpointSliceTargets(slice: KubernetesObject, store: ObjectStore): DiscoveredLabels[] {
  const serviceName = slice.entries('metadata', 'labels').find(([name]) => name === 'kubernetes.io/service-name')?.[1];
  const service = serviceName === undefined ? undefined : store.find('Service', slice.namespace, serviceName);
  // In a service with two IP families, the slice of the second family repeats the endpoints.
  if (service !== undefined && isOfSecondFamily(service, slice)) return [];
  const group = {
    namespace: slice.namespace, endpointslice_address_type: slice.text('addressType'), ...metadataLabels('endpointslice', slice),
    ...service === undefined ? {} : serviceLabels(service), ...store.namespaceLabels(slice.namespace),
  };
  const pods = new EndpointPods(store);
  const targets = slice.list('endpoints').flatMap(endpoint => slice.list('ports').flatMap(port => endpoint.texts('addresses').map((address) => {
    const number = port.optionalText('port');
    const reference = endpoint.member('targetRef');
    return targetLabels(number === undefined ? address : joinHostPort(address, number), {
      ...endpointLabels(endpoint, reference), ...portLabels(port),
      ...store.nodeLabels(reference?.kind === 'Node' ? reference.text('name') : endpoint.optionalText('nodeName')),
      ...pods.labelsOf(reference, number, declared => declared.text('protocol')),
    }, group);
  })));
  return [...targets, ...pods.remainingTargets(group)];
}

function portLabels(port: KubernetesObject): NamedLabels {
  return presentLabels({
    endpointslice_port_name: port.optionalText('name'),
    endpointslice_port_protocol: port.optionalText('protocol'),
    endpointslice_port: port.optionalText('port'),
    endpointslice_port_app_protocol: port.optionalText('appProtocol'),
  });
}

function endpointLabels(endpoint: KubernetesObject, reference: KubernetesObject | undefined): NamedLabels {
  const topology = endpoint.entries('deprecatedTopology').flatMap(([name, value]) => {
    const label = sanitizeLabelName(name);
    return [[`endpointslice_endpoint_topology_${label}`, value], [`endpointslice_endpoint_topology_present_${label}`, 'true']] as const;
  });
  return {
    ...presentLabels({
      endpointslice_endpoint_conditions_ready: endpoint.optionalText('conditions', 'ready'),
      endpointslice_endpoint_conditions_serving: endpoint.optionalText('conditions', 'serving'),
      endpointslice_endpoint_conditions_terminating: endpoint.optionalText('conditions', 'terminating'),
      endpointslice_endpoint_hostname: endpoint.optionalText('hostname'),
      endpointslice_endpoint_node_name: endpoint.optionalText('nodeName'),
      endpointslice_endpoint_zone: endpoint.optionalText('zone'),
    }),
    ...reference === undefined ? {} : { endpointslice_address_target_kind: reference.kind, endpointslice_address_target_name: reference.text('name') },
    ...Object.fromEntries(topology),
  };
}

function isOfSecondFamily(service: KubernetesObject, slice: KubernetesObject): boolean {
  const [primary] = service.texts('spec', 'ipFamilies');
  return service.text('spec', 'ipFamilyPolicy').endsWith('DualStack') && primary !== undefined && slice.text('addressType') !== primary;
}
