import { LIMITS } from '../../private/limits';
import { encodingOf } from '../../private/plain-text';
import type { Place } from '../../prometheus/decode/place';
import { EMPTY_CONTENT } from '../../prometheus/yaml/node';
import type { LocatedMessage } from '../located-message';
import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';

const SCRAPER = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-scraper.html';
const SIZE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html';

const START: Place = { node: EMPTY_CONTENT };

const { ERROR } = ProblemSeverity;

/** The ways in which a text is not plain YAML. Where one of them applies, the text is not read as YAML. */
export const ENCODING_RULES: ReadonlyArray<ValidationRule<string>> = encodingRules('global|scrape_configs');

/** @param keys the keys at the root of such a text, separated by bars */
export function encodingRules(keys: string): ReadonlyArray<ValidationRule<string>> {
  return [
    {
      id: 'base64-text', severity: ERROR, helpUrl: SCRAPER,
      summary: 'The configuration is base64 instead of plain YAML',
      why: 'CloudFormation encodes the text itself; the service refuses a text that is encoded twice as "Invalid Prometheus scrape configuration".',
      fix: 'Specify the plain YAML.',
      check: text => encodingOf(text, keys) === 'base64'
        ? atStart('the text is base64, not YAML: CloudFormation encodes the configuration itself, and a text that is encoded twice '
          + 'is refused as "Invalid Prometheus scrape configuration"; specify the plain YAML')
        : [],
    },
    {
      id: 'escaped-newlines', severity: ERROR, helpUrl: SCRAPER,
      summary: 'The configuration has the two characters "\\n" in place of line breaks',
      why: 'The text is one line to Prometheus, which is no valid configuration.',
      fix: 'Join the lines with real line breaks.',
      check: text => encodingOf(text, keys) === 'escaped-newlines'
        ? atStart('the text has "\\n" as two characters where lines should end: it was escaped once too often; specify it with line breaks')
        : [],
    },
  ];
}

/** The rules about a text as a whole. */
export const TEXT_RULES: ReadonlyArray<ValidationRule<string>> = [
  {
    id: 'configuration-size', severity: ERROR, helpUrl: SIZE,
    summary: 'The configuration is larger than 256 KB',
    why: 'The service refuses larger configurations.',
    fix: 'Split the jobs over several scrapers, or shorten the relabelings.',
    check: (text) => {
      const bytes = Buffer.byteLength(text, 'utf8');
      const most = LIMITS.configurationBytes;
      return bytes <= most ? [] : atStart(`the configuration must have at most ${most} bytes (256 KB), got ${bytes}`);
    },
  },
];

function atStart(message: string): LocatedMessage[] {
  return [{ place: START, message }];
}
