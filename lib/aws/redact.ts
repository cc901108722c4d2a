const SECRETS: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/\b(Bearer|Basic) [\w.~+/=-]+/gi, '$1 ***'],
  [/\bglsa_\w+/g, 'glsa_***'],
  [/k8s-aws-v1\.[\w-]+/g, 'k8s-aws-v1.***'],
  [/\b(X-Amz-(?:Credential|Signature|Security-Token))(=|%3D)[^&\s"']+/gi, '$1$2***'],
  [/(?<![-\w])(Signature|Credential)=[^\s,"']+/g, '$1=***'],
];

/** The variables in which Lambda gives a function its credentials. */
const SECRET_VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** Returns the text without tokens, signatures and the function's own credentials, which a server may repeat in an error. */
export function redact(text: string): string {
  const secrets = SECRET_VARIABLES.map(name => process.env[name] ?? '').filter(secret => secret.length >= 8);
  const withoutSecrets = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), withoutSecrets);
}
