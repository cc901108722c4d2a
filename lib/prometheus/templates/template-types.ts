/** The type of a value in a template, as far as it decides whether an action fails. */
export interface TemplateType {
  /** The name in messages: `an alert`. */
  readonly name: string;
  readonly kind: 'any' | 'text' | 'number' | 'list' | 'map' | 'struct';
  /** Fields and methods. A `map` has any other as well. */
  readonly fields: Readonly<Record<string, () => TemplateType>>;
  /** The type of the items. */
  readonly item?: () => TemplateType;
  /** The kind by which values are compared, where it is known: values of two kinds are not comparable. */
  readonly comparable?: 'text' | 'integer' | 'float';
}

export const ANY: TemplateType = { name: 'a value', kind: 'any', fields: {} };
export const TEXT: TemplateType = { name: 'a text', kind: 'text', fields: {}, comparable: 'text' };
export const NUMBER: TemplateType = { name: 'a number', kind: 'number', fields: {} };
export const INTEGER: TemplateType = { name: 'an integer', kind: 'number', fields: {}, comparable: 'integer' };
export const FLOAT: TemplateType = { name: 'a floating-point number', kind: 'number', fields: {}, comparable: 'float' };
export const TEXTS: TemplateType = { name: 'a list of texts', kind: 'list', fields: {}, item: () => TEXT };

/** The parameters and the result of a function. */
export interface TemplateFunction {
  /** The number of arguments; no `most` means any number. */
  readonly least: number;
  readonly most?: number;
  /** The kinds of arguments that are checked, by their index. */
  readonly kinds?: ReadonlyArray<'text' | 'list' | 'struct' | 'number' | undefined>;
  /** True if all arguments are compared with the first one. */
  readonly compares?: true;
  readonly result: (argumentTypes: readonly TemplateType[]) => TemplateType;
}

const returning = (type: TemplateType) => () => type;

/** The functions of text/template itself: https://pkg.go.dev/text/template#hdr-Functions */
export const BUILT_IN_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  and: { least: 1, result: returning(ANY) }, or: { least: 1, result: returning(ANY) }, not: { least: 1, most: 1, result: returning(ANY) },
  call: { least: 1, result: returning(ANY) }, len: { least: 1, most: 1, result: returning(INTEGER) },
  slice: { least: 1, most: 4, result: ([first = ANY]) => first },
  index: { least: 1, result: ([first = ANY, ...indices]) => indices.length === 1 ? itemOf(first) : ANY },
  html: { least: 0, result: returning(TEXT) }, js: { least: 0, result: returning(TEXT) }, urlquery: { least: 0, result: returning(TEXT) },
  print: { least: 0, result: returning(TEXT) }, println: { least: 0, result: returning(TEXT) }, printf: { least: 1, kinds: ['text'], result: returning(TEXT) },
  eq: { least: 2, compares: true, result: returning(ANY) },
  ...Object.fromEntries(['ne', 'lt', 'le', 'gt', 'ge'].map(name => [name, { least: 2, most: 2, compares: true, result: returning(ANY) }])),
};

/** Returns the type of the items of a value. */
export function itemOf({ item }: TemplateType): TemplateType {
  return item?.() ?? ANY;
}

/** Returns the type of a field or method; nothing where there is none, so that its evaluation fails. */
export function fieldOf({ kind, fields, item }: TemplateType, name: string): TemplateType | undefined {
  const field = Object.hasOwn(fields, name) ? fields[name]?.() : undefined;
  return field ?? (kind === 'any' ? ANY : kind === 'map' ? item?.() ?? ANY : undefined);
}
