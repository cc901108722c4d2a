/**
 * Returns a string property of a template as text, with a placeholder for each part that is known only at deployment.
 *
 * @param placeholder returns the placeholder of an intrinsic function by its name and argument
 */
export function templateText(value: unknown, placeholder: (name: string, argument: unknown) => string): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  if (name !== 'Fn::Join') return placeholder(name, argument);
  const [separator, parts] = argument as [string, unknown[]];
  return parts.map(part => templateText(part, placeholder)).join(separator);
}

/** Returns a reference in the notation of `Fn::Sub`, such as `${Cluster.Arn}`, and the name of any other function. */
export function readablePlaceholder(name: string, argument: unknown): string {
  switch (name) {
    case 'Ref': return `\${${String(argument)}}`;
    case 'Fn::GetAtt': return `\${${[argument].flat().join('.')}}`;
    default: return `\${${name}}`;
  }
}
