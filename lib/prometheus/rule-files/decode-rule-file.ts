import { containsToken } from '../../private/tokens';
import type { Context } from '../decode/context';
import type { Place } from '../decode/place';
import { parsePromql, type ParsedPromql } from '../promql/parse-promql';
import { parseTemplate } from '../templates/parse-template';
import type { ParsedTemplate } from '../templates/template';
import { parseDuration } from '../values/duration';
import type { YamlNode } from '../yaml/node';
import type { FileGroup, FileRule, Placed, RuleExpression, RuleFile, RuleText } from './rule-file';
import { RULE_TEMPLATE_FUNCTIONS, RULE_TEMPLATE_VARIABLES } from './template-functions';
import type { TextLines } from './text-position';
import { YamlV3Decoder, type TextEntry } from './yaml-v3';

const NO_TEXTS: ReadonlyMap<string, RuleText> = new Map();

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Decodes a rule file, and reports what Go's decoder refuses. */
export class RuleFileDecoder {
  private readonly yaml: YamlV3Decoder;
  /** Expressions and templates by their scalars: one that many aliases refer to is parsed once. */
  private readonly expressions = new Map<YamlNode, ParsedPromql>();
  private readonly templates = new Map<YamlNode, ParsedTemplate>();

  public constructor(private readonly context: Context, private readonly lines: TextLines) {
    this.yaml = new YamlV3Decoder(context);
  }

  public decode(root: Place): RuleFile {
    const groups: FileGroup[] = [];
    this.yaml.struct(root, 'rulefmt.RuleGroups', {
      groups: (place) => {
        groups.length = 0;
        this.yaml.list(place, '[]rulefmt.RuleGroup', (item) => {
          const group = this.group(item);
          if (group !== undefined) groups.push(group);
        });
      },
    });
    return { groups };
  }

  private group(place: Place): FileGroup | undefined {
    const rules: FileRule[] = [];
    const deferred = new Map<string, string>();
    const group: Mutable<FileGroup> = { place, labels: new Map(), rules, deferred };
    const isGroup = this.yaml.struct(place, 'rulefmt.RuleGroup', {
      name: (at) => { group.name = this.placed(at, this.yaml.text(at)); },
      interval: (at) => { group.interval = this.duration(at, 'interval', deferred); },
      query_offset: (at) => { group.queryOffset = this.duration(at, 'query_offset', deferred); },
      limit: (at) => { group.limit = this.placed(at, this.yaml.integer(at)); },
      labels: (at) => { group.labels = this.yaml.texts(at); },
      rules: (at) => {
        this.yaml.list(at, '[]rulefmt.Rule', (item) => {
          const rule = this.rule(item, rules.length + 1);
          if (rule !== undefined) rules.push(rule);
        });
      },
    });
    return isGroup ? group : undefined;
  }

  private rule(place: Place, position: number): FileRule | undefined {
    const deferred = new Map<string, string>();
    const rule: Mutable<FileRule> = { place, position, labels: NO_TEXTS, annotations: NO_TEXTS, deferred };
    let labels: ReadonlyMap<string, TextEntry> | undefined;
    let annotations: ReadonlyMap<string, TextEntry> | undefined;
    const unreadable: Place[] = [];
    const required = (at: Place): Placed<string> | undefined => {
      const text = this.yaml.isNull(at) ? '' : this.yaml.text(at);
      if (text === undefined) unreadable.push(at);
      return this.placed(at, text);
    };
    const isRule = this.yaml.struct(place, 'rulefmt.Rule', {
      record: (at) => { rule.record = required(at); },
      alert: (at) => { rule.alert = required(at); },
      expr: (at) => { rule.expr = this.expression(required(at)); },
      for: (at) => { rule.for = this.duration(at, 'for', deferred); },
      keep_firing_for: (at) => { rule.keepFiringFor = this.duration(at, 'keep_firing_for', deferred); },
      labels: (at) => { labels = this.yaml.texts(at); },
      annotations: (at) => { annotations = this.yaml.texts(at); },
    });
    if (!isRule || unreadable.length > 0) return undefined;
    if (labels !== undefined) rule.labels = this.texts(labels, rule);
    if (annotations !== undefined) rule.annotations = this.texts(annotations, rule);
    return rule;
  }

  private placed<T>(place: Place, value: T | undefined): Placed<T> | undefined {
    return value === undefined ? undefined : { value, place };
  }

  /** @param deferred gets the text that is known only at deployment */
  private duration(place: Place, field: string, deferred: Map<string, string>): Placed<number> | undefined {
    const text = this.yaml.text(place);
    if (text === undefined) return undefined;
    if (containsToken(text)) {
      deferred.set(field, text);
      return undefined;
    }
    const { value, error } = parseDuration(text);
    if (error !== undefined) this.context.report('invalid-duration', place, error);
    return this.placed(place, value);
  }

  private expression(text: Placed<string> | undefined): RuleExpression | undefined {
    if (text === undefined) return undefined;
    const node = behindAliases(text.place.node);
    const parsed = this.expressions.get(node) ?? parsePromql(text.value);
    this.expressions.set(node, parsed);
    return { ...text, parsed, placeAt: this.placeIn(text.place) };
  }

  private texts(entries: ReadonlyMap<string, TextEntry>, { alert }: FileRule): ReadonlyMap<string, RuleText> {
    const texts = new Map<string, RuleText>();
    for (const [key, entry] of entries) {
      const { value, place, keyPlace } = entry;
      texts.set(key, { value, place, keyPlace, template: this.template(entry, alert?.value), placeAt: this.placeIn(place) });
    }
    return texts;
  }

  /** Prometheus reads templates only in alerts. */
  private template({ value, place }: TextEntry, alert: string | undefined): ParsedTemplate | undefined {
    if (alert === undefined || alert === '') return undefined;
    const node = behindAliases(place.node);
    const known = this.templates.get(node);
    if (known !== undefined) return known;
    if (containsToken(value)) return undefined;
    const options = { name: `__alert_${alert}`, functions: RULE_TEMPLATE_FUNCTIONS, variables: RULE_TEMPLATE_VARIABLES };
    const template = parseTemplate(value, options);
    // The name of the alert counts only where a template defines others.
    if (!/define|block/.test(value)) this.templates.set(node, template);
    return template;
  }

  /** The places of the characters of a text. */
  private placeIn(place: Place): (offset: number) => Place {
    return (offset) => {
      const node = behindAliases(place.node);
      return node.kind === 'scalar' ? { ...place, node: { ...node, ...this.lines.positionIn(node, offset) } } : place;
    };
  }
}

function behindAliases(node: YamlNode): YamlNode {
  let target = node;
  while (target.kind === 'alias') target = target.target;
  return target;
}
