import { LIMITS } from '../../private/limits';
import { ProblemSeverity, type ScrapeConfigurationProblem } from '../problem';

const TOP_LEVEL_KEY = /^\s*["'{]?\s*["']?(?:global|scrape_configs)["']?\s*:/m;

/** Text that was prepared for another door than this one. */
export function encodingProblems(text: string): ScrapeConfigurationProblem[] {
  if (isBase64(text)) {
    return [error('collector/base64', 'the text is base64, not YAML: CloudFormation encodes the configuration itself, and '
      + 'encoded twice it is refused as "Invalid Prometheus scrape configuration"; give the plain YAML')];
  }
  if (hasEscapedNewlines(text)) {
    return [error('collector/escaped-newlines', 'the text has "\\n" as two characters where lines should end: '
      + 'it was escaped once too often; give it with real line breaks')];
  }
  return [];
}

export function sizeProblems(text: string): ScrapeConfigurationProblem[] {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes <= LIMITS.configurationBytes) return [];
  return [error('collector/size', `the configuration must have at most ${LIMITS.configurationBytes} bytes (256 KB), got ${bytes}`)];
}

function isBase64(text: string): boolean {
  const compact = text.replace(/\s+/g, '');
  return compact.length >= 8 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact)
    && TOP_LEVEL_KEY.test(Buffer.from(compact, 'base64').toString('utf8'));
}

/** One line, which is several once the escapes are read: a top-level key alone on the first, or at the start of another. */
function hasEscapedNewlines(text: string): boolean {
  const line = text.trim();
  return !line.includes('\n') && !line.startsWith('{')
    && /^["']?(?:global|scrape_configs):\s*\\n|\\n(?:global|scrape_configs):/.test(line);
}

function error(ruleId: string, message: string): ScrapeConfigurationProblem {
  return { ruleId, severity: ProblemSeverity.ERROR, path: '', message, line: 1, column: 1 };
}
