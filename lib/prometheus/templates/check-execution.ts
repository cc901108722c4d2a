import { unquoteGo } from '../values/go-string';
import { evaluatePipeline, type EvaluationProblem, type Variables } from './evaluate-types';
import { ANY, itemOf, type TemplateFunction, type TemplateType } from './template-types';
import { TemplateTokens } from './template-tokens';

/** A call of another template, with the type that it gives to it. */
export interface TemplateCall {
  /** The calling template; empty for the text itself. */
  readonly from: string;
  readonly name: string;
  readonly type: TemplateType;
  /** True if every execution of the calling template makes the call. */
  readonly isUnconditional: boolean;
}

/** Problems that a template has when it is executed, and its calls of other templates. */
export interface ExecutionCheck {
  readonly problems: readonly EvaluationProblem[];
  readonly calls: readonly TemplateCall[];
}

/** The part of a text to check: the text itself, or a template that it defines. */
export interface ExecutedPart {
  readonly definition?: string;
  /** The type of the dot. */
  readonly dot: TemplateType;
  /** The variables that are set before the text starts, with their dollar. */
  readonly variables?: ReadonlyMap<string, TemplateType>;
}

interface Frame {
  readonly kind: 'text' | 'define' | 'control';
  readonly template: string;
  /** The dot outside, for `else`. */
  readonly outer: TemplateType;
  readonly dot: TemplateType;
  readonly variables: Variables;
  readonly isConditional: boolean;
}

/** Checks the types of a template that was parsed without a problem. Only what certainly fails when it is reached is a problem. */
export function checkExecution(
  text: string, { definition = '', dot, variables: given = new Map() }: ExecutedPart, functions: Readonly<Record<string, TemplateFunction>>,
): ExecutionCheck {
  const tokens = new TemplateTokens(text);
  const reassigned = new Set(Array.from(text.matchAll(/(\$\w*)[ \t\r\n]{0,9}=(?!=)/g), ([, name = '']) => name));
  const problems: EvaluationProblem[] = [];
  const calls: TemplateCall[] = [];
  const rootDot = definition === '' ? dot : ANY;
  const frames: Frame[] = [{ kind: 'text', template: '', outer: rootDot, dot: rootDot, variables: new Map([...given, ['$', rootDot]]), isConditional: false }];
  let frame = frames[0];

  for (let token = tokens.next(); token.type !== 'end' && frame !== undefined; token = tokens.next()) {
    if (token.type !== 'left-delimiter') continue;
    const current: Frame = frame;
    const isChecked = current.template === definition;
    const evaluate = (variables: Variables, context?: 'range') => {
      const { type, problems: found } = evaluatePipeline(tokens, { dot: current.dot, variables, functions, reassigned, context });
      if (isChecked) problems.push(...found);
      return type;
    };
    const call = (type: TemplateType, name: string) => {
      if (isChecked) calls.push({ from: current.template, name, type, isUnconditional: !current.isConditional });
    };
    const first = tokens.nextNonSpace();
    const keyword = first.type === 'keyword' ? first.text : '';
    if (keyword === 'define' || keyword === 'block') {
      const name = unquoteGo(tokens.nextNonSpace().text) ?? '';
      if (keyword === 'block') call(evaluate(current.variables), name);
      const inner = name === definition ? dot : ANY;
      frames.push({ kind: 'define', template: name, outer: inner, dot: inner, variables: new Map([['$', inner]]), isConditional: false });
    } else if (keyword === 'template') {
      const name = unquoteGo(tokens.nextNonSpace().text) ?? '';
      const next = tokens.nextNonSpace();
      tokens.pushBack(next);
      call(next.type === 'right-delimiter' ? ANY : evaluate(current.variables), name);
    } else if (keyword === 'if' || keyword === 'with' || keyword === 'range') {
      frames.push(controlFrame(keyword, current, evaluate));
    } else if (keyword === 'else') {
      frames.pop();
      const next = tokens.nextNonSpace();
      const outer = { ...current, dot: current.outer, isConditional: true };
      if (next.type === 'keyword' && (next.text === 'if' || next.text === 'with')) frames.push(controlFrame(next.text, outer, evaluate, current.outer));
      else frames.push(outer);
    } else if (keyword === 'end') {
      frames.pop();
    } else if (keyword !== 'break' && keyword !== 'continue') {
      tokens.pushBack(first);
      evaluate(current.variables);
    }
    frame = frames.at(-1);
  }
  return { problems, calls };
}

function controlFrame(
  keyword: 'if' | 'with' | 'range', frame: Frame, evaluate: (variables: Variables, context?: 'range') => TemplateType, dot = frame.dot,
): Frame {
  const variables = new Map(frame.variables);
  const type = evaluate(variables, keyword === 'range' ? 'range' : undefined);
  const inner = keyword === 'if' ? dot : keyword === 'with' ? type : itemOf(type);
  return { ...frame, kind: 'control', outer: dot, dot: inner, variables, isConditional: true };
}
