import type { ConvertedFile } from '../../../lib/conversion/files/converted';
import { readDocuments } from '../../../lib/conversion/source-document';
import { call, prefixed, printExpression, valueOf, type Expression } from './expression';
import { typedRuleGroups } from './typed-rule-groups';
import { typedScrapeConfiguration } from './typed-scrape-configuration';
import { Imports, isRecord } from './typed-values';

/** Writes converted files as a module of typed values, which compiles as an ES module and as CommonJS. */
export function typescriptModule(files: readonly ConvertedFile[]): string {
  const imports = new Imports();
  const constants = files.map(file => constant(file, imports));
  return `${[
    ...importLine(imports.core, 'aws-cdk-lib'),
    ...importLine(imports.library, 'cdk-managed-prometheus'),
  ].join('\n')}\n\n${constants.join('\n')}`;
}

function constant({ kind, value }: ConvertedFile, imports: Imports): string {
  switch (kind) {
    case 'scrape-configuration':
      return declaration('The scrapeConfiguration of an EksCollector or a Scraper.', 'scrapeConfiguration', typedScrapeConfiguration(value, imports));
    case 'rule-file':
      return declaration('The ruleGroups of a RuleGroupsNamespace.', 'ruleGroups', typedRuleGroups(value, imports));
    case 'alert-manager-definition':
      return declaration('The alertManager of a Workspace.', 'alertManager', definition(value, imports));
  }
}

function declaration(comment: string, name: string, expression: Expression): string {
  return `/** ${comment} */\n${printExpression(prefixed(`export const ${name} = `, expression))};\n`;
}

function definition(value: Readonly<Record<string, unknown>>, imports: Imports): Expression {
  const { alertmanager_config: text, ...others } = value;
  imports.library.add('AlertManagerDefinition');
  const configuration = readDocuments(String(text)).documents[0]?.value;
  return call('AlertManagerDefinition.fromObject', valueOf(isRecord(configuration) && Object.keys(others).length === 0 ? configuration : value));
}

function importLine(names: ReadonlySet<string>, module: string): string[] {
  return names.size === 0 ? [] : [`import { ${[...names].sort().join(', ')} } from '${module}';`];
}
