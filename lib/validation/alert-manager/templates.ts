import type { Item, StructValue, Value } from '../../prometheus/decode/value';
import type { Place } from '../../prometheus/decode/place';
import { parseTemplate } from '../../prometheus/templates/parse-template';
import type { ParsedTemplate } from '../../prometheus/templates/template';
import type { DefinitionContext } from './definition-context';

/** A text that is a template. */
export interface PlacedTemplate {
  readonly text: string;
  readonly place: Place;
  readonly parsed: ParsedTemplate;
}

const TEXT_FIELDS = {
  sns: ['topic_arn', 'phone_number', 'target_arn', 'subject', 'message'],
  pagerDuty: ['client', 'client_url', 'description', 'source', 'severity', 'class', 'component', 'group'],
} as const;

/** The functions of Alertmanager: https://github.com/prometheus/alertmanager/blob/v0.35.0/template/template.go */
export const TEMPLATE_FUNCTIONS = [
  'toUpper', 'toLower', 'title', 'trimSpace', 'join', 'match', 'safeHtml', 'safeUrl', 'urlUnescape', 'reReplaceAll', 'stringSlice', 'routeLabels', 'date',
  'tz', 'now', 'since', 'humanizeDuration', 'toDate', 'mustToDate', 'addDuration', 'toJson', 'base64encode', 'base64decode', 'list', 'append', 'dict',
];

/** Every template in the fields of receivers. */
export function fieldTemplates({ configuration: { receivers } }: DefinitionContext): PlacedTemplate[] {
  return receivers.flatMap(({ sns, pagerDuty }) => [
    ...sns.flatMap(value => [...textsIn(value, TEXT_FIELDS.sns), ...[...value.entries('attributes').values()].flatMap(textsOf)]),
    ...pagerDuty.flatMap(value => [...textsIn(value, TEXT_FIELDS.pagerDuty), ...[...value.entries('details').values()].flatMap(textsOf)]),
  ]).map(item => parsedAs('', item));
}

/** Every template file. */
export function fileTemplates({ templateFiles }: DefinitionContext): PlacedTemplate[] {
  return templateFiles.map(({ name, text, place }) => parsedAs(name, { text, place }));
}

/** A piece of a template: text that is written as it is, or an action without its braces and dashes. */
export interface TemplatePart {
  readonly isAction: boolean;
  readonly text: string;
}

/** Splits a template into text and actions, in the order of the text. An action that is not closed ends the template. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let trimsNext = false;
  for (let position = 0; position < template.length;) {
    const open = template.indexOf('{{', position);
    const end = open === -1 ? template.length : open;
    const trimsThis = template.startsWith('{{- ', end);
    const literal = template.slice(position, end);
    const trimmed = trimsNext ? literal.trimStart() : literal;
    parts.push({ isAction: false, text: trimsThis ? trimmed.trimEnd() : trimmed });
    if (open === -1) break;
    const isComment = /^\{\{(?:- )?\/\*/.test(template.slice(open, open + 6));
    const close = template.indexOf('}}', isComment ? template.indexOf('*/', open) : open);
    if (close === -1 || (isComment && !template.includes('*/', open))) break;
    trimsNext = template.startsWith(' -', close - 2);
    parts.push({ isAction: true, text: template.slice(open + (trimsThis ? 3 : 2), trimsNext ? close - 1 : close).trim() });
    position = close + 2;
  }
  return parts;
}

/** The text of a template that is written as it is. */
export function literalText(template: string): string {
  return templateParts(template).filter(({ isAction }) => !isAction).map(({ text }) => text).join('');
}

function parsedAs(name: string, { text, place }: { readonly text: string; readonly place: Place }): PlacedTemplate {
  return { text, place, parsed: parseTemplate(text, { name, functions: TEMPLATE_FUNCTIONS }) };
}

function textsIn(value: StructValue, fields: readonly string[]): Array<{ text: string; place: Place }> {
  return fields.filter(name => value.has(name)).flatMap(name => textsOf({ value: value.get(name), place: value.placeOf(name) }));
}

/** Details may be nested. */
function textsOf({ value, place }: { readonly value: Value; readonly place: Place }): Array<{ text: string; place: Place }> {
  if (typeof value === 'string') return [{ text: value, place }];
  if (Array.isArray(value)) return (value as readonly Item[]).flatMap(textsOf);
  return value instanceof Map ? [...(value as ReadonlyMap<string, Item>).values()].flatMap(textsOf) : [];
}
