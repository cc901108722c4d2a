import type { StructValue } from '../../../prometheus/decode/value';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { literalText, templateParts } from '../templates';

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const MOST_CHARACTERS = 100;

const NOT_ALLOWED = /[^\x20-\x7e]/;

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-truncation-SNS.html */
export function unsuitableSubjects(context: DefinitionContext): LocatedMessage[] {
  return topicsIn(context).flatMap((value) => {
    const text = value.has('subject') ? value.text('subject') ?? '' : '';
    const characters = longestLiteral(text);
    const at = (message: string): LocatedMessage[] => [{ place: value.placeOf('subject'), message }];
    if (characters > MOST_CHARACTERS) return at(`an SNS subject has at most ${MOST_CHARACTERS} characters, got ${characters} without the template's values`);
    return NOT_ALLOWED.test(literalText(text).trim()) ? at('an SNS subject must be ASCII text on one line; the service replaces it otherwise') : [];
  });
}

/** The characters that are written as they are, in the longest of the branches. */
function longestLiteral(text: string): number {
  const open = [{ longest: 0, current: 0 }];
  for (const { isAction, text: part } of templateParts(text)) {
    const branch = open.at(-1);
    if (branch === undefined) break;
    if (!isAction) {
      branch.current += part.length;
    } else if (/^(?:if|with|range)\b/.test(part)) {
      open.push({ longest: 0, current: 0 });
    } else if (/^else\b/.test(part)) {
      branch.longest = Math.max(branch.longest, branch.current);
      branch.current = 0;
    } else if (/^end\b/.test(part) && open.length > 1) {
      open.pop();
      const outer = open.at(-1);
      if (outer !== undefined) outer.current += Math.max(branch.longest, branch.current);
    }
  }
  return open[0]?.current ?? 0;
}

/** A value in quotes that is not escaped breaks the JSON as soon as it has a quote or a line break. */
export function unescapedJson(context: DefinitionContext): LocatedMessage[] {
  return topicsIn(context).filter(value => value.has('message')).flatMap((value) => {
    const text = value.text('message') ?? '';
    const action = text.trimStart().startsWith('{') && literalText(text).trimStart().startsWith('{') ? unescapedAction(text) : undefined;
    if (action === undefined) return [];
    const message = `the message is JSON, and ${action} is not escaped: a quote or line break in it makes the message invalid; `
      + 'pipe it through toJson without quotes around it, or escape it with reReplaceAll';
    return [{ place: value.placeOf('message'), message }];
  });
}

const ESCAPING = /\b(?:toJson|reReplaceAll|js|len|template|urlquery)\b|%q/;
const CONTROL = /^(?:if|else|end|range|with|define|block|template|break|continue)\b|^\$\w+\s*:?=|^\/\*/;

/** The first action inside of JSON's quotes that writes a value as it is. */
function unescapedAction(text: string): string | undefined {
  let isInQuotes = false;
  for (const part of templateParts(text)) {
    if (!part.isAction) isInQuotes = isInQuotes !== (part.text.replace(/\\./g, '').split('"').length % 2 === 0);
    else if (isInQuotes && !CONTROL.test(part.text) && !ESCAPING.test(part.text)) return `{{ ${part.text} }}`;
  }
  return undefined;
}

/** AWS's own sample has them: `attributes: {key: severity, value: warning}` are two attributes. */
export function attributesNamedKey(context: DefinitionContext): LocatedMessage[] {
  return topicsIn(context).flatMap((value) => {
    const attributes = value.entries('attributes');
    const [name, text] = [attributes.get('key')?.value, attributes.get('value')?.value];
    if (attributes.size !== 2 || name === undefined || text === undefined) return [];
    const meant = typeof name === 'string' && typeof text === 'string' ? `'${name}: ${text}'` : 'the attribute\'s name and value';
    const message = `these are two attributes, named key and value; if one attribute is meant, write ${meant}`;
    return [{ place: value.placeOf('attributes'), message }];
  });
}

function topicsIn({ configuration: { receivers } }: DefinitionContext): StructValue[] {
  return receivers.flatMap(({ sns }) => sns);
}
