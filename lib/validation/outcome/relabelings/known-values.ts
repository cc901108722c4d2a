import { compileAnchored } from '../../../prometheus/relabel/regex';
import type { RelabelRule } from '../../../prometheus/relabel/relabel';
import { quote } from '../../../prometheus/values/quote';
import { hasAlternatives } from './alternatives';
import type { LabelPresence } from './label-presence';

const FLAG = ['true', 'false'];
const PROTOCOL = ['TCP', 'UDP', 'SCTP'];

/** The values that Kubernetes' service discovery gives labels: https://github.com/prometheus/prometheus/tree/v3.16.0/discovery/kubernetes */
const VALUES: ReadonlyArray<readonly [name: RegExp, values: readonly string[]]> = [
  [/^pod_phase$/, ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']],
  [/^pod_ready$/, [...FLAG, 'unknown']],
  [/^pod_container_init$/, FLAG],
  [/^endpoint_ready$/, FLAG],
  [/^endpointslice_endpoint_conditions_(?:ready|serving|terminating)$/, FLAG],
  [/^endpointslice_address_type$/, ['IPv4', 'IPv6', 'FQDN']],
  [/^(?:pod_container|service|endpoint|endpointslice)_port_protocol$/, PROTOCOL],
  [/^service_type$/, ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']],
  [/^ingress_scheme$/, ['http', 'https']],
  [/^[a-z]+_(?:label|annotation)present_\w+$/, ['true']],
];

/** Values that people may choose, and that are always written so. */
const CONVENTIONAL = /_annotation_prometheus_io_(?:scrape|probe)(?:_slow)?$/;

/** Letters, alternatives and escaped punctuation: what such an expression matches has no other characters than its own. */
const WORDS_ONLY = /^(?:[\w\-/:@,|()]|\(\?:|\\[./\-:_])*$/;

/** Returns why a regex matches no value of its only source label, if so: `, since …`. */
export function unmatchedValues({ regex, sourceLabels: [name, ...others] }: RelabelRule, labels: LabelPresence): string | undefined {
  return name === undefined || others.length > 0 ? undefined : mismatchOfRemainder(name, regex, labels) ?? mismatch(name, regex, labels);
}

/** Nobody divides the targets over more scrapers. */
const MOST_REMAINDERS = 1000n;

/** The last of four shards is 3, not 4. */
function mismatchOfRemainder(name: string, regex: string, labels: LabelPresence): string | undefined {
  const modulus = labels.modulusOf(name);
  if (modulus === undefined || modulus === 0n || modulus > MOST_REMAINDERS) return undefined;
  const { regex: compiled } = compileAnchored(regex);
  // A later relabeling may have deleted the label.
  if (compiled === undefined || compiled.matches('')) return undefined;
  const isPossible = Array.from({ length: Number(modulus) }, (_, remainder) => compiled.matches(String(remainder))).includes(true);
  return isPossible ? undefined : `, since hashmod with the modulus ${modulus} gives ${name} a number from 0 to ${modulus - 1n}`;
}

/** A source label whose part of the regex cannot match. */
export interface UnmatchedPart {
  /** True if the reason is that the label is never set. */
  readonly isAbsent: boolean;
  readonly reason?: string;
}

/** `default;kubernetes;https` needs each of three labels; where one of them cannot match, the others do not matter. */
export function unmatchedPart({ regex, sourceLabels, separator }: RelabelRule, labels: LabelPresence): UnmatchedPart | undefined {
  if (sourceLabels.length < 2 || !/^[;,/@]$/.test(separator)) return undefined;
  const parts = regex.split(separator);
  if (parts.length !== sourceLabels.length || !parts.every(part => WORDS_ONLY.test(part) && !hasAlternatives(part))) return undefined;
  for (const [index, part] of parts.entries()) {
    const name = sourceLabels[index] ?? '';
    if (labels.isAbsent(name) && compileAnchored(part).regex?.matches('') === false) return { isAbsent: true };
    const reason = mismatch(name, part, labels);
    if (reason !== undefined) return { isAbsent: false, reason };
  }
  return undefined;
}

function mismatch(name: string, regex: string, labels: LabelPresence): string | undefined {
  if (!name.startsWith('__meta_kubernetes_') || !labels.isAsDiscovered(name)) return undefined;
  const own = name.slice('__meta_kubernetes_'.length);
  const [, values] = VALUES.find(([pattern]) => pattern.test(own)) ?? [];
  const isConventional = CONVENTIONAL.test(own);
  // Most labels have any value: the engine need not compile the regex for them.
  if (values === undefined && !isConventional) return undefined;
  const { regex: compiled } = compileAnchored(regex);
  if (compiled === undefined || compiled.matches('')) return undefined;
  if (values?.some(value => compiled.matches(value)) === false) {
    const meant = caseVariant(regex, values);
    return `, since ${name} is ${values.map(value => quote(value)).join(' or ')}${meant === undefined ? '' : `: write ${meant}`}`;
  }
  const isMeantTrue = isConventional && !compiled.matches('true') && caseVariant(regex, ['true']) !== undefined;
  return isMeantTrue ? `, since regular expressions are case-sensitive and the annotation is written "true": write "true" in quotes` : undefined;
}

/** The value that differs from the regex in upper and lower case only. */
function caseVariant(regex: string, values: readonly string[]): string | undefined {
  return values.find(value => value.toLowerCase() === regex.toLowerCase());
}
