import { doubledBackslash } from './doubled-backslash';
import { duplicateTarget } from './duplicate-target';
import { environmentVariable } from './environment-variable';
import { explodingHistogram } from './exploding-histogram';
import type { Check } from './finding';
import { intervalGaps } from './interval-gaps';
import { labelmapOverwrites } from './labelmap-overwrites';
import { noClusterLabel } from './no-cluster-label';
import { noTargets } from './no-targets';
import { ruleDropsEverything } from './rule-drops-everything';
import { ruleHasNoEffect } from './rule-has-no-effect';
import { ruleNeverMatches } from './rule-never-matches';
import { unfilteredJob } from './unfiltered-job';

/** A kind of finding. */
export interface AdviceRule {
  /** What users see and silence: it stays. */
  readonly ruleId: `advice/${string}`;
  /** What it looks for. */
  readonly sentence: string;
  /** Where it is said that this goes wrong, or why. */
  readonly source: string;
  readonly check: Check;
}

const RELABELING = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config';
const KUBERNETES = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config';

export const ADVICE_RULES: readonly AdviceRule[] = [
  {
    ruleId: 'advice/no-cluster-label',
    sentence: 'No label tells this cluster\'s metrics from those of others in the same workspace',
    source: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file',
    check: noClusterLabel,
  },
  {
    ruleId: 'advice/no-targets',
    sentence: 'A job finds nothing to scrape',
    source: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
    check: noTargets,
  },
  {
    ruleId: 'advice/environment-variable',
    sentence: 'An external label has a dollar that stands for a variable of the environment',
    source: 'https://prometheus.io/docs/prometheus/latest/migration/#flags',
    check: environmentVariable,
  },
  {
    ruleId: 'advice/interval-gaps',
    sentence: 'Targets are scraped so rarely that queries see gaps',
    source: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
    check: intervalGaps,
  },
  {
    ruleId: 'advice/unfiltered-job',
    sentence: 'A job takes every port of everything that Kubernetes lists',
    source: KUBERNETES,
    check: unfilteredJob,
  },
  {
    ruleId: 'advice/duplicate-target',
    sentence: 'Two jobs scrape the same target',
    source: 'https://aws.amazon.com/prometheus/pricing/',
    check: duplicateTarget,
  },
  {
    ruleId: 'advice/exploding-histogram',
    sentence: 'A job keeps the API server\'s largest histograms',
    source: 'https://github.com/kubernetes/kubernetes/issues/105346',
    check: explodingHistogram,
  },
  {
    ruleId: 'advice/doubled-backslash',
    sentence: 'A regular expression was escaped once too often',
    source: 'https://github.com/google/re2/wiki/Syntax',
    check: doubledBackslash,
  },
  {
    ruleId: 'advice/rule-drops-everything',
    sentence: 'A rule drops whatever comes',
    source: RELABELING,
    check: ruleDropsEverything,
  },
  {
    ruleId: 'advice/rule-never-matches',
    sentence: 'A rule waits for labels that never come',
    source: RELABELING,
    check: ruleNeverMatches,
  },
  {
    ruleId: 'advice/rule-has-no-effect',
    sentence: 'A rule that should filter keeps whatever comes',
    source: RELABELING,
    check: ruleHasNoEffect,
  },
  {
    ruleId: 'advice/labelmap-overwrites',
    sentence: 'A labelmap may overwrite a label that another rule wrote',
    source: RELABELING,
    check: labelmapOverwrites,
  },
];
