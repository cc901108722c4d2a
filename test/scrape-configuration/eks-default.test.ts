import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { parse } from 'yaml';
import { CollectorDestination, ProblemSeverity, ScrapeConfiguration, ScrapeJob } from '../../lib';
import { eksDefaultProps } from '../../lib/scrape-configuration/eks-default';
import { isServiceLimit } from '../../lib/validation/validate';

interface Document {
  readonly global: Record<string, unknown>;
  readonly scrape_configs: Record<string, unknown>[];
}

const AWS_DEFAULT = parse(readFileSync(join(__dirname, 'aws-default.yml'), 'utf8')) as Document;

/** Normalizes equivalent texts: the old name of the credentials file, an action that is the default. */
function canonical({ global, scrape_configs }: Document): Document {
  return {
    global,
    scrape_configs: scrape_configs.map(({ bearer_token_file, relabel_configs, ...job }) => ({
      ...job,
      ...bearer_token_file ? { authorization: { credentials_file: bearer_token_file } } : {},
      ...relabel_configs ? { relabel_configs: (relabel_configs as object[]).map(rule => ({ action: 'replace', ...rule })) } : {},
    })),
  };
}

describe('the default configuration', () => {
  test('is AWS\'s, except for the backslashes of the kube-proxy rule', () => {
    const [aws, ours] = [AWS_DEFAULT, parse(ScrapeConfiguration.eksDefault().toYaml()) as Document].map(canonical);

    expect(JSON.parse(JSON.stringify(aws).replaceAll('\\\\\\\\', '\\\\'))).toEqual(ours);
    expect(aws).not.toEqual(ours);
  });

  test('accepts another interval, for every job', () => {
    const { global, scrape_configs } = parse(ScrapeConfiguration.eksDefault({ scrapeInterval: Duration.minutes(1) }).toYaml()) as Document;

    expect(global).toEqual({ scrape_interval: '1m' });
    expect(scrape_configs.filter(job => 'scrape_interval' in job)).toEqual([]);
  });

  test('accepts labels that are known only at deployment', () => {
    const yaml = ScrapeConfiguration.eksDefault({ externalLabels: { cluster: Fn.ref('Cluster') } }).toYaml();

    expect(JSON.stringify(new Stack().resolve(yaml))).toContain('cluster: \\"');
  });

  test('has no errors, and the warnings that a user who specifies it should see', () => {
    const problems = ScrapeConfiguration.eksDefault({ externalLabels: { cluster: 'production' } }).problems();

    expect(problems.map(({ severity, ruleId, path }) => [severity, ruleId, path])).toEqual([
      ['warning', 'unfiltered-job', 'jobs[0] \'pod_exporter\' kubernetesServiceDiscovery[0].role'],
      ['warning', 'exploding-histogram', 'jobs[2] \'kubernetes-apiservers\' jobName'],
    ]);
  });

  test.each([true, false])('has no error for a cluster, both if the app grants permissions (%s) and if AMP\'s access policy does', (grantsAccess) => {
    const errors = ScrapeConfiguration.eksDefault().problems({ grantsAccess }).filter(({ severity }) => severity === ProblemSeverity.ERROR);

    expect(errors).toEqual([]);
  });
});

describe('the configuration used when the app specifies none', () => {
  const clusterName = 'production';

  test.each([true, false])('equals the specified default, with the name of a cluster that the app creates (kube-proxy: %s)', (kubeProxy) => {
    const cluster = Fn.ref('Cluster');
    const chosen = new ScrapeConfiguration(eksDefaultProps({ externalLabels: { cluster } }, { kubeProxy }));

    expect(ScrapeConfiguration._clusterDefault({ clusterName: cluster, kubeProxy }).toYaml()).toBe(chosen.toYaml());
    expect(chosen.toYaml().includes('kube-proxy')).toBe(kubeProxy);
  });

  test.each([clusterName, '1e3', 'yes'])('has an equal meaning with a known name, in quotes: %s', (name) => {
    const unspecified = ScrapeConfiguration._clusterDefault({ clusterName: name });
    const chosen = ScrapeConfiguration.eksDefault({ externalLabels: { cluster: name } });

    expect(parse(unspecified.toYaml())).toEqual(parse(chosen.toYaml()));
    expect(unspecified.toYaml()).toContain(`cluster: "${name}"`);
  });

  test('has no warnings', () => {
    expect(ScrapeConfiguration._clusterDefault({ clusterName }).problems()).toEqual([]);
  });

  test('reports the parts that CloudWatch refuses', () => {
    const problems = ScrapeConfiguration._clusterDefault({ clusterName }).problems({ destination: CollectorDestination.CLOUD_WATCH });

    expect(problems).not.toEqual([]);
    expect(problems.filter(({ ruleId }) => !isServiceLimit(ruleId))).toEqual([]);
  });

  test.each([true, false])('accepts further jobs (kube-proxy: %s)', (kubeProxy) => {
    const configuration = ScrapeConfiguration._clusterDefault({ clusterName, kubeProxy }).withJobs(ScrapeJob.kubelet());
    const { scrape_configs } = parse(configuration.toYaml()) as Document;

    expect(scrape_configs.map(({ job_name }) => job_name))
      .toEqual(['pod_exporter', 'cadvisor', 'kubernetes-apiservers', ...kubeProxy ? ['kube-proxy'] : [], 'kubelet']);
  });
});
