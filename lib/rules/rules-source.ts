import { isObject } from '../private/json';
import { withAlikeTokens } from '../private/tokens';
import { decoded } from '../prometheus/yaml/text-of-file';
import { unwritableProblems } from '../scrape-configuration/source/written-text';
import { writeYaml } from '../scrape-configuration/writer/write-yaml';
import type { Problem } from '../validation/problem';
import type { RuleFileTarget } from '../validation/rule-files/rule-file-context';
import type { RulesValidation } from '../validation/rule-files/validate-rules';
import { rulesLibrary } from '../validation/rules-library';
import { inPropertyNames } from './property-names';
import { renderRuleGroup, type RuleGroup } from './rule-group';

/** The subject of errors about rules as a whole. */
export const SUBJECT = 'the set of rule groups';

/** The form in which rules were given. */
export interface RulesSource {
  /** The file that the rule file is from, line by line the same. */
  readonly unchangedFile?: string;

  /** Returns the rules as a rule file. */
  toYaml(): string;

  /** Returns all problems of the rules. Never throws. */
  problems(target: RuleFileTarget): readonly Problem[];

  /** Returns problems of the written rule file with their places in what was given. */
  located(problems: readonly Problem[]): readonly Problem[];
}

const OBJECT_KIND = 'PrometheusRule';

/** YAML text, or the bytes of a file: a rule file, or PrometheusRule objects. */
export class TextSource implements RulesSource {
  private readonly text: string;
  private yaml?: string;

  constructor(content: string | Buffer, private readonly file?: string) {
    this.text = (typeof content === 'string' ? content : decoded(content)).toString();
  }

  public get unchangedFile(): string | undefined {
    return this.toYaml() === this.text ? this.file : undefined;
  }

  public toYaml(): string {
    return this.yaml ??= this.text.includes(OBJECT_KIND) ? this.unwrapped() : this.text;
  }

  public problems(target: RuleFileTarget): readonly Problem[] {
    return this.validate(target).problems;
  }

  /** Returns the problems with their file, and the rules as far as they can be read. */
  public validate(target: RuleFileTarget): RulesValidation {
    const yaml = this.toYaml();
    const written = yaml === this.text ? {} : { bytes: Buffer.byteLength(yaml) };
    const validation = rulesLibrary().validateRules(this.text, { ...target, ...written });
    return { ...validation, problems: this.inFile(validation.problems) };
  }

  public located(problems: readonly Problem[]): readonly Problem[] {
    return this.inFile(this.toYaml() === this.text ? problems : withoutPositions(problems));
  }

  private inFile(problems: readonly Problem[]): readonly Problem[] {
    return this.file === undefined ? problems : problems.map(problem => ({ ...problem, file: this.file }));
  }

  private unwrapped(): string {
    const { validateRules, ruleFileObject } = rulesLibrary();
    const { isObjects, file } = validateRules(this.text);
    return isObjects && file !== undefined ? writeYaml(ruleFileObject(file), SUBJECT) : this.text;
  }
}

/** An object with Prometheus's field names: a rule file, or PrometheusRule objects. */
export class ObjectSource implements RulesSource {
  constructor(private readonly value: { readonly [field: string]: unknown }) {}

  public toYaml(): string {
    return writeYaml(ruleFileOf(this.value), SUBJECT);
  }

  public problems(target: RuleFileTarget): readonly Problem[] {
    const unwritable = unwritableProblems(this.value);
    return unwritable.length > 0 ? unwritable : writtenProblems(writeYaml(this.value, SUBJECT), target);
  }

  public located(problems: readonly Problem[]): readonly Problem[] {
    return withoutPositions(problems);
  }
}

/** Returns the specification of a PrometheusRule object, or those of a list of objects as one; another object is a rule file. */
function ruleFileOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.kind === OBJECT_KIND) return value.spec ?? {};
  if (value.kind === undefined || value.apiVersion === undefined || !Array.isArray(value.items)) return value;
  // The items of a list of one kind may be without it.
  const kinds: unknown[] = [OBJECT_KIND, ...value.kind === `${OBJECT_KIND}List` ? [undefined] : []];
  const objects = value.items.filter(isObject).filter(({ kind }) => kinds.includes(kind));
  return { groups: objects.flatMap(({ spec }) => isObject(spec) ? spec.groups ?? [] : []) };
}

/** Typed groups. */
export class TypedSource implements RulesSource {
  private readonly groups: readonly RuleGroup[];
  private yaml?: string;

  constructor(groups: readonly RuleGroup[]) {
    this.groups = [...groups];
  }

  public toYaml(): string {
    return this.yaml ??= writeYaml({ groups: this.groups.map(renderRuleGroup) }, SUBJECT);
  }

  public problems(target: RuleFileTarget): readonly Problem[] {
    const unwritable = unwritableProblems({ groups: this.groups.map(renderRuleGroup) });
    if (unwritable.length > 0) return unwritable.map(problem => inPropertyNames(problem, undefined));
    const { problems, file } = rulesLibrary().validateRules(withAlikeTokens(this.toYaml()), { ...target, isWritten: true });
    return problems.map(problem => inPropertyNames(problem, file));
  }

  public located(problems: readonly Problem[]): readonly Problem[] {
    if (problems.length === 0) return [];
    const { file } = rulesLibrary().validateRules(withAlikeTokens(this.toYaml()));
    return withoutPositions(problems).map(problem => inPropertyNames(problem, file));
  }
}

/** Files whose groups are together in one namespace. */
export class FilesSource implements RulesSource {
  constructor(private readonly files: readonly TextSource[], private readonly yaml: string) {}

  public toYaml(): string {
    return this.yaml;
  }

  public problems(target: RuleFileTarget): readonly Problem[] {
    const { isOfQuota, quotaProblems } = rulesLibrary();
    const validated = this.files.map(file => file.validate(target));
    const groups = validated.flatMap(({ file }) => file?.groups ?? []);
    return [
      ...validated.flatMap(({ problems }) => problems.filter(problem => !isOfQuota(problem))),
      ...withoutPositions(quotaProblems(groups, Buffer.byteLength(this.yaml))),
    ];
  }

  public located(problems: readonly Problem[]): readonly Problem[] {
    return withoutPositions(problems);
  }
}

function writtenProblems(yaml: string, target: RuleFileTarget): Problem[] {
  return withoutPositions(rulesLibrary().validateRules(withAlikeTokens(yaml), { ...target, isWritten: true }).problems);
}

/** Problems of a text that no user sees have no line and column. */
function withoutPositions(problems: readonly Problem[]): Problem[] {
  return problems.map(({ line, column, ...problem }) => problem);
}
