import { memoizedByObject } from '../../../private/memoized';
import type { Place } from '../../../prometheus/decode/place';
import type { EffectiveJob, EffectiveKubernetes } from '../../../prometheus/scrape-config/effective';
import type { Labels } from '../../../prometheus/relabel/label-builder';
import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import { knownLabels } from '../../../prometheus/scrape-config/static-targets';
import { LabelPresence } from '../relabelings/label-presence';
import {
  endpointSliceTarget, endpointsTarget, ingressTarget, nodeTarget, podTarget, serviceTarget, type DiscoveredTarget,
} from './discovered-targets';
import type { Pod, Service } from './typical-cluster';
import { usualValue } from './usual-values';

/** A target as a job's discovery usually finds it, or as it is written down. */
export interface SampleTarget {
  /** The target in a message: `a pod`. */
  readonly words: string;
  readonly address: string;
  readonly labels: Labels;
  /** True if it has all labels and annotations that the job reads; others in the cluster may have none. */
  readonly isComplete: boolean;
  /** True if it declares a port, to which the labels of the port belong. */
  readonly hasPort: boolean;
  readonly isIpv6: boolean;
  /** The place in the configuration that asks for it. */
  readonly place: Place;
}

/** The addresses of a cluster's objects. */
interface Family {
  readonly pod: string;
  readonly node: string;
  readonly isIpv6: boolean;
}

const IPV4: Family = { pod: '10.0.0.23', node: '10.0.0.10', isIpv6: false };
const IPV6: Family = { pod: 'fd00:0:0:1::23', node: 'fd00::10', isIpv6: true };

const METADATA = /^__meta_kubernetes_[a-z]+_(?:label|annotation)(?:present)?_\w+$/;

/** Returns the targets that a Kubernetes discovery usually finds, with the labels that the job's relabelings read and without. */
export function kubernetesSamples(
  job: EffectiveJob, discovery: EffectiveKubernetes, rules: readonly RelabelRule[], ipv6: boolean,
): readonly SampleTarget[] {
  const known = knownSamples(discovery);
  const samples = known.get(ipv6) ?? samplesOf(job, discovery, rules, ipv6);
  known.set(ipv6, samples);
  return samples;
}

/** Several rules ask for the targets of the same discovery, in clusters with and without IPv6. */
const knownSamples = memoizedByObject<EffectiveKubernetes, Map<boolean, readonly SampleTarget[]>>(() => new Map());

function samplesOf(job: EffectiveJob, discovery: EffectiveKubernetes, rules: readonly RelabelRule[], ipv6: boolean): SampleTarget[] {
  const namespace = discovery.namespaces.length === 0 ? 'example-namespace' : discovery.namespaces[0]?.text;
  if (namespace === undefined) return [];
  const presence = LabelPresence.ofTargets(job);
  const read = new Set(rules.flatMap(({ sourceLabels }) => sourceLabels).filter(name => METADATA.test(name) && !presence.isAbsent(name)));
  return [IPV4, ...ipv6 ? [IPV6] : []].flatMap(family => usualTargets(discovery.role ?? '', namespace, family).flatMap((target) => {
    const sample = { ...target, isIpv6: family.isIpv6, hasPort: !target.words.includes('without'), place: discovery.value.placeOf('role') };
    const missing = [...read].filter(name => !target.labels.has(name));
    const labels = new Map([...target.labels, ...missing.map(name => [name, usualValue(name)] as const)]);
    const complete = { ...sample, isComplete: true, labels };
    return missing.length === 0 ? [complete] : [complete, { ...sample, isComplete: false }];
  }));
}

/** Most jobs discover the same few kinds of targets. */
const MOST_KINDS = 100;
const kinds = new Map<string, readonly DiscoveredTarget[]>();

function usualTargets(role: string, namespace: string, family: Family): readonly DiscoveredTarget[] {
  const key = JSON.stringify([role, namespace, family.isIpv6]);
  const targets = kinds.get(key) ?? targetsOf(role, namespace, family);
  if (kinds.size >= MOST_KINDS) kinds.clear();
  kinds.set(key, targets);
  return targets;
}

function targetsOf(role: string, namespace: string, family: Family): DiscoveredTarget[] {
  const node = { name: 'example-node', ip: family.node, kubeletPort: 10250 };
  const pod: Pod = {
    namespace, node, name: 'example-5d78c9869d-x2x9v', ip: family.pod, container: 'example', port: { name: 'example-port', number: 8080 }, labels: {},
  };
  const service: Service = { namespace, name: 'example', port: { name: 'example-port', number: 8080 }, labels: {}, backend: pod };
  switch (role) {
    case 'node': return [nodeTarget('a node', node)];
    case 'pod': return [podTarget('a pod', pod), podTarget('a pod without declared ports', { ...pod, port: undefined })];
    case 'service': return [serviceTarget('a service', service)];
    case 'endpoints': return [endpointsTarget('an endpoint of a service', service)];
    case 'endpointslice': return [endpointSliceTarget('an endpoint of a service', service)];
    case 'ingress': return [ingressTarget('an ingress', { namespace, name: 'example', host: 'www.example.com', path: '/', scheme: 'https' })];
    default: return [];
  }
}

/** The addresses behind a DNS name: one is enough, and records other than A have a separate rule. */
export const dnsSamples = memoizedByObject(({ dns }: EffectiveJob): readonly SampleTarget[] => {
  return dns.flatMap(({ value, type, port, names: [name] }) => {
    if (type !== 'A' || port === undefined || name?.text === undefined) return [];
    const labels = new Map([['__meta_dns_name', name.text]]);
    return [{
      words: `an address of ${name.text}`, address: `${IPV4.pod}:${port}`, labels, isComplete: true, hasPort: true, isIpv6: false, place: value.place,
    }];
  });
});

/** The targets that are written down. */
export const staticSamples = memoizedByObject(({ staticGroups }: EffectiveJob): readonly SampleTarget[] => {
  return staticGroups.flatMap(({ value, targets }) => {
    const labels = knownLabels(value);
    const known = labels === undefined ? [] : targets.flatMap(({ text, place }) => text === undefined ? [] : [{ text, place }]);
    return known.map(({ text, place }) => ({
      words: 'the target', address: text, labels: labels ?? new Map<string, string>(), isComplete: true, hasPort: true, isIpv6: false, place,
    }));
  });
});
