import type { Context } from '../decode/context';
import { decodeRoot } from '../decode/document';
import type { PrometheusProblem } from '../problem';
import { isNull, type YamlNode } from '../yaml/node';
import { readYaml, YAML_V3_LOOKAHEAD, type YamlDocument } from '../yaml/read';
import { checkRuleFile, type CheckOptions } from './check-rule-file';
import { RuleFileDecoder } from './decode-rule-file';
import type { FileGroup, RuleFile } from './rule-file';
import { ruleObjectsIn, specificationOf } from './rule-objects';
import { splitDocuments } from './split-documents';
import { TextLines } from './text-position';

/** The problems of a rule file, and the file as far as it could be read. */
export interface RuleFileValidation {
  /** In the order of the text. Prometheus accepts the file when none of them is an error. */
  readonly problems: readonly PrometheusProblem[];
  /** Absent if the text is not YAML. */
  readonly file?: RuleFile;
}

/** A text with rules, which may be objects of Kubernetes rather than a rule file. */
export interface RulesValidation extends RuleFileValidation {
  /** True if the text is one or several PrometheusRule objects. */
  readonly isObjects: boolean;
}

const BYTE_ORDER_MARK = '\ufeff';

/** Validates a rule file as `promtool check rules` of Prometheus 3.16 does, but goes on where that stops. */
export function validateRuleFile(text: string, options?: CheckOptions): RuleFileValidation {
  return validateDocument(text, readYaml(text, { lookahead: YAML_V3_LOOKAHEAD }), options);
}

function validateDocument(text: string, document: YamlDocument, options: CheckOptions | undefined): RuleFileValidation {
  const lines = new TextLines(withoutMark(text));
  const { problems, value } = decodeRoot(document, (place, context) => {
    const file = new RuleFileDecoder(context, lines).decode(place);
    checkRuleFile(file, context, options);
    return file;
  });
  return { problems, ...(value && { file: value }) };
}

/** Validates a rule file, or the groups of PrometheusRule objects as if they were in one file. */
export function validateRules(text: string, options?: CheckOptions): RulesValidation {
  const document = readYaml(text, { lookahead: YAML_V3_LOOKAHEAD });
  if (ruleObjectsIn(firstContent(text, document)) === undefined) return { isObjects: false, ...validateDocument(text, document, options) };

  const groups: FileGroup[] = [];
  const plain = withoutMark(text);
  const problems = splitDocuments(plain).flatMap(({ text: part, firstLine }) => {
    const lines = new TextLines(part, firstLine);
    const read = part === plain ? document : readYaml(part, { lookahead: YAML_V3_LOOKAHEAD, firstLine });
    return decodeRoot(read, ({ node }, context) => {
      const objects = ruleObjectsIn(node);
      if (objects === undefined && !isNull(node)) {
        context.report('missing-field', { node }, 'apiVersion and kind are missing: a document beside PrometheusRule objects must be an object, too');
      }
      for (const object of objects ?? []) {
        const specification = specificationOf(object);
        if (specification === undefined) {
          context.report('missing-field', object, 'spec is missing: a PrometheusRule has its groups under spec');
          continue;
        }
        for (const group of new RuleFileDecoder(context, lines).decode(specification).groups) groups.push(group);
      }
    }).problems;
  });
  const file = { groups };
  return { isObjects: true, file, problems: [...problems, ...checked(file, options)] };
}

/** Returns the root of the first document that has one: charts render documents of nothing but comments. */
function firstContent(text: string, { root }: YamlDocument): YamlNode | undefined {
  if ((root !== undefined && !isNull(root)) || !text.includes('PrometheusRule')) return root;
  const [first] = splitDocuments(withoutMark(text));
  return first && readYaml(first.text, { lookahead: YAML_V3_LOOKAHEAD }).root;
}

function checked(file: RuleFile, options: CheckOptions | undefined): readonly PrometheusProblem[] {
  return decodeRoot({}, (_place, context: Context) => {
    checkRuleFile(file, context, options);
  }).problems;
}

function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
