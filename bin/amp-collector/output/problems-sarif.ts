import type { Log, Result } from 'sarif';
import { formatProblem } from '../../../lib/private/property-problem';
import { ProblemSeverity } from '../../../lib/validation/problem';
import type { ValidatedDocument } from './validated-document';

/**
 * Problems in the format that code scanning services read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(judged: readonly ValidatedDocument[]): Log {
  const ruleIds = [...new Set(judged.flatMap(({ problems }) => problems.map(({ ruleId }) => ruleId)))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'amp-collector', rules: ruleIds.map(id => ({ id })) } },
      columnKind: 'utf16CodeUnits',
      results: judged.flatMap(entry => results(entry, ruleIds)),
    }],
  };
}

function results({ source, problems }: ValidatedDocument, ruleIds: readonly string[]): Result[] {
  return problems.map(problem => ({
    ruleId: problem.ruleId,
    ruleIndex: ruleIds.indexOf(problem.ruleId),
    level: problem.severity === ProblemSeverity.ERROR ? 'error' : 'warning',
    // In a template, the place in the configuration is part of the text.
    message: { text: formatProblem(source.constructPath === undefined ? { path: problem.path, message: problem.message } : problem) },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: source.file.split(/[/\\]/).map(encodeURIComponent).join('/') },
        // The lines of a configuration inside a template are not the template's.
        ...source.constructPath === undefined && problem.line !== undefined
          ? { region: { startLine: problem.line, startColumn: problem.column } }
          : {},
      },
      ...source.constructPath === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: source.constructPath, kind: 'resource' }] },
    }],
  }));
}
