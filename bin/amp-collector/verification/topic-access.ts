interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Returns whether the policy of a topic lets the alert manager of a workspace publish, as far as its statements are understood. */
export function mayPublish(policy: string, workspaceArn: string): boolean {
  const { Statement: statements = [] } = JSON.parse(policy) as { readonly Statement?: Statement | readonly Statement[] };
  return [statements].flat().some(statement => (statement).Effect === 'Allow' && allows(statement, workspaceArn));
}

function allows({ Principal: principal = {}, Action: actions = [], Condition: conditions = {} }: Statement, workspaceArn: string): boolean {
  const principals = typeof principal === 'string' ? [principal] : Object.values(principal).flat();
  return principals.some(name => name === '*' || /^(?:[\w-]+\.)?aps\.amazonaws\.com$/.test(name))
    && [actions].flat().some(action => matches(action.toLowerCase(), 'sns:publish'))
    && Object.values(conditions).flatMap(condition => Object.entries(condition))
      .every(([key, values]) => fulfills(key, [values].flat(), workspaceArn));
}

/** A condition on anything else may be fulfilled. */
function fulfills(key: string, values: readonly string[], workspaceArn: string): boolean {
  switch (key.toLowerCase()) {
    case 'aws:sourcearn': return values.some(value => matches(value, workspaceArn));
    case 'aws:sourceaccount': case 'aws:sourceowner': return values.includes(workspaceArn.split(':')[4] ?? '');
    default: return true;
  }
}

/** Compares a text with a pattern of IAM. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return pattern === text;
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found === -1 || found + part.length > text.length - last.length) return false;
    position = found + part.length;
  }
  return true;
}
