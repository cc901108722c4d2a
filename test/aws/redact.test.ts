import { redact } from '../../lib/aws/redact';

afterEach(() => {
  delete process.env.AWS_SECRET_ACCESS_KEY;
  delete process.env.AWS_SESSION_TOKEN;
});

test.each([
  ['a bearer token of EKS', 'Bearer k8s-aws-v1.aHR0cHM6Ly9z_-x denied', 'Bearer *** denied'],
  ['a token alone', '"k8s-aws-v1.aHR0c" is invalid', '"k8s-aws-v1.***" is invalid'],
  ['another bearer token', 'authorization: bearer abc.def-ghi/jk+l== refused', 'authorization: bearer *** refused'],
  ['a signed URL', 'GET /?X-Amz-Signature=abc%2F&X-Amz-Security-Token=def&a=b', 'GET /?X-Amz-Signature=***&X-Amz-Security-Token=***&a=b'],
  ['an encoded URL', 'X-Amz-Credential%3DASIA123', 'X-Amz-Credential%3D***'],
  ['a signed header', 'AWS4-HMAC-SHA256 Credential=ASIA/x, SignedHeaders=host, Signature=abc', 'AWS4-HMAC-SHA256 Credential=***, SignedHeaders=host, Signature=***'],
  ['text without secrets', 'configmaps "aws-auth" is forbidden', 'configmaps "aws-auth" is forbidden'],
])('a redacted message keeps everything but %s', (_, text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('a redacted message leaves out the credentials of the function itself', () => {
  Object.assign(process.env, { AWS_SECRET_ACCESS_KEY: 'the/secret+key', AWS_SESSION_TOKEN: 'the(token)' });

  expect(redact('the/secret+key and the(token) and the/secret+key')).toBe('*** and *** and ***');
});

test('a long message of tokens is redacted', () => {
  const tokens = ['Bearer ', 'k8s-aws-v1.', 'X-Amz-Signature='].map(token => token.repeat(100_000)).join('');

  expect(redact(tokens).split('***').length).toBeGreaterThan(100_000);
});
