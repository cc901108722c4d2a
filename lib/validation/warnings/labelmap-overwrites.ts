import type { StructValue } from '../../prometheus/decode/value';
import type { EffectiveRelabeling } from '../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { LabelPresence, writesTarget } from '../outcome/relabelings/label-presence';

/** A labelmap of Kubernetes labels, with one group for the rest of the name, and its replacement. */
const CATCH_ALL = /^(?<beginning>__meta_kubernetes_\w+)\(\.[+*]\)$/;
const TEMPLATE = /^(?<before>[^$]*)\$(?:1(?!\w)|\{1\})(?<after>[^$]*)$/;

/** Kubernetes' keys begin with a letter or digit. `instance`, which every job of a blackbox exporter writes, is the key of no object. */
const KUBERNETES_NAME = /^(?!instance$)[A-Za-z0-9]\w*$/;

interface Mapping {
  readonly index: number;
  readonly value: StructValue;
  readonly beginning: string;
  readonly before: string;
  readonly after: string;
}

/** A labelmap after a rule that wrote a label, or after another labelmap: who names labels in the cluster decides which value stays. */
export function labelmapOverwrites({ configuration: { jobs } }: ValidationContext): LocatedMessage[] {
  return jobs.flatMap((job) => {
    const all = job.relabelings.flatMap(mappingOf);
    if (all.length === 0) return [];
    const labels = LabelPresence.ofTargets(job);
    const mappings = all.filter(({ beginning }) => !labels.hasNone(beginning));
    const lastWrites = new Map(job.relabelings.flatMap(({ rule }, index) => rule && writesTarget(rule) ? [[rule.targetLabel, index]] : []));
    return mappings.flatMap((mapping, position) => {
      const message = overwrittenRule(mapping, lastWrites) ?? overwrittenMapping(mapping, mappings.slice(0, position));
      return message === undefined ? [] : [{ place: mapping.value.place, message }];
    });
  });
}

function mappingOf({ rule, value }: EffectiveRelabeling, index: number): Mapping[] {
  if (rule?.action !== 'labelmap') return [];
  const { beginning } = CATCH_ALL.exec(rule.regex)?.groups ?? {};
  const { before, after } = TEMPLATE.exec(rule.replacement)?.groups ?? {};
  return beginning === undefined || before === undefined || after === undefined ? [] : [{ index, value, beginning, before, after }];
}

/** A label that is written again after the labelmap is safe. */
function overwrittenRule({ index, beginning, before, after }: Mapping, lastWrites: ReadonlyMap<string, number>): string | undefined {
  for (const [target, written] of lastWrites) {
    if (written > index || !target.startsWith(before) || !target.endsWith(after)) continue;
    const name = target.slice(before.length, target.length - after.length);
    if (!KUBERNETES_NAME.test(name)) continue;
    return `a label ${beginning}${name} would overwrite ${target}, which relabel_configs[${written}] wrote: put the labelmap before that rule`;
  }
  return undefined;
}

function overwrittenMapping({ beginning, before, after }: Mapping, earlier: readonly Mapping[]): string | undefined {
  const other = earlier.find(mapping => mapping.before === before && mapping.after === after && mapping.beginning !== beginning);
  return other && `where ${beginning}x and ${other.beginning}x both exist, this labelmap overwrites what relabel_configs[${other.index}] wrote: `
    + 'give one of them a replacement of its own';
}
