import { fieldsOf, listOf, type Fields } from '../source-document';
import { exactName, literal, patternRenaming, renaming, unanchored } from './metric-names';

/** The counterpart of a processor in a scrape configuration. */
export interface ConvertedProcessor {
  readonly metricRelabelings: readonly Fields[];
  readonly externalLabels: Readonly<Record<string, string>>;
  /** The settings that are not carried over, with their reason. */
  readonly left: readonly string[];
}

const NOTHING: ConvertedProcessor = { metricRelabelings: [], externalLabels: {}, left: [] };

/** Processors that have no effect on which metrics arrive. */
const WITHOUT_EFFECT = new Set(['batch', 'memory_limiter', 'groupbyattrs', 'groupbytrace']);

/** Converts a processor that only filters or renames metrics, or adds labels. */
export function convertProcessor(name: string, settings: unknown): ConvertedProcessor {
  const [type = ''] = name.split('/');
  const fields = fieldsOf(settings);
  switch (type) {
    case 'filter': return convertFilter(fields);
    case 'metricstransform': return convertMetricsTransform(fields);
    case 'attributes': return convertAttributes(fields);
    case 'resource': return convertResource(fields);
    default: return WITHOUT_EFFECT.has(type) ? NOTHING : left(`the processor '${type}' has no counterpart in a scrape configuration`);
  }
}

function left(...reasons: string[]): ConvertedProcessor {
  return { ...NOTHING, left: reasons };
}

function relabelings(...metricRelabelings: Fields[]): ConvertedProcessor {
  return { ...NOTHING, metricRelabelings };
}

function joined(results: readonly ConvertedProcessor[]): ConvertedProcessor {
  return {
    metricRelabelings: results.flatMap(({ metricRelabelings }) => metricRelabelings),
    externalLabels: Object.assign({}, ...results.map(({ externalLabels }) => externalLabels)) as Record<string, string>,
    left: results.flatMap(result => result.left),
  };
}

function convertFilter({ metrics }: Fields): ConvertedProcessor {
  const { include, exclude, metric, datapoint } = fieldsOf(metrics);
  return joined([
    ...include === undefined ? [] : [matchedByName('keep', fieldsOf(include))],
    ...exclude === undefined ? [] : [matchedByName('drop', fieldsOf(exclude))],
    ...listOf(metric).map(condition => droppedByCondition(String(condition))),
    ...listOf(datapoint).map(condition => left(`the condition '${String(condition)}' looks at data points, which metric relabelings do not have`)),
  ]);
}

function matchedByName(action: 'keep' | 'drop', { match_type: type, metric_names: names, ...others }: Fields): ConvertedProcessor {
  const unknown = Object.keys(others);
  if (unknown.length > 0 || listOf(names).length === 0) return left(`only metric_names can be carried over, got ${unknown.join(', ') || 'none'}`);
  const patterns = listOf(names).map(name => type === 'strict' || type === undefined ? exactName(String(name)) : unanchored(String(name)));
  return relabelings({ action, source_labels: ['__name__'], regex: patterns.join('|') });
}

/** Conditions drop the metrics that they match. Conditions on the name alone are carried over. */
function droppedByCondition(condition: string): ConvertedProcessor {
  const [, equal] = /^\s*name\s*==\s*"([^"\\]*)"\s*$/.exec(condition) ?? [];
  if (equal !== undefined) return relabelings({ action: 'drop', source_labels: ['__name__'], regex: exactName(equal) });
  const [, not, pattern] = /^\s*(not\s+)?IsMatch\(\s*name\s*,\s*"((?:[^"\\]|\\.)*)"\s*\)\s*$/.exec(condition) ?? [];
  if (pattern === undefined) return left(`the condition '${condition}' cannot be written as a metric relabeling`);
  const regex = unanchored(pattern.replaceAll(/\\(.)/g, '$1'));
  return relabelings({ action: not === undefined ? 'drop' : 'keep', source_labels: ['__name__'], regex });
}

function convertMetricsTransform({ transforms }: Fields): ConvertedProcessor {
  return joined(listOf(transforms).map(fieldsOf).map(({ include, match_type: type, action, new_name: newName, operations, ...others }) => {
    if (typeof include !== 'string' || action !== 'update') return left(`the transform of '${String(include)}' with the action '${String(action)}' cannot be carried over`);
    const unknown = Object.keys(others);
    if (unknown.length > 0) return left(`the transform of '${include}' depends on ${unknown.join(', ')}, which cannot be carried over`);
    const regex = type === 'regexp' ? unanchored(include) : exactName(include);
    const labels = listOf(operations).map(fieldsOf).map(operation => operation.action === 'add_label'
      ? relabelings({ source_labels: ['__name__'], regex, target_label: operation.new_label, replacement: literal(operation.new_value) })
      : left(`the operation '${String(operation.action)}' of '${include}' cannot be carried over`));
    return joined([...labels, ...typeof newName === 'string' && newName !== '' ? [renamed(include, type, newName)] : []]);
  }));
}

function renamed(include: string, type: unknown, newName: string): ConvertedProcessor {
  const relabeling = type === 'regexp' ? patternRenaming(include, newName) : renaming(include, newName);
  return relabeling === undefined ? left(`renaming '${include}' to '${newName}' cannot be carried over`) : relabelings(relabeling);
}

const ANY_VALUE = '.*';

/** The values of a label that an action replaces. */
const CONDITIONS: Readonly<Record<string, string | undefined>> = { insert: '', update: '.+', upsert: ANY_VALUE };

function convertAttributes({ actions, ...others }: Fields): ConvertedProcessor {
  if (Object.keys(others).length > 0) return left(`attributes that depend on ${Object.keys(others).join(', ')} cannot be carried over`);
  return joined(listOf(actions).map(fieldsOf).map(({ key, value, action }) => {
    const label = labelName(key);
    if (action === 'delete' && key !== undefined) return relabelings({ action: 'labeldrop', regex: label });
    const condition = CONDITIONS[String(action)];
    if (condition === undefined || key === undefined || value === undefined || typeof value === 'object') {
      return left(`the action '${String(action)}' on the attribute '${String(key)}' cannot be carried over`);
    }
    const matched = condition === ANY_VALUE ? {} : { source_labels: [label], regex: condition };
    return relabelings({ ...matched, target_label: label, replacement: literal(value) });
  }));
}

function convertResource({ attributes }: Fields): ConvertedProcessor {
  return joined(listOf(attributes).map(fieldsOf).map(({ key, value, action }) =>
    (action === 'upsert' || action === 'insert') && value !== undefined && typeof value !== 'object'
      ? { ...NOTHING, externalLabels: { [labelName(key)]: value as string } }
      : left(`the action '${String(action)}' on the resource attribute '${String(key)}' cannot be carried over`)));
}

function labelName(key: unknown): string {
  return String(key).replaceAll(/[^a-zA-Z0-9_]/g, '_');
}
