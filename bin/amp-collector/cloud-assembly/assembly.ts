import { collectorTarget } from '../../../lib/plugin/scraper-properties';
import { NotAText, templateTexts, type TemplateText } from '../../../lib/private/template-text';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import type { Document } from '../input/document';
import { appFactsOf, sourceFileOf, unacknowledged } from './acknowledgements';
import { AssemblyError, objectAt } from './json';
import { readManifest } from './manifest';
import { readStack, type MissingTemplate, type TemplateScraper } from './template';

const BLOB = 'ScrapeConfiguration.ConfigurationBlob';

/** Reads the configuration of every scraper in a cloud assembly, its stages and its nested stacks. */
export function readAssembly(folder: string): Document[] {
  return readManifest(folder).map(readStack).flatMap(({ scrapers, missing }) =>
    [...scrapers.flatMap(scraperDocuments), ...missing.map(missingDocument)]);
}

function scraperDocuments({ constructPath, templateFile: file, properties, metadata }: TemplateScraper): Document[] {
  const blob = objectAt(file, `the ScrapeConfiguration of ${constructPath}`, properties.ScrapeConfiguration).ConfigurationBlob;
  if (blob === undefined || blob === null) throw new AssemblyError(file, `the scraper ${constructPath} has no ${BLOB}`);
  const target = { ...collectorTarget(properties), ...appFactsOf(constructPath, metadata) };
  return textsAt(file, constructPath, blob).map(({ text, condition }) => ({
    name: condition === '' ? constructPath : `${constructPath} (if ${condition})`,
    file, constructPath, target,
    ...text === undefined
      ? { text: '', unread: unread('unknown-configuration', BLOB, 'the configuration is known only at deployment, so it is not validated') }
      : { text, sourceFile: sourceFileOf(constructPath, metadata) },
    unacknowledged: (problems: readonly Problem[]) => unacknowledged(problems, constructPath, metadata),
  }));
}

function textsAt(file: string, constructPath: string, blob: unknown): TemplateText[] {
  try {
    return templateTexts(blob);
  } catch (error) {
    if (error instanceof NotAText) throw new AssemblyError(file, `the ${BLOB} of ${constructPath} cannot be read: ${error.message}`);
    throw error;
  }
}

function missingDocument({ stackName, templateFile: file }: MissingTemplate): Document {
  return {
    name: stackName, file, constructPath: stackName, text: '',
    unread: unread('missing-template', 'TemplateURL', 'the template of this nested stack is not in the cloud assembly, so it is not validated'),
  };
}

function unread(ruleId: string, path: string, message: string): Problem {
  return { ruleId, path, message, severity: ProblemSeverity.WARNING };
}
