import { ProblemSeverity } from '../problem';
import type { RuleDescription, ValidationRule } from '../rule';
import type { ValidationContext } from '../validation-context';
import { foreignExternalLabels } from './causes/foreign-text';
import type { OutcomeProblem } from './job-outcomes';

const RELABELING = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config';
const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html';
const RE2 = 'https://github.com/google/re2/wiki/Syntax';

const severity = ProblemSeverity.WARNING;

function rule(description: Omit<RuleDescription, 'severity'> & { readonly id: OutcomeProblem['ruleId'] }): ValidationRule<ValidationContext> {
  return { ...description, severity, check: context => context.outcomeProblems(description.id) };
}

/** Configurations that Prometheus accepts, and whose relabelings give targets that cannot be scraped, or not those that were meant. */
export const OUTCOME_RULES: ReadonlyArray<ValidationRule<ValidationContext>> = [
  {
    ...rule({
      id: 'foreign-syntax', helpUrl: RELABELING,
      summary: 'A relabeling, a target, a selector or a label has the syntax of another program',
      why: 'OpenTelemetry, Terraform, Compose, Helm and shells replace `$$`, `\\$1`, `$NODE_NAME` or `{{ … }}` before Prometheus reads the text. A collector '
        + 'does not: the label gets the text itself, or nothing.',
      fix: 'Write `$1` or `${1}` for a group of the regex, and values in place of variables.',
    }),
    check: context => [...context.outcomeProblems('foreign-syntax'), ...foreignExternalLabels(context.configuration)],
  },
  rule({
    id: 'doubled-backslash', helpUrl: RE2,
    summary: 'A regular expression was escaped once too often',
    why: 'Outside double quotes, `\\\\d` matches a backslash and the letter d, not a digit: the relabeling does not do what it says.',
    fix: 'Write each backslash once, or put the expression in double quotes.',
  }),
  rule({
    id: 'lost-escape', helpUrl: RE2,
    summary: 'A regular expression lost its backslashes',
    why: 'JavaScript template literals and shells remove a single backslash: `(\\d+)` becomes `(d+)`, which matches the letter d.',
    fix: 'Write `\\\\d` in a template literal, use `String.raw`, or read the text with `fromFile`.',
  }),
  rule({
    id: 'lost-reference', helpUrl: RELABELING,
    summary: 'A relabeling lost its references to groups',
    why: 'JavaScript template literals replace `${1}` by `1`, and shells replace `$$` by a process id. The address or path is then the same for all targets.',
    fix: 'Write `$1`, which a template literal leaves alone, or read the text with `fromFile`.',
  }),
  rule({
    id: 'missing-group', helpUrl: RELABELING,
    summary: 'A relabeling refers to a group that its regex does not have',
    why: 'The reference is always empty.',
    fix: 'Add the group, and its source label, or correct the reference: `${1}_pod` instead of `$1_pod`.',
  }),
  rule({
    id: 'no-scrape-address', helpUrl: RELABELING,
    summary: 'Relabeling gives targets an address to which no request can be sent',
    why: 'Each scrape fails, and `up` is 0; a target without an address is dropped.',
    fix: 'Write `host:port` to `__address__`: an IP address and, if it is not that of the scheme, a port.',
  }),
  rule({
    id: 'loopback-address', helpUrl: GUIDE,
    summary: 'A target is the collector itself',
    why: 'The collector runs outside the cluster: at `127.0.0.1`, `0.0.0.0` or `localhost` it finds none of your programs, and each scrape fails.',
    fix: 'Write the IP address of the target, or discover its pods with `kubernetes_sd_configs`.',
  }),
  rule({
    id: 'ipv6-address', helpUrl: RELABELING,
    summary: 'A relabeling works for IPv4 addresses only, and the cluster has IPv6 addresses',
    why: 'Each scrape fails.',
    fix: 'Take the port from after the last colon, and write IPv6 addresses in brackets.',
  }),
  rule({
    id: 'unusable-path', helpUrl: RELABELING,
    summary: 'A metrics path has characters that no path has',
    why: 'Prometheus escapes them, and the target answers 404.',
    fix: 'Correct the path; parameters belong into `params`.',
  }),
  rule({
    id: 'unusable-scheme', helpUrl: RELABELING,
    summary: 'A scheme is neither http nor https',
    why: 'Each scrape fails.',
    fix: 'Write `http` or `https`.',
  }),
  rule({
    id: 'api-server-scheme', helpUrl: GUIDE,
    summary: 'A job scrapes the API server by http',
    why: 'The API server listens for https only.',
    fix: 'Add `scheme: https` and `authorization` with the `credentials_file` of the service account.',
  }),
  rule({
    id: 'kubelet-scheme', helpUrl: GUIDE,
    summary: 'A job scrapes kubelets by http on port 10250',
    why: 'Kubelets listen for https only on that port.',
    fix: 'Scrape them through the API server, as `ScrapeJob.kubelet()` does.',
  }),
  rule({
    id: 'short-relabeled-interval', helpUrl: GUIDE,
    summary: 'A relabeling sets a scrape interval below 30 seconds',
    why: 'Managed collectors support intervals of 30 seconds and more.',
    fix: 'Write at least `30s` to `__scrape_interval__`.',
  }),
  rule({
    id: 'absent-component', helpUrl: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
    summary: 'A job is for a component that the cluster does not have',
    why: 'The job finds nothing.',
    fix: 'Remove the job.',
  }),
];
