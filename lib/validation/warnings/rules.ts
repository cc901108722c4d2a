import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import type { ValidationContext } from '../validation-context';
import { duplicateTarget } from './duplicate-target';
import { environmentVariable } from './environment-variable';
import { explodingHistogram } from './exploding-histogram';
import { intervalGaps } from './interval-gaps';
import { labelmapOverwrites } from './labelmap-overwrites';
import { noClusterLabel } from './no-cluster-label';
import { noTargets } from './no-targets';
import { ruleDropsEverything } from './rule-drops-everything';
import { ruleHasNoEffect } from './rule-has-no-effect';
import { ruleNeverMatches } from './rule-never-matches';
import { unfilteredJob } from './unfiltered-job';

const RELABELING = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config';
const KUBERNETES = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config';

const { WARNING } = ProblemSeverity;

/** Configurations that Prometheus and the collector accept, and that probably do not work as intended. */
export const WARNING_RULES: ReadonlyArray<ValidationRule<ValidationContext>> = [
  {
    id: 'no-cluster-label',
    severity: WARNING,
    summary: 'No label distinguishes the cluster\'s metrics from those of other clusters in the workspace',
    why: 'Series of equal jobs in two clusters are then one series, whose samples collide or replace each other.',
    fix: 'Add `external_labels: { cluster: <name> }` to `global`.',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file',
    check: noClusterLabel,
  },
  {
    id: 'no-targets',
    severity: WARNING,
    summary: 'A job has no targets',
    why: 'The job is legal and never scrapes anything.',
    fix: 'Add `kubernetes_sd_configs` or `static_configs`, or `dns_sd_configs` in a VPC; or remove the job.',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
    check: noTargets,
  },
  {
    id: 'environment-variable',
    severity: WARNING,
    summary: 'An external label refers to an environment variable',
    why: 'Prometheus expands `$NAME` in external labels from its environment. A collector has none of your variables, so the text becomes empty.',
    fix: 'Write the value, or `$$` for a dollar sign.',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/migration/#flags',
    check: environmentVariable,
  },
  {
    id: 'interval-gaps',
    severity: WARNING,
    summary: 'A scrape interval is so long that queries see gaps',
    why: 'Queries look back 5 minutes for a sample, and `rate()` requires two samples in its range.',
    fix: 'Scrape at least every 2m30s.',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
    check: intervalGaps,
  },
  {
    id: 'unfiltered-job',
    severity: WARNING,
    summary: 'A job scrapes every port of everything that Kubernetes lists',
    why: 'Ports without metrics fail on each scrape, and all series of the others are paid for.',
    fix: 'Add a `keep` relabeling, or `namespaces` or `selectors` to the discovery.',
    helpUrl: KUBERNETES,
    check: unfilteredJob,
  },
  {
    id: 'duplicate-target',
    severity: WARNING,
    summary: 'Two jobs scrape the same target',
    why: 'Each sample is collected twice and paid for twice.',
    fix: 'Remove one of the jobs, or give each its own targets.',
    helpUrl: 'https://aws.amazon.com/prometheus/pricing/',
    check: duplicateTarget,
  },
  {
    id: 'exploding-histogram',
    severity: WARNING,
    summary: 'A job keeps the API server\'s largest histograms',
    why: 'These histograms have a series for each bucket, verb and resource, and are a large part of the bill of most clusters.',
    fix: 'Drop those that no rule or dashboard reads with `metric_relabel_configs`.',
    helpUrl: 'https://github.com/kubernetes/kubernetes/issues/105346',
    check: explodingHistogram,
  },
  {
    id: 'rule-drops-everything',
    severity: WARNING,
    summary: 'A relabeling drops every target or metric',
    why: 'The job scrapes nothing, or keeps no metrics.',
    fix: 'Correct the regex or the source labels; the message names the reason.',
    helpUrl: RELABELING,
    check: ruleDropsEverything,
  },
  {
    id: 'rule-never-matches',
    severity: WARNING,
    summary: 'A relabeling never matches',
    why: 'The relabeling does nothing.',
    fix: 'Correct the source labels or the regex, or remove the relabeling.',
    helpUrl: RELABELING,
    check: ruleNeverMatches,
  },
  {
    id: 'rule-has-no-effect',
    severity: WARNING,
    summary: 'A keep relabeling keeps everything',
    why: 'The relabeling is meant as a filter and filters nothing.',
    fix: 'Give it a regex, or remove it.',
    helpUrl: RELABELING,
    check: ruleHasNoEffect,
  },
  {
    id: 'labelmap-overwrites',
    severity: WARNING,
    summary: 'A labelmap may overwrite a label that another relabeling wrote',
    why: 'Whoever labels objects in the cluster then decides the value of the other label.',
    fix: 'Put the `labelmap` first, or give it a replacement with a prefix of its own.',
    helpUrl: RELABELING,
    check: labelmapOverwrites,
  },
];
