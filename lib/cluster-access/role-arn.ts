import { Fn } from 'aws-cdk-lib';

/**
 * A collector's role ARN without its path, at deployment: aws-auth compares with the ARN that STS returns, which has none.
 *
 * `arn:aws:iam::111122223333:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_…`
 * becomes `arn:aws:iam::111122223333:role/AWSServiceRoleForAmazonPrometheusScraper_…`.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function mappedRoleArn(roleArn: string): string {
  const parts = Fn.split('/', roleArn);
  return Fn.join('/', [Fn.select(0, parts), Fn.select(3, parts)]);
}
