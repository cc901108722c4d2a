import type { KubernetesObject } from './kubernetes-object';
import { metadataLabels, presentLabels, targetLabels, type DiscoveredLabels } from './labels';
import type { ObjectStore } from './object-store';

/** One target for each path of each rule. */
export function ingressTargets(ingress: KubernetesObject, store: ObjectStore): DiscoveredLabels[] {
  const group = {
    namespace: ingress.namespace, ...presentLabels({ ingress_class_name: ingress.optionalText('spec', 'ingressClassName') }),
    ...metadataLabels('ingress', ingress), ...store.namespaceLabels(ingress.namespace),
  };
  const hosts = ingress.list('spec', 'tls').flatMap(tls => tls.texts('hosts'));
  return ingress.list('spec', 'rules').flatMap((rule) => {
    const host = rule.text('host');
    const scheme = hosts.some(pattern => matchesHost(pattern, host)) ? 'https' : 'http';
    const paths = rule.member('http') === undefined ? ['/'] : rule.list('http', 'paths').map(path => path.text('path') || '/');
    return paths.map(path => targetLabels(host, { ingress_scheme: scheme, ingress_host: host, ingress_path: path }, group));
  });
}

/** A wildcard stands for the first part of a name. */
function matchesHost(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  const [patterns, parts] = [pattern.split('.'), host.split('.')];
  return patterns[0] === '*' && patterns.length === parts.length && patterns.slice(1).join('.') === parts.slice(1).join('.');
}
