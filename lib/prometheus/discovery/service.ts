import type { KubernetesObject } from './kubernetes-object';
import { joinHostPort, metadataLabels, targetLabels, type DiscoveredLabels, type NamedLabels } from './labels';
import type { ObjectStore } from './object-store';

/** One target for each port. */
export function serviceTargets(service: KubernetesObject, store: ObjectStore): DiscoveredLabels[] {
  const group = { ...serviceLabels(service), ...store.namespaceLabels(service.namespace) };
  const type = service.text('spec', 'type');
  return service.list('spec', 'ports').map((port) => {
    const number = port.text('port');
    return targetLabels(joinHostPort(`${service.name}.${service.namespace}.svc`, number), {
      service_port_name: port.text('name'),
      service_port_number: number,
      service_port_protocol: port.text('protocol'),
      service_type: type,
      ...type === 'ExternalName' ? { service_external_name: service.text('spec', 'externalName') } : { service_cluster_ip: service.text('spec', 'clusterIP') },
      ...type === 'LoadBalancer' ? { service_loadbalancer_ip: loadBalancerIps(service) } : {},
    }, group);
  });
}

/** The labels that targets of a service have, also behind endpoints. */
export function serviceLabels(service: KubernetesObject): NamedLabels {
  return { namespace: service.namespace, ...metadataLabels('service', service) };
}

function loadBalancerIps(service: KubernetesObject): string {
  const ips = service.list('status', 'loadBalancer', 'ingress').map(ingress => ingress.text('ip')).filter(ip => ip !== '');
  return ips.length > 0 ? ips.join(',') : service.text('spec', 'loadBalancerIP');
}
