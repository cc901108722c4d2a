import { decodeRoot } from '../decode/document';
import type { PrometheusProblem } from '../problem';
import { readYaml, YAML_V3_LOOKAHEAD } from '../yaml/read';
import { checkRuleFile } from './check-rule-file';
import { RuleFileDecoder } from './decode-rule-file';
import type { RuleFile } from './rule-file';
import { TextLines } from './text-position';

/** The problems of a rule file, and the file as far as it could be read. */
export interface RuleFileValidation {
  /** In the order of the text. Prometheus accepts the file when none of them is an error. */
  readonly problems: readonly PrometheusProblem[];
  /** Nothing where the text is not YAML. */
  readonly file?: RuleFile;
}

const BYTE_ORDER_MARK = '\ufeff';

/** Validates a rule file as `promtool check rules` of Prometheus 3.16 does, but goes on where that stops. */
export function validateRuleFile(text: string): RuleFileValidation {
  const lines = new TextLines(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  const { problems, value } = decodeRoot(readYaml(text, YAML_V3_LOOKAHEAD), (place, context) => {
    const file = new RuleFileDecoder(context, lines).decode(place);
    checkRuleFile(file, context);
    return file;
  }, 'none');
  return { problems, ...(value && { file: value }) };
}
