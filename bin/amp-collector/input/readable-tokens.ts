/** A value that is known only at deployment, as the texts of a cloud assembly have it. */
export const TOKEN = /\$\{Token\[([^\]]*)\.0\]\}/g;

/** Returns the name of a token in CloudFormation's notation, such as `AWS::Region` or `Cluster.Arn`. */
export function tokenName(key: string): string {
  return key.replace(/^(AWS|Fn)\./, '$1::');
}

/** Writes values that are known only at deployment as `Fn::Sub` does: `${Cluster.Arn}`. */
export function readableTokens(text: string): string {
  return text.replace(TOKEN, (_, key: string) => `\${${tokenName(key)}}`);
}
