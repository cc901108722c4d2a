import { Budget } from '../budget';
import type { ValidationScheme } from '../relabel/label-name';
import { compileAnchored } from '../relabel/regex';
import type { RelabelRule } from '../relabel/relabel';
import type { Place } from '../decode/place';
import { UNVALIDATED, type Item, type StructValue } from '../decode/value';
import { givenDiscoveries } from './fields/discoveries';
import { globalInterval, globalNameScheme, globalTimeout } from './fields/global';
import { relabelRule } from './fields/relabel';
import { jobInterval, jobTimeout, nameScheme } from './fields/scrape';

/**
 * The configuration as Prometheus runs it, with every default. A value that is a token, or about which a problem was reported, is
 * `undefined`. The `value` of each part has its other fields, and the places of all of them.
 */
export interface EffectiveConfiguration {
  readonly value: StructValue;
  readonly global: EffectiveGlobal;
  readonly jobs: readonly EffectiveJob[];
}

export interface EffectiveGlobal {
  readonly value: StructValue;
  /** In milliseconds. */
  readonly scrapeInterval?: number;
  /** In milliseconds. */
  readonly scrapeTimeout?: number;
  readonly nameScheme?: ValidationScheme;
  readonly externalLabels: ReadonlyMap<string, EffectiveText>;
}

export interface EffectiveJob {
  readonly value: StructValue;
  readonly name?: string;
  /** In milliseconds. */
  readonly scrapeInterval?: number;
  /** In milliseconds. */
  readonly scrapeTimeout?: number;
  readonly metricsPath?: string;
  readonly scheme?: string;
  readonly nameScheme?: ValidationScheme;
  readonly relabelings: readonly EffectiveRelabeling[];
  readonly metricRelabelings: readonly EffectiveRelabeling[];
  readonly kubernetes: readonly EffectiveKubernetes[];
  readonly staticGroups: readonly EffectiveStaticGroup[];
  readonly dns: readonly EffectiveDns[];
  /** The fields of the job that have discoveries, those of the three included. */
  readonly discoveries: readonly EffectiveDiscovery[];
}

export interface EffectiveText {
  readonly text?: string;
  readonly place: Place;
}

export interface EffectiveRelabeling {
  readonly value: StructValue;
  /** Only when all of it is known, and its regular expression does not take too long to compile. It may still be invalid. */
  readonly rule?: RelabelRule;
}

export interface EffectiveKubernetes {
  readonly value: StructValue;
  readonly role?: string;
  readonly namespaces: readonly EffectiveText[];
  readonly ownNamespace?: boolean;
  readonly selectors: readonly EffectiveSelector[];
}

export interface EffectiveSelector {
  readonly value: StructValue;
  readonly role?: string;
  readonly label?: string;
  readonly field?: string;
}

export interface EffectiveStaticGroup {
  readonly value: StructValue;
  readonly targets: readonly EffectiveText[];
  readonly labels: ReadonlyMap<string, EffectiveText>;
}

export interface EffectiveDns {
  readonly value: StructValue;
  readonly names: readonly EffectiveText[];
  readonly type?: string;
  readonly port?: bigint;
  /** In milliseconds. */
  readonly refreshInterval?: number;
}

export interface EffectiveDiscovery {
  /** `kubernetes_sd_configs` and the like. */
  readonly field: string;
  /** The place of the field's key. */
  readonly place: Place;
}

export function effectiveConfiguration(value: StructValue): EffectiveConfiguration | undefined {
  const global = value.struct('global');
  const expressions = new AffordableExpressions();
  return global && { value, global: effectiveGlobal(global), jobs: value.structs('scrape_configs').map(job => effectiveJob(global, job, expressions)) };
}

function effectiveGlobal(value: StructValue): EffectiveGlobal {
  return {
    value,
    scrapeInterval: globalInterval(value),
    scrapeTimeout: globalTimeout(value),
    nameScheme: globalNameScheme(value),
    externalLabels: textsByName(value.entries('external_labels')),
  };
}

function effectiveJob(global: StructValue, value: StructValue, expressions: AffordableExpressions): EffectiveJob {
  const relabelingsOf = (field: string) => value.structs(field).map(relabeling => effectiveRelabeling(relabeling, expressions));
  return {
    value,
    name: value.text('job_name'),
    scrapeInterval: jobInterval(global, value),
    scrapeTimeout: jobTimeout(global, value),
    metricsPath: value.text('metrics_path'),
    scheme: value.text('scheme'),
    nameScheme: nameScheme(global, value),
    relabelings: relabelingsOf('relabel_configs'),
    metricRelabelings: relabelingsOf('metric_relabel_configs'),
    kubernetes: value.structs('kubernetes_sd_configs').map(effectiveKubernetes),
    staticGroups: value.structs('static_configs').map(effectiveStaticGroup),
    dns: value.structs('dns_sd_configs').map(effectiveDns),
    discoveries: givenDiscoveries(value).filter(field => value.get(field) === UNVALIDATED || value.structs(field).length > 0)
      .map(field => ({ field, place: value.placeOfKey(field) })),
  };
}

function effectiveRelabeling(value: StructValue, expressions: AffordableExpressions): EffectiveRelabeling {
  const rule = relabelRule(value);
  return { value, rule: rule !== undefined && expressions.includes(rule.regex) ? rule : undefined };
}

/** The regular expressions of one configuration that do not take too long to compile together. */
class AffordableExpressions {
  private readonly budget = new Budget();
  private readonly known = new Map<string, boolean>();

  public includes(text: string): boolean {
    const known = this.known.get(text) ?? this.budget.canCompile(compileAnchored(text).regex?.compilation ?? 0);
    this.known.set(text, known);
    return known;
  }
}

function effectiveKubernetes(value: StructValue): EffectiveKubernetes {
  const namespaces = value.struct('namespaces');
  return {
    value,
    role: value.text('role'),
    namespaces: texts(namespaces?.items('names') ?? []),
    ownNamespace: namespaces?.flag('own_namespace'),
    selectors: value.structs('selectors').map(selector => ({
      value: selector, role: selector.text('role'), label: selector.text('label'), field: selector.text('field'),
    })),
  };
}

function effectiveStaticGroup(value: StructValue): EffectiveStaticGroup {
  return { value, targets: texts(value.items('targets')), labels: textsByName(value.entries('labels')) };
}

function effectiveDns(value: StructValue): EffectiveDns {
  return {
    value,
    names: texts(value.items('names')),
    type: value.text('type')?.toUpperCase(),
    port: value.integer('port'),
    refreshInterval: value.number('refresh_interval'),
  };
}

function texts(items: readonly Item[]): EffectiveText[] {
  return items.map(({ value, place }) => ({ place, text: typeof value === 'string' ? value : undefined }));
}

function textsByName(entries: ReadonlyMap<string, Item>): ReadonlyMap<string, EffectiveText> {
  return new Map([...entries].map(([name, { value, place }]) => [name, { place, text: typeof value === 'string' ? value : undefined }]));
}
