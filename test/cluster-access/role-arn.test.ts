import { Fn, Stack } from 'aws-cdk-lib';
import { mappedRoleArn } from '../../lib/cluster-access/role-arn';
import { evaluate } from '../helpers/evaluate';

const NAME = 'AWSServiceRoleForAmazonPrometheusScraper_94e9c92f-32c2-4';

test.each(['aws', 'aws-cn', 'aws-us-gov'])('a role ARN of the partition %s has no path after deployment', (partition) => {
  const roleArn = `arn:${partition}:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/${NAME}`;

  expect(evaluate(new Stack().resolve(mappedRoleArn(Fn.ref('RoleArn'))), { RoleArn: roleArn })).toBe(`arn:${partition}:iam::111122223333:role/${NAME}`);
});
