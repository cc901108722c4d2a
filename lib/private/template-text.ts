/**
 * A string property of a template as text: joined, with a placeholder for each part that only the deployment knows.
 *
 * @param placeholder what stands for an intrinsic function, by its name and argument
 */
export function templateText(value: unknown, placeholder: (name: string, argument: unknown) => string): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  if (name !== 'Fn::Join') return placeholder(name, argument);
  const [separator, parts] = argument as [string, unknown[]];
  return parts.map(part => templateText(part, placeholder)).join(separator);
}

/** `${Cluster.Arn}`, as `Fn::Sub` would write it; the function's name where it is another. */
export function readablePlaceholder(name: string, argument: unknown): string {
  switch (name) {
    case 'Ref': return `\${${String(argument)}}`;
    case 'Fn::GetAtt': return `\${${[argument].flat().join('.')}}`;
    default: return `\${${name}}`;
  }
}
