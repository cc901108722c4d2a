import { ProblemSeverity } from '../../problem';
import type { ValidationRule } from '../../rule';
import type { DefinitionContext } from '../definition-context';
import { exceededQuotas, longRepeatIntervals } from './quotas';
import { invalidSecrets, missingRegions, readFiles, undocumentedReceiverFields, unsupportedReceiverFields, unsupportedReceivers } from './receivers';
import { invalidTemplateNames, invalidTemplates } from './templates';
import { invalidTopics, otherRegions } from './topics';

const GUIDE = 'https://docs.aws.amazon.com/prometheus/latest/userguide';
const RECEIVERS = `${GUIDE}/AMP-alertmanager-receiver.html`;
const SNS = `${GUIDE}/AMP-alertmanager-receiver-AWSSNS.html`;
const PAGER_DUTY = `${GUIDE}/AMP-alertmanager-pagerduty.html`;
const CONFIGURATION = `${GUIDE}/AMP-alertmanager-config.html`;
const QUOTAS = `${GUIDE}/AMP_quotas.html`;
const TEMPLATES = 'https://prometheus.io/docs/alerting/latest/notifications/';

const { ERROR, WARNING } = ProblemSeverity;

/** The differences between the service's alert manager and Alertmanager. */
export const DEFINITION_LIMIT_RULES: ReadonlyArray<ValidationRule<DefinitionContext>> = [
  {
    id: 'unsupported-receiver', severity: ERROR, helpUrl: RECEIVERS, check: unsupportedReceivers,
    summary: 'A receiver is neither an SNS topic nor PagerDuty',
    why: 'The service has receivers for SNS and PagerDuty only, and refuses others.',
    fix: 'Send to an SNS topic, and from there to chat, email or a Lambda function.',
  },
  {
    id: 'unsupported-receiver-field', severity: ERROR, helpUrl: RECEIVERS, check: unsupportedReceiverFields,
    summary: 'A receiver has a field that the service does not allow',
    why: 'The service sets endpoints itself, and supports neither proxies nor files.',
    fix: 'Remove the field.',
  },
  {
    id: 'undocumented-receiver-field', severity: WARNING, helpUrl: RECEIVERS, check: undocumentedReceiverFields,
    summary: 'A receiver has a field that AWS does not document',
    why: 'The service may refuse or ignore it.',
    fix: 'Try the definition before you rely on the field, or remove it.',
  },
  {
    id: 'invalid-topic', severity: ERROR, helpUrl: SNS, check: invalidTopics,
    summary: 'A receiver\'s topic is not a standard SNS topic of the workspace\'s account',
    why: 'The service refuses topics of other accounts, and cannot publish to FIFO topics.',
    fix: 'Specify the ARN of a standard topic in the workspace\'s account.',
  },
  {
    id: 'missing-topic-region', severity: ERROR, helpUrl: SNS, check: missingRegions,
    summary: 'An SNS receiver has no `sigv4.region`',
    why: 'The service requires it.',
    fix: 'Specify the Region of the topic as `sigv4.region`.',
  },
  {
    id: 'other-topic-region', severity: WARNING, helpUrl: SNS, check: otherRegions,
    summary: 'An SNS receiver signs for another Region than the topic\'s',
    why: 'Requests go to the endpoint of `sigv4.region`, where the topic does not exist.',
    fix: 'Specify the Region of the topic as `sigv4.region`.',
  },
  {
    id: 'invalid-secret-reference', severity: ERROR, helpUrl: PAGER_DUTY, check: invalidSecrets,
    summary: 'A PagerDuty key is not a complete reference to AWS Secrets Manager',
    why: 'The service takes PagerDuty keys from AWS Secrets Manager only.',
    fix: 'Specify `routing_key` as `aws_secrets_manager` with `secret_arn` and `secret_key`.',
  },
  {
    id: 'missing-alert-manager-file', severity: ERROR, helpUrl: CONFIGURATION, check: readFiles,
    summary: 'A setting of the alert manager reads a file',
    why: 'The service has no files other than `template_files`, and refuses settings that read some.',
    fix: 'Remove the setting.',
  },
  {
    id: 'invalid-notification-template', severity: ERROR, helpUrl: TEMPLATES, check: invalidTemplates,
    summary: 'A template of a notification cannot be parsed',
    why: 'The service refuses template files that cannot be parsed. It does not look at the templates in receivers before the first '
      + 'notification, which then fails.',
    fix: 'Correct the template at the reported place.',
  },
  {
    id: 'invalid-template-name', severity: ERROR, helpUrl: CONFIGURATION, check: invalidTemplateNames,
    summary: 'The name of a template file has a path',
    why: 'The service takes plain names only.',
    fix: 'Rename the template file.',
  },
  {
    id: 'alert-manager-quota', severity: WARNING, helpUrl: QUOTAS, check: exceededQuotas,
    summary: 'The alert manager definition has more routes, inhibition rules or templates than the default quota',
    why: 'The service refuses the definition unless the quota was raised.',
    fix: 'Simplify the definition, or request a higher quota and acknowledge the warning.',
  },
  {
    id: 'long-repeat-interval', severity: WARNING, helpUrl: CONFIGURATION, check: longRepeatIntervals,
    summary: 'A repeat_interval is longer than five days',
    why: 'The service treats it as five days.',
    fix: 'Specify at most `5d`.',
  },
];
