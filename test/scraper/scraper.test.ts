import type { Stack } from 'aws-cdk-lib';
import { Fn } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConfigurationEncoding, ScrapeConfiguration, Scraper, ScraperDestination } from '../../lib';
import { evaluate } from '../helpers/evaluate';
import { errorOf, warnings } from '../helpers/problems';
import { securityGroups, subnetsIn } from '../helpers/networks';
import { A_CONFIGURATION, aScraper, CLUSTER_ARN, eksSource, WORKSPACE_ARN } from '../helpers/scrapers';
import { anyStack } from '../helpers/stacks';

const TYPE = 'AWS::APS::Scraper';

function blobOf(stack: Stack): unknown {
  const [scraper] = Object.values(Template.fromStack(stack).findResources(TYPE)) as
    { Properties: { ScrapeConfiguration: { ConfigurationBlob: unknown } } }[];
  return scraper?.Properties.ScrapeConfiguration.ConfigurationBlob;
}

describe('a scraper', () => {
  test('has its source, destination and configuration, and nothing else', () => {
    const stack = anyStack();
    aScraper(stack);

    expect(Object.values(Template.fromStack(stack).findResources(TYPE))).toEqual([{
      Type: TYPE,
      Properties: {
        Source: { EksConfiguration: { ClusterArn: CLUSTER_ARN, SubnetIds: ['subnet-0', 'subnet-1'] } },
        Destination: { AmpConfiguration: { WorkspaceArn: WORKSPACE_ARN } },
        ScrapeConfiguration: { ConfigurationBlob: A_CONFIGURATION },
      },
    }]);
  });

  test('has its alias and its security groups', () => {
    const stack = anyStack();
    aScraper(stack, { alias: 'prod', source: eksSource(stack, { securityGroups: securityGroups(stack, 2) }) });

    Template.fromStack(stack).hasResourceProperties(TYPE, {
      Alias: 'prod',
      Source: { EksConfiguration: { SecurityGroupIds: ['sg-0', 'sg-1'] } },
    });
  });

  test('is deleted when it leaves the stack, since a retained one continues to cost money', () => {
    const stack = anyStack();
    aScraper(stack);

    expect(JSON.stringify(Template.fromStack(stack).findResources(TYPE))).not.toContain('Policy"');
  });

  test('is found by its attributes: its ID is not the ARN that Ref returns', () => {
    const stack = anyStack();
    const scraper = aScraper(stack);
    const [id] = Object.keys(Template.fromStack(stack).findResources(TYPE));

    expect(stack.resolve([scraper.scraperArn, scraper.scraperId, scraper.roleArn, scraper.scraperRef])).toEqual([
      { 'Fn::GetAtt': [id, 'Arn'] },
      { 'Fn::GetAtt': [id, 'ScraperId'] },
      { 'Fn::GetAtt': [id, 'RoleArn'] },
      { scraperArn: { 'Fn::GetAtt': [id, 'Arn'] } },
    ]);
  });
});

describe('an imported scraper', () => {
  const arn = 'arn:aws:aps:us-west-2:111122223333:scraper/s-12345678-abcd';

  test('has the attributes that its ARN contains', () => {
    const scraper = Scraper.fromScraperArn(anyStack(), 'Scraper', arn);

    expect(scraper.scraperArn).toBe(arn);
    expect(scraper.scraperId).toBe('s-12345678-abcd');
    expect(scraper.scraperRef).toEqual({ scraperArn: arn });
    expect(scraper.env).toEqual({ account: '111122223333', region: 'us-west-2' });
  });

  test('may have an ARN that is known only at deployment', () => {
    const stack = anyStack();
    const scraper = Scraper.fromScraperArn(stack, 'Scraper', Fn.ref('ScraperArn'));

    expect(evaluate(stack.resolve(scraper.scraperId), { ScraperArn: arn })).toBe('s-12345678-abcd');
  });
});

