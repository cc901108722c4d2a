import { throwValueProblems } from './errors';
import { joinPaths, type PropertyProblem } from './property-problem';

/*
 * What a compiler says to those who have one: what must be there is there, and all is of the kind that it must be.
 *
 * By what a value can do and not by its class, since an app may have two copies of a library.
 */

/** What is wrong with the kind of a value, and of what is in it. */
export type Kind = (path: string, value: unknown) => PropertyProblem[];

/** The kinds of properties; those of which any value has its own check are left out. */
export type Kinds<Props> = { readonly [Name in keyof Props & string]?: Kind };

/** Whether a value has a method or a property, its own or of its class. */
export function has(value: unknown, member: string): boolean {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && member in value;
}

/** @param what the kind, as in "must be a string" */
export function kind(what: string, holds: (value: unknown) => boolean): Kind {
  return (path, value) => holds(value) ? [] : [{ path, message: `must be ${what}, got ${kindOf(value)}` }];
}

/** What is known by a member that only this kind has. */
export function having(member: string, what: string): Kind {
  return kind(what, value => has(value, member));
}

/** @param what the list, as in "must be a list of ScrapeJob" */
export function listOf(item: Kind, what: string): Kind {
  const list = kind(what, Array.isArray);
  return (path, value) => Array.isArray(value) ? value.flatMap((element, index) => item(`${path}[${index}]`, element)) : list(path, value);
}

export const TEXT = kind('a string', isString);
export const YAML_TEXT = kind('YAML text', isString);
export const FILE_PATH = kind('the path of a file', isString);
export const OBJECT = kind('an object', value => typeof value === 'object' && value !== null && !Array.isArray(value));
export const DURATION = having('toMilliseconds', 'a Duration, such as Duration.days(30)');

export const CLUSTER = having('clusterRef', 'an EKS cluster: created, imported or the L1');
export const KEY = having('keyRef', 'a KMS key');
export const LOG_GROUP = having('logGroupRef', 'a log group');
export const ROLE = having('roleRef', 'a role');
export const SECURITY_GROUPS = listOf(having('securityGroupId', 'a security group'), 'a list of security groups');
export const VPC = having('privateSubnets', 'a VPC');
export const WORKSPACE = having('workspaceRef', 'a workspace: created, imported or the L1');

/** An object by the kinds of its properties. What is required need not have one; nothing at all lacks it. */
export function struct<Props extends object>(kinds: Kinds<Props>, ...required: Array<keyof Props & string>): Kind {
  const names = [...new Set([...required, ...Object.keys(kinds) as Array<keyof Props & string>])];
  return (path, value = {}) => {
    const wrong = OBJECT(path, value);
    if (wrong.length > 0) return wrong;
    return names.flatMap((name) => {
      const given = (value as Partial<Props>)[name];
      const isMissing = given === undefined || given === null;
      if (isMissing && required.includes(name)) return [{ path: joinPaths(path, name), message: 'is required' }];
      return given === undefined ? [] : kinds[name]?.(joinPaths(path, name), given) ?? [];
    });
  };
}

/**
 * A check of a value that has no place in the construct tree. It throws an error that says what must be given instead.
 *
 * @param subject what the error speaks of
 */
export function requirement(subject: string, holds: Kind): (value: unknown) => void {
  return (value) => {
    throwValueProblems(subject, holds('', value));
  };
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
