import { eksToken } from '../../lib/aws/eks-token';
import { roleOf } from '../kubernetes/fakes/authenticator';
import { timeOf } from './fakes/sigv4';

const COLLECTOR = {
  accessKeyId: 'ASIACOLLECTOR',
  secretAccessKey: 'a/secret+key',
  sessionToken: 'IQoJ//token+with==',
  roleArn: 'arn:aws:iam::111122223333:role/some/path/Collector',
};

beforeEach(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: COLLECTOR.accessKeyId,
    AWS_SECRET_ACCESS_KEY: COLLECTOR.secretAccessKey,
    AWS_SESSION_TOKEN: COLLECTOR.sessionToken,
  });
});

afterEach(() => {
  jest.useRealTimers();
});

const urlIn = (token: string) => new URL(Buffer.from(token.replace('k8s-aws-v1.', ''), 'base64url').toString());

test('a token is accepted by its cluster, as the role that signed it', async () => {
  const token = await eksToken('payments');

  expect(roleOf(token, 'payments', 'eu-central-1', [COLLECTOR])).toBe('arn:aws:iam::111122223333:role/collector');
});

test.each([
  ['for another cluster', 'orders', {}, 'SignatureDoesNotMatch'],
  ['whose secret is another', 'payments', { secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
  ['whose session is another', 'payments', { sessionToken: 'old' }, 'wrong session token'],
  ['whose key is unknown', 'payments', { accessKeyId: 'ASIAOTHER' }, 'InvalidClientTokenId'],
])('fails to authenticate with a token %s', async (_, clusterName, change, reason) => {
  const token = await eksToken('payments');

  expect(() => roleOf(token, clusterName, 'eu-central-1', [{ ...COLLECTOR, ...change }])).toThrow(reason);
});

test.each([[59, true], [61, false]])('a token after %d seconds is valid: %s', async (seconds, good) => {
  const token = await eksToken('payments');
  jest.useFakeTimers({ now: timeOf(urlIn(token).searchParams.get('X-Amz-Date') ?? '') + seconds * 1000 });

  const check = () => roleOf(token, 'payments', 'eu-central-1', [COLLECTOR]);
  if (good) expect(check()).toContain('collector');
  else expect(check).toThrow('expired');
});

test.each([
  ['eu-central-1', 'sts.eu-central-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
  ['us-iso-east-1', 'sts.us-iso-east-1.c2s.ic.gov'],
  ['us-isob-east-1', 'sts.us-isob-east-1.sc2s.sgov.gov'],
])('a token names the STS endpoint of the Region: %s', async (region, host) => {
  process.env.AWS_REGION = region;

  expect(urlIn(await eksToken('payments')).host).toBe(host);
});

test('a token is signed again each time', async () => {
  jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  const first = await eksToken('payments');
  jest.setSystemTime(Date.UTC(2026, 0, 1, 0, 1));

  expect(await eksToken('payments')).not.toBe(first);
});
