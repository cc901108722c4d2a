import type { EffectiveConfiguration, EffectiveJob } from '../prometheus/effective';
import { compileAnchored } from '../relabel/regex';
import type { RelabelRule } from '../relabel/relabel';
import type { Finding } from './finding';
import { KnownLabels } from './relabelings/known-labels';

const WRITES_TARGET: ReadonlySet<string> = new Set(['replace', 'lowercase', 'uppercase', 'hashmod']);

/** A labelmap of what Kubernetes gives, with one group that takes the rest of the name. */
const CATCH_ALL = /^(?<beginning>__meta_kubernetes_\w+)\((?:\.[+*]|\[[^\]]+\][+*])\)$/;

/** Kubernetes's names begin with a letter or digit, whoever chose them. */
const KUBERNETES_NAME = /^[A-Za-z0-9]\w*$/;

interface Mapping {
  readonly index: number;
  readonly rule: RelabelRule;
  readonly beginning: string;
}

/** A labelmap behind a rule that wrote a label, or behind another labelmap: who names labels in the cluster decides which value stays. */
export function labelmapOverwrites({ jobs }: EffectiveConfiguration): Finding[] {
  return jobs.flatMap(findingsOf);
}

function findingsOf(job: EffectiveJob): Finding[] {
  const labels = KnownLabels.ofTargets(job);
  const mappings = job.relabelings.flatMap(({ rule }, index) => mappingOf(rule, index));
  return mappings.filter(({ beginning }) => !labels.hasNone(beginning)).flatMap((mapping, position) => {
    const message = overwrittenRule(job, mapping) ?? overwrittenMapping(mapping, mappings.slice(0, position));
    const place = job.relabelings[mapping.index]?.value.place;
    return message === undefined || place === undefined ? [] : [{ place, message }];
  });
}

function mappingOf(rule: RelabelRule | undefined, index: number): Mapping[] {
  const beginning = rule?.action === 'labelmap' ? CATCH_ALL.exec(rule.regex)?.groups?.beginning : undefined;
  return rule === undefined || beginning === undefined ? [] : [{ index, rule, beginning }];
}

function overwrittenRule(job: EffectiveJob, { index, rule, beginning }: Mapping): string | undefined {
  const targets = job.relabelings.map(({ rule: other }) => other && WRITES_TARGET.has(other.action) ? other.targetLabel : undefined);
  const later = new Set(targets.slice(index + 1));
  const written = targets.findIndex((target, earlier) => {
    if (target === undefined || earlier >= index || later.has(target)) return false;
    return sourceOf(target, rule, beginning) !== undefined;
  });
  const target = targets[written];
  return target && `a label ${String(sourceOf(target, rule, beginning))} would overwrite ${target}, which relabel_configs[${written}] wrote: `
    + 'put the labelmap before that rule';
}

/** The discovered label that becomes `target`, if one may. */
function sourceOf(target: string, { regex, replacement }: RelabelRule, beginning: string): string | undefined {
  const [before = '', after] = replacement.split(/\$(?:1|\{1\})/);
  if (after === undefined || !target.startsWith(before) || !target.endsWith(after)) return undefined;
  const name = target.slice(before.length, target.length - after.length);
  const compiled = compileAnchored(regex).regex;
  const isMapped = KUBERNETES_NAME.test(name) && compiled?.matches(beginning + name) === true;
  return isMapped && compiled.replaceAll(beginning + name, replacement) === target ? beginning + name : undefined;
}

function overwrittenMapping({ rule, beginning }: Mapping, earlier: readonly Mapping[]): string | undefined {
  const other = earlier.find(mapping => mapping.rule.replacement === rule.replacement && mapping.beginning !== beginning);
  return other && `where ${beginning}x and ${other.beginning}x both exist, this labelmap overwrites what relabel_configs[${other.index}] wrote: `
    + `give one of them a replacement of its own, such as ${other.beginning.split('_').at(-3) ?? 'other'}_${rule.replacement}`;
}
