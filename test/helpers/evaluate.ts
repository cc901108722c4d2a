/** The values of references: `Id` for a Ref, `Id.Attribute` for a GetAtt, the export for an import. */
export type References = Readonly<Record<string, unknown>>;

type Evaluate = (argument: unknown, references: References) => unknown;

const INTRINSICS: Readonly<Record<string, Evaluate>> = {
  'Ref': (name, references) => referenced(String(name), references),
  'Fn::ImportValue': (name, references) => referenced(String(name), references),
  'Fn::GetAtt': (path, references) => referenced((path as string[]).join('.'), references),
  'Fn::Join': (argument, references) => {
    const [separator, parts] = evaluate(argument, references) as [string, string[]];
    return parts.join(separator);
  },
  'Fn::Split': (argument, references) => {
    const [separator, text] = evaluate(argument, references) as [string, string];
    return text.split(separator);
  },
  'Fn::Select': (argument, references) => {
    const [index, items] = evaluate(argument, references) as [number | string, unknown[]];
    return items[Number(index)];
  },
  'Fn::Base64': (argument, references) => Buffer.from(String(evaluate(argument, references)), 'utf8').toString('base64'),
};

/** A piece of a template as CloudFormation would evaluate it at deployment. */
export function evaluate(value: unknown, references: References): unknown {
  if (Array.isArray(value)) return value.map(item => evaluate(item, references));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value) as [string, unknown][];
  const intrinsic = others.length === 0 ? INTRINSICS[name] : undefined;
  if (intrinsic) return intrinsic(argument, references);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluate(item, references)]));
}

function referenced(name: string, references: References): unknown {
  if (!(name in references)) throw new Error(`the test does not say what ${name} is`);
  return references[name];
}
