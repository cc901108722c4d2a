import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import type { ValidationContext } from '../validation-context';
import { doubledBackslash } from './doubled-backslash';
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
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file',
    check: noClusterLabel,
  },
  {
    id: 'no-targets',
    severity: WARNING,
    summary: 'A job has no targets',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
    check: noTargets,
  },
  {
    id: 'environment-variable',
    severity: WARNING,
    summary: 'An external label refers to an environment variable',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/migration/#flags',
    check: environmentVariable,
  },
  {
    id: 'interval-gaps',
    severity: WARNING,
    summary: 'A scrape interval is so long that queries see gaps',
    helpUrl: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
    check: intervalGaps,
  },
  {
    id: 'unfiltered-job',
    severity: WARNING,
    summary: 'A job scrapes every port of everything that Kubernetes lists',
    helpUrl: KUBERNETES,
    check: unfilteredJob,
  },
  {
    id: 'duplicate-target',
    severity: WARNING,
    summary: 'Two jobs scrape the same target',
    helpUrl: 'https://aws.amazon.com/prometheus/pricing/',
    check: duplicateTarget,
  },
  {
    id: 'exploding-histogram',
    severity: WARNING,
    summary: 'A job keeps the API server\'s largest histograms',
    helpUrl: 'https://github.com/kubernetes/kubernetes/issues/105346',
    check: explodingHistogram,
  },
  {
    id: 'doubled-backslash',
    severity: WARNING,
    summary: 'A regular expression was escaped once too often',
    helpUrl: 'https://github.com/google/re2/wiki/Syntax',
    check: doubledBackslash,
  },
  {
    id: 'rule-drops-everything',
    severity: WARNING,
    summary: 'A relabeling drops every target or metric',
    helpUrl: RELABELING,
    check: ruleDropsEverything,
  },
  {
    id: 'rule-never-matches',
    severity: WARNING,
    summary: 'A relabeling never matches',
    helpUrl: RELABELING,
    check: ruleNeverMatches,
  },
  {
    id: 'rule-has-no-effect',
    severity: WARNING,
    summary: 'A keep relabeling keeps everything',
    helpUrl: RELABELING,
    check: ruleHasNoEffect,
  },
  {
    id: 'labelmap-overwrites',
    severity: WARNING,
    summary: 'A labelmap may overwrite a label that another relabeling wrote',
    helpUrl: RELABELING,
    check: labelmapOverwrites,
  },
];
