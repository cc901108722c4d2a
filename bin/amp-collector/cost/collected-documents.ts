import type { EffectiveConfiguration } from '../../../lib/prometheus/scrape-config/effective';
import type { JsonObject } from '../../../lib/private/json';
import { CommandError, EXIT } from '../command-error';
import { dashboardOf } from '../documents/dashboard';
import { recognizeKind } from '../documents/document-kinds';
import { RULE_FILE } from '../documents/rule-file';
import { readDocuments } from '../documents/read-documents';
import type { Document } from '../input/document';
import { documentText } from '../input/document-text';
import { readConfiguration } from '../input/read-configuration';

/** The scrapers and the rules of files and cloud assemblies. */
export interface CollectedDocuments {
  readonly scrapers: ReadonlyArray<{ readonly name: string; readonly configuration: EffectiveConfiguration }>;
  readonly ruleFiles: readonly string[];
  /** The queries of anomaly detectors. */
  readonly detectors: ReadonlyArray<{ readonly name: string; readonly query: string }>;
  /** The dashboards of assemblies. */
  readonly dashboards: readonly JsonObject[];
  /** Texts that are known only at deployment. */
  readonly unread: readonly string[];
}

export function collectedDocuments(operands: readonly string[]): CollectedDocuments {
  const { documents } = readDocuments(operands);
  const ofKind = documents.filter(({ kind }) => kind !== 'alert-manager-definition');
  const read = ofKind.filter(({ unread }) => unread === undefined);
  const texts = read.filter(({ kind }) => kind !== 'query' && kind !== 'dashboard');
  const [rules, configurations] = [texts.filter(isRuleFile), texts.filter(document => !isRuleFile(document))];
  return {
    scrapers: configurations.map(document => ({ name: document.name, configuration: configurationOf(document) })),
    ruleFiles: rules.map(documentText),
    detectors: read.filter(({ kind }) => kind === 'query').map(document => ({ name: document.name, query: documentText(document) })),
    dashboards: read.filter(({ kind }) => kind === 'dashboard').map(dashboardOf),
    unread: ofKind.flatMap(({ name, unread }) => unread === undefined ? [] : [`${name}: ${unread.message}`]),
  };
}

function isRuleFile(document: Document): boolean {
  return document.kind === undefined ? recognizeKind(documentText(document)) === RULE_FILE : document.kind === 'rule-file';
}

function configurationOf({ name, text }: Document): EffectiveConfiguration {
  const { configuration, errors: [error] } = readConfiguration(text);
  if (configuration !== undefined && error === undefined) return configuration;
  throw new CommandError(`${name} is not valid: ${error?.message ?? 'it is empty'}; for all problems run: amp-collector validate`, EXIT.PROBLEMS);
}
