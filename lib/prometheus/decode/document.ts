import { TooManyProblems } from '../budget';
import { problemAt, type PrometheusProblem } from '../problem';
import type { PrometheusRule } from '../rule-ids';
import type { YamlDocument } from '../yaml/read';
import { EMPTY_CONTENT } from '../yaml/node';
import { ExcessiveAliasing } from './aliases';
import { Context } from './context';
import { Decoder } from './decoder';
import type { Place } from './place';
import type { StructType } from './types';
import { StructValue } from './value';

/** A document as a value of its type, as far as it is one. */
export interface DecodedDocument {
  /** In the order of the text. The document is accepted when none of them is an error. */
  readonly problems: readonly PrometheusProblem[];
  /** Absent if the text has none. */
  readonly value?: StructValue;
}

/** Decodes a document. `check` validates the whole decoded value; an empty document counts as an empty mapping. */
export function decodeDocument(
  document: YamlDocument, type: StructType, check?: (value: StructValue, context: Context) => void,
): DecodedDocument {
  return decodeRoot(document, (place, context) => {
    const decoded = new Decoder(context).decode(type, place);
    const value = decoded instanceof StructValue ? decoded : undefined;
    if (value !== undefined) check?.(value, context);
    return value;
  });
}

/** Decodes a document by a function that reports what is wrong. An empty document counts as an empty mapping. */
export function decodeRoot<T>(
  { root, failure, forbidden }: YamlDocument, decode: (place: Place, context: Context) => T,
): { readonly problems: readonly PrometheusProblem[]; readonly value?: T } {
  const unreadable = [failure, forbidden].filter(each => each !== undefined)
    .map((each): PrometheusProblem => ({ ruleId: 'yaml-syntax', severity: 'error', path: '', ...each }));
  if (failure !== undefined) return { problems: unreadable };
  const context = new Context();
  const place: Place = { node: root ?? EMPTY_CONTENT };
  try {
    const value = decode(place, context);
    return { problems: [...context.problems(), ...unreadable], value };
  } catch (error) {
    const { ruleId, message } = problemOf(error);
    return { problems: [...context.problems(), problemAt(ruleId, 'error', place, message), ...unreadable] };
  }
}

/** The problem that ended the validation before the end of the document. */
function problemOf(error: unknown): { readonly ruleId: PrometheusRule; readonly message: string } {
  if (error instanceof ExcessiveAliasing) return { ruleId: 'yaml-alias', message: 'yaml: document contains excessive aliasing' };
  // Only free-form values and routes are as deep as the text.
  if (error instanceof RangeError) return { ruleId: 'yaml-alias', message: 'yaml: the document is nested too deeply' };
  if (!(error instanceof TooManyProblems)) throw error;
  return { ruleId: 'too-many-problems', message: 'there are too many problems to report; what follows them is not validated' };
}
