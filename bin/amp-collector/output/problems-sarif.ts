import type { Location, Log, Result } from 'sarif';
import { formatProblem } from '../../../lib/private/property-problem';
import { ProblemSeverity, type Problem } from '../../../lib/validation/problem';
import type { Document } from '../input/document';
import { problemPlace } from './problem-place';
import { repositoryPath } from './repository-path';
import type { ValidatedDocument } from './validated-document';

/**
 * Problems in the format of code scanning services.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(documents: readonly ValidatedDocument[]): Log {
  const ruleIds = [...new Set(documents.flatMap(({ problems }) => problems.map(({ ruleId }) => ruleId)))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'amp-collector', rules: ruleIds.map(id => ({ id })) } },
      columnKind: 'utf16CodeUnits',
      results: documents.flatMap(({ source, problems }) => problems.map(problem => resultOf(source, problem, ruleIds))),
    }],
  };
}

function resultOf(source: Document, problem: Problem, ruleIds: readonly string[]): Result {
  const isInFile = problemPlace(source, problem) !== undefined;
  return {
    ruleId: problem.ruleId,
    ruleIndex: ruleIds.indexOf(problem.ruleId),
    level: problem.severity === ProblemSeverity.ERROR ? 'error' : 'warning',
    // Line and column in the text of a template are a part of the message.
    message: { text: formatProblem(isInFile ? { path: problem.path, jobName: problem.jobName, message: problem.message } : problem) },
    locations: [locationOf(source, problem)],
  };
}

function locationOf(source: Document, problem: Problem): Location {
  const { file, line, column } = problemPlace(source, problem) ?? { file: source.file };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...line === undefined ? {} : { region: { startLine: line, startColumn: column } },
    },
    ...source.constructPath === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: source.constructPath, kind: 'resource' }] },
  };
}

/** Code scanning shows results at paths of the repository. */
function uriOf(file: string): string {
  return (repositoryPath(file) ?? file).split(/[/\\]/).map(encodeURIComponent).join('/');
}
