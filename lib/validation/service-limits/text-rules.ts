import { LIMITS } from '../../private/limits';
import { encodingOf } from '../../private/plain-text';
import { ProblemSeverity, type Problem } from '../problem';

const TOP_LEVEL_KEYS = 'global|scrape_configs';

/** Text that was prepared for another door than this one. */
export function encodingProblems(text: string): Problem[] {
  switch (encodingOf(text, TOP_LEVEL_KEYS)) {
    case 'base64': return [error('collector/base64', 'the text is base64, not YAML: CloudFormation encodes the configuration itself, and '
      + 'encoded twice it is refused as "Invalid Prometheus scrape configuration"; give the plain YAML')];
    case 'escaped-newlines': return [error('collector/escaped-newlines', 'the text has "\\n" as two characters where lines should end: '
      + 'it was escaped once too often; give it with real line breaks')];
    default: return [];
  }
}

export function sizeProblems(text: string): Problem[] {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes <= LIMITS.configurationBytes) return [];
  return [error('collector/size', `the configuration must have at most ${LIMITS.configurationBytes} bytes (256 KB), got ${bytes}`)];
}

function error(ruleId: string, message: string): Problem {
  return { ruleId, severity: ProblemSeverity.ERROR, path: '', message, line: 1, column: 1 };
}
