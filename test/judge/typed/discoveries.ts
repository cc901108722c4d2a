import * as fc from 'fast-check';
import { DnsRecordType, type DnsServiceDiscovery } from '../../../lib/scrape-configuration/dns-service-discovery';
import {
  type KubernetesMetadata, KubernetesRole, type KubernetesSelector, type KubernetesServiceDiscovery,
} from '../../../lib/scrape-configuration/kubernetes-service-discovery';
import type { StaticConfig } from '../../../lib/scrape-configuration/static-config';
import { itself, plain, propsOf, type TypedValue, together } from './typed-value';
import { durations } from './settings';
import { filledTexts, labelNames, texts } from './texts';

const { ENDPOINTS, ENDPOINTSLICE, NODE, POD, SERVICE } = KubernetesRole;

/** The roles whose objects may be selected, where they are more than a role's own. */
const SELECTABLE: { readonly [role in KubernetesRole]?: readonly KubernetesRole[] } = {
  [POD]: [POD, NODE],
  [ENDPOINTS]: [POD, SERVICE, ENDPOINTS],
  [ENDPOINTSLICE]: [POD, SERVICE, ENDPOINTSLICE],
};

const boolean = plain(fc.boolean());

const attachMetadata = propsOf<KubernetesMetadata>({
  node: boolean, namespace: boolean, deployment: boolean, job: boolean, cronjob: boolean,
});

function selector(role: KubernetesRole): fc.Arbitrary<TypedValue<KubernetesSelector>> {
  return propsOf<KubernetesSelector>({
    role: plain(fc.constant(role)),
    label: plain(fc.constantFrom('app=web', 'tier in (front,back),!canary', 'n>1', 'a.b/c', '')),
    field: plain(fc.constantFrom('metadata.name=x', 'status.phase!=Failed,spec.nodeName=a', 'a=b\\,c', '')),
  }, ['role']);
}

export const kubernetesDiscoveries: fc.Arbitrary<TypedValue<KubernetesServiceDiscovery>> = fc.constantFrom(...Object.values(KubernetesRole))
  .chain(role => fc.subarray([...SELECTABLE[role] ?? [role]]).chain(selected => propsOf<KubernetesServiceDiscovery>({
    role: fc.constant(itself(role)),
    namespaces: fc.array(texts, { maxLength: 3 }).map(names => ({ value: names, means: { names } })),
    selectors: fc.tuple(...selected.map(selector)).map(together),
    attachMetadata,
    additionalFields: plain(fc.record({ follow_redirects: fc.constant(true) })),
  }, ['role'])));

/** A port is needed but for SRV records. */
export const dnsDiscoveries: fc.Arbitrary<TypedValue<DnsServiceDiscovery>> = fc.constantFrom(...Object.values(DnsRecordType)).chain(type =>
  propsOf<DnsServiceDiscovery>({
    names: plain(fc.array(texts, { minLength: 1, maxLength: 3 })),
    type: fc.constant(itself(type)),
    port: plain(fc.integer({ min: 1, max: 65535 })),
    refreshInterval: durations,
    additionalFields: fc.constant(itself({})),
  }, type === DnsRecordType.SRV ? ['names'] : ['names', 'type', 'port']));

export function staticConfigs(isLegacy: boolean): fc.Arbitrary<TypedValue<StaticConfig>> {
  const label = labelNames(isLegacy).filter(name => !name.startsWith('__'));
  return propsOf<StaticConfig>({
    targets: plain(fc.array(filledTexts.filter(text => !text.includes('/')), { maxLength: 3 })),
    labels: plain(fc.dictionary(label, texts, { maxKeys: 3 })),
  }, ['targets']);
}
