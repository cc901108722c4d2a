import * as fc from 'fast-check';
import { NAMESPACES, objects, someOf } from './objects';

const LABEL_SELECTORS = [
  'app', '!app', 'app=web', 'Tier!=web', 'app in (web, true)', 'x notin (8080)', 'app=web,x', 'x>7', 'x<9000',
  'app in ()', ' x , app ', 'prometheus.io/port<80801', 'app==',
];
const FIELD_SELECTORS: Readonly<Record<string, readonly string[]>> = {
  pod: ['status.phase=Running', 'spec.nodeName=node-1', 'metadata.namespace!=shop', 'spec.hostNetwork=true', 'status.phase==Failed,metadata.name=db'],
  node: ['spec.unschedulable=false', 'metadata.name=node-1'],
  service: ['spec.type=ClusterIP', 'metadata.name!=web'],
};
const SELECTED_ROLES: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod', 'node'], service: ['service'], node: ['node'], ingress: ['ingress'],
  endpoints: ['pod', 'service', 'endpoints'], endpointslice: ['pod', 'service', 'endpointslice'],
};

/** The settings of a `kubernetes_sd_config`. */
export interface GeneratedDiscovery {
  readonly role: string;
  readonly attached: Readonly<Record<'node' | 'namespace' | 'deployment' | 'job' | 'cronjob', boolean>>;
  readonly namespaces: readonly string[];
  readonly selectors: ReadonlyArray<{ readonly role: string; readonly label: string; readonly field: string }>;
}

/** The settings of a discovery of a role; most select all. */
function discoveries(role: string): fc.Arbitrary<GeneratedDiscovery> {
  const selector = (selected: string) => fc.record({
    role: fc.constant(selected), label: fc.constantFrom('', ...LABEL_SELECTORS),
    field: fc.constantFrom('', ...FIELD_SELECTORS[selected] ?? ['metadata.name!=web']),
  });
  const selectors = someOf(SELECTED_ROLES[role] ?? []).chain(roles => fc.tuple(...roles.map(selector)));
  return fc.record({
    role: fc.constant(role),
    attached: fc.record({
      node: fc.boolean(), namespace: fc.boolean(), deployment: fc.boolean(), job: fc.boolean(), cronjob: fc.boolean(),
    }),
    namespaces: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, someOf(NAMESPACES)),
    selectors: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, selectors),
  });
}

export const ROLES = Object.keys(SELECTED_ROLES);

/** The objects of a cluster, and a discovery of each role in it. */
export const clusters = fc.record({ objects, discoveries: fc.tuple(...ROLES.map(discoveries)) });
