import { isSameRole, roleName, withoutPath } from '../../lib/aws/role-arn';

/**
 * aws-iam-authenticator's rule, in its own words: an assumed role becomes `role/` and all between `assumed-role` and
 * the session, in lower case. STS has taken the path away by then.
 */
function canonicalized(assumedRoleArn: string): string {
  const [, partition, account, role] = /^arn:([\w-]+):sts::(\d+):assumed-role\/(.+)\/[^/]+$/.exec(assumedRoleArn) ?? [];
  return `arn:${String(partition)}:iam::${String(account)}:role/${String(role)}`.toLowerCase();
}

test.each([
  ['a collector\'s role', 'arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4', 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4/session'],
  ['a role without a path', 'arn:aws:iam::111122223333:role/Collector', 'arn:aws:sts::111122223333:assumed-role/Collector/session'],
  ['a role with a long path', 'arn:aws:iam::111122223333:role/a/b/c/Collector', 'arn:aws:sts::111122223333:assumed-role/Collector/session'],
  ['a role in China', 'arn:aws-cn:iam::111122223333:role/a/Collector', 'arn:aws-cn:sts::111122223333:assumed-role/Collector/session'],
  ['a role with every character that a name may have', 'arn:aws-us-gov:iam::111122223333:role/p/A+b=c,d.e@f-g_h', 'arn:aws-us-gov:sts::111122223333:assumed-role/A+b=c,d.e@f-g_h/i-0123'],
])('an ARN in aws-auth matches what STS presents for %s', (_, roleArn, presented) => {
  const written = withoutPath(roleArn);

  expect(isSameRole(written, canonicalized(presented))).toBe(true);
  expect(withoutPath(written)).toBe(written);
});

test('an ARN with a path in aws-auth matches no role, since the authenticator does not remove it', () => {
  const presented = canonicalized('arn:aws:sts::111122223333:assumed-role/Collector/session');

  expect(isSameRole('arn:aws:iam::111122223333:role/path/Collector', presented)).toBe(false);
});

test.each([
  'arn:aws:iam::111122223333:user/ann',
  'arn:aws:sts::111122223333:assumed-role/Collector/session',
  'arn:aws:iam::111122223333:role/',
  'arn:aws:iam::1111:role/Collector',
  'Collector',
  '',
])('fails on %j, which is not the ARN of a role', (arn) => {
  expect(() => withoutPath(arn)).toThrow(`expected the ARN of an IAM role, got: ${arn}`);
});

test('the name of a role is the last part of its ARN', () => {
  expect(roleName('arn:aws:iam::111122223333:role/Collector')).toBe('Collector');
});
