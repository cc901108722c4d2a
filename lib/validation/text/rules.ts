import { LIMITS } from '../../private/limits';
import { encodingOf } from '../../private/plain-text';
import { secretReferenceMessage, secretReferences } from '../../private/secret-references';
import type { Place } from '../../prometheus/decode/place';
import { EMPTY_CONTENT, type YamlNode } from '../../prometheus/yaml/node';
import { CollectorDestination } from '../collector-target';
import type { LocatedMessage } from '../located-message';
import { ProblemSeverity } from '../problem';
import type { ValidationRule } from '../rule';
import type { ValidationTarget } from '../validation-target';
import { describeOtherFile } from '../file-kind';
import type { WantedText } from '../file-kinds';
import { secondDocument } from './second-document';

const SCRAPER = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-aps-scraper.html';
const SIZE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/managed-prometheus-collectors-scraper-configuration.html';

const CONFIGURATION = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/';
const DYNAMIC_REFERENCES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html';

const START: Place = { node: EMPTY_CONTENT };

const { ERROR, WARNING } = ProblemSeverity;

/** The ways in which a text is not plain YAML. If one of them applies, the text is not read as YAML. */
export const ENCODING_RULES: ReadonlyArray<ValidationRule<string>> = encodingRules('global|scrape_configs', ' as "Invalid Prometheus scrape configuration"');

/**
 * @param keys the keys at the root of such a text, separated by bars
 * @param answer the answer of the service to a text that is encoded twice, as the end of a sentence
 */
export function encodingRules(keys: string, answer = ''): ReadonlyArray<ValidationRule<string>> {
  return [
    {
      id: 'base64-text', severity: ERROR, helpUrl: SCRAPER,
      summary: 'The configuration is base64 instead of plain YAML',
      why: 'CloudFormation encodes the text itself; the service refuses a text that is encoded twice as "Invalid Prometheus scrape configuration".',
      fix: 'Specify the plain YAML.',
      check: text => encodingOf(text, keys) === 'base64'
        ? atStart(`the text is base64, not YAML: CloudFormation encodes the text itself, and a text that is encoded twice is refused${answer}; specify the plain YAML`)
        : [],
    },
    {
      id: 'escaped-newlines', severity: ERROR, helpUrl: SCRAPER,
      summary: 'The configuration has the two characters "\\n" in place of line breaks',
      why: 'Prometheus reads the text as one line, which is not a valid configuration.',
      fix: 'Join the lines with real line breaks.',
      check: text => encodingOf(text, keys) === 'escaped-newlines'
        ? atStart('the text has "\\n" as two characters where lines should end: it was escaped once too often; specify it with line breaks')
        : [],
    },
  ];
}

/** A text before it is read, and the collector that it is for. */
export interface GivenText {
  readonly text: string;
  readonly target: ValidationTarget;
}

/** A text that is too large to be read. */
export const SIZE_RULES: ReadonlyArray<ValidationRule<GivenText>> = [
  {
    id: 'configuration-size', severity: ERROR, helpUrl: SIZE, check: oversize,
    summary: 'The configuration is larger than 256 KB',
    why: 'Collectors for CloudWatch refuse larger configurations. For workspaces no limit is documented, so that this is a warning, and the configuration is not '
      + 'validated further.',
    fix: 'Split the jobs over several scrapers, or shorten the relabelings.',
  },
];

/** A text that was read as YAML. */
export interface ReadText {
  readonly text: string;
  /** Absent for an empty text. */
  readonly root?: YamlNode;
}

/** The texts that are YAML and no scrape configuration: what else is wrong with them follows from that. */
export const OTHER_FILE_RULES: ReadonlyArray<ValidationRule<ReadText>> = [
  otherFileRule('scrape-configuration'),
];

/** @param wanted the kind of text that the file should be */
export function otherFileRule(wanted: WantedText): ValidationRule<Pick<ReadText, 'root'>> {
  return {
    id: 'other-file', severity: ERROR, helpUrl: CONFIGURATION,
    summary: 'The text is a file of another kind',
    why: 'The service takes the configuration of Prometheus itself, not the files that contain it or that other programs read.',
    fix: 'Specify the part of the file that the message names.',
    check: ({ root }) => {
      const message = root && describeOtherFile(root, wanted);
      return message === undefined ? [] : [{ place: { node: root ?? EMPTY_CONTENT }, message }];
    },
  };
}

/** @param advice what to do with the contents of the second document */
export function secondDocumentRule(advice: string): ValidationRule<Pick<ReadText, 'text'>> {
  return {
    id: 'second-document', severity: WARNING, helpUrl: CONFIGURATION, check: ({ text }) => secondDocument(text, advice),
    summary: 'The text has a second YAML document',
    why: 'Prometheus reads the first document and ignores all others.',
    fix: 'Move the jobs of all documents into one `scrape_configs` list, and rule groups into one `groups` list.',
  };
}

/** @param reader the kind of text */
export function secretReferenceRule(reader: WantedText): ValidationRule<Pick<ReadText, 'text'>> {
  return {
    id: 'secret-reference', severity: ERROR, helpUrl: DYNAMIC_REFERENCES,
    summary: 'The text has a dynamic reference to a secret',
    why: 'CloudFormation resolves it with the rights of the deployment: the secret becomes part of the text, which everybody who may describe the scraper, '
      + 'the rule groups namespace or the alert manager definition can read. A collector sends it to targets.',
    fix: 'Remove the reference; `{{resolve:ssm:…}}` for values that are not secret is allowed. A collector supports no secrets. An alert manager takes the ARN of a '
      + 'secret for PagerDuty.',
    check: ({ text }) => secretReferences(text).map(({ service, ...position }) => ({
      place: { node: { ...EMPTY_CONTENT, ...position } }, message: secretReferenceMessage(service, reader),
    })),
  };
}

/** The rules about a text as a whole. */
export const TEXT_RULES: ReadonlyArray<ValidationRule<ReadText>> = [
  secondDocumentRule('move its jobs into the scrape_configs of the first'),
  secretReferenceRule('scrape-configuration'),
];

function oversize({ text, target }: GivenText): LocatedMessage[] {
  const bytes = Buffer.byteLength(text, 'utf8');
  const most = LIMITS.configurationBytes;
  if (bytes <= most) return [];
  const isLimit = target.destination === CollectorDestination.CLOUD_WATCH;
  const message = isLimit
    ? `the configuration must have at most ${most} bytes (256 KB), got ${bytes}`
    : `the configuration has ${bytes} bytes; above ${most} bytes (256 KB) it is not validated, and the service may refuse it`;
  return [{ place: START, message, severity: isLimit ? ERROR : WARNING }];
}

function atStart(message: string): LocatedMessage[] {
  return [{ place: START, message }];
}