describe('the configuration of a scraper', () => {
  const text = `# Ours: é\n${A_CONFIGURATION}`;

  test.each([
    [undefined, text],
    [ConfigurationEncoding.PLAIN_TEXT, text],
    [ConfigurationEncoding.BASE64, Buffer.from(text).toString('base64')],
  ])('with the encoding %s is in the template as %j', (configurationEncoding, expected) => {
    const stack = anyStack();
    aScraper(stack, { configurationEncoding, scrapeConfiguration: ScrapeConfiguration.fromYaml(text) });

    expect(blobOf(stack)).toBe(expected);
  });

  test.each([
    [ConfigurationEncoding.PLAIN_TEXT, 'utf8'],
    [ConfigurationEncoding.BASE64, 'base64'],
  ] as const)('with the encoding %s may contain tokens', (configurationEncoding, encoding) => {
    const stack = anyStack();
    const scrapeConfiguration = ScrapeConfiguration.fromObject({ scrape_configs: [{ job_name: stack.region }] });
    aScraper(stack, { configurationEncoding, scrapeConfiguration });

    expect(Buffer.from(evaluate(blobOf(stack), { 'AWS::Region': 'é-west-1' }) as string, encoding).toString())
      .toBe('scrape_configs:\n  - job_name: "é-west-1"\n');
  });

  test.each([
    ['base64', Buffer.from('scrape_configs: []\n').toString('base64'), 'the text is base64, not YAML'],
    ['base64 in lines', Buffer.from(`scrape_configs: []${' '.repeat(100)}\n`).toString('base64').replace(/.{76}/g, '$&\n'), 'the text is base64, not YAML'],
    ['text with escaped line breaks', 'global:\\n  scrape_interval: 1m\\nscrape_configs: []', 'the text has "\\n" as two characters'],
  ])('fails as %s', (_what, given, message) => {
    expect(() => aScraper(anyStack(), { scrapeConfiguration: ScrapeConfiguration.fromYaml(given) }))
      .toThrow(`- scrapeConfiguration (line 1, column 1): ${message}`);
  });

  test('as JSON on one line is not mistaken for escaped text', () => {
    const scrapeConfiguration = ScrapeConfiguration.fromYaml('{"scrape_configs": [{"job_name": "a\\nb"}]}');

    expect(() => aScraper(anyStack(), { scrapeConfiguration })).not.toThrow();
  });

  /** A configuration of so many bytes, most of them two to a character. */
  function ofBytes(bytes: number): ScrapeConfiguration {
    const rest = bytes - Buffer.byteLength(`${A_CONFIGURATION}# \n`);
    return ScrapeConfiguration.fromYaml(`${A_CONFIGURATION}# ${'x'.repeat(rest % 2)}${'é'.repeat(Math.floor(rest / 2))}\n`);
  }

  test('may have 256 KB', () => {
    expect(() => aScraper(anyStack(), { scrapeConfiguration: ofBytes(262_144) })).not.toThrow();
  });

  test('fails with one more byte if the destination is CloudWatch, and causes a warning if it is a workspace', () => {
    const scrapeConfiguration = ofBytes(262_145);
    const stack = anyStack();
    aScraper(stack, { scrapeConfiguration });

    expect(warnings(stack).join()).toContain('configuration-size');
    expect(() => aScraper(anyStack(), { scrapeConfiguration, destination: ScraperDestination.cloudWatchDataset() }))
      .toThrow('the configuration must have at most 262144 bytes (256 KB), got 262145');
  });
});

describe('the alias of a scraper', () => {
  test.each(['a', '9', 'a-b.c_D9', 'a'.repeat(100)])('can be %j', (alias) => {
    expect(() => aScraper(anyStack(), { alias })).not.toThrow();
  });

  test.each(['-a', '.a', '_a', 'a b', 'a/b', 'ä', 'a\n'])('fails if it is %j', (alias) => {
    expect(() => aScraper(anyStack(), { alias }))
      .toThrow(`- alias: must begin with a letter or a digit and contain only letters, digits, '-', '.' and '_', got '${alias}'`);
  });

  test.each([0, 101])('fails with %d characters', (length) => {
    expect(() => aScraper(anyStack(), { alias: 'a'.repeat(length) })).toThrow(`- alias: must have 1 to 100 characters, got ${length}`);
  });

  test('is not validated if it is known only at deployment', () => {
    expect(() => aScraper(anyStack(), { alias: `- ${Fn.ref('AWS::Region')}` })).not.toThrow();
  });
});

describe('the problems of a scraper', () => {
  const mistaken = () => {
    const stack = anyStack();
    aScraper(stack, {
      alias: '-',
      source: eksSource(stack, { subnets: subnetsIn(stack, 'a'), securityGroups: [] }),
      scrapeConfiguration: ScrapeConfiguration.fromYaml('c2NyYXBlX2NvbmZpZ3M6IFtdCg=='),
    });
  };

  test('are thrown together, each with its property', () => {
    const lines = errorOf(mistaken).message.split('\n');

    expect(lines[0]).toBe('Stack/Scraper has 4 problems:');
    expect(lines.slice(1).map(line => line.split(': ')[0])).toEqual([
      '  - alias',
      '  - source.subnets',
      '  - source.securityGroups',
      '  - scrapeConfiguration (line 1, column 1)',
    ]);
  });

  test('are thrown with a stack that starts in the user\'s own code and continues in the library', () => {
    const frames = (errorOf(mistaken).stack ?? '').split('\n').filter(line => /^\s+at /.test(line));

    expect(frames.length).toBeGreaterThan(1);
    expect(frames.filter(frame => frame.includes('/lib/'))).not.toEqual([]);
    expect(frames[0]).not.toMatch(/node_modules|node:|\/lib\//);
    expect(frames[0]).toContain('/test/');
  });

  test('leave nothing behind in the tree', () => {
    const stack = anyStack();
    errorOf(() => aScraper(stack, { alias: '-' }));

    expect(stack.node.tryFindChild('Scraper')).toBeUndefined();
  });
});
