import { isObject } from '../../../lib/private/json';
import { type Template, type TextResource, valueAt } from './template';

/** Returns a text that identifies the workspace of a resource. */
export function keyOf({ templateFile, logicalId }: TextResource): string {
  return `${templateFile}#${logicalId}`;
}

/** The workspaces to which values of templates refer. */
export class WorkspaceKeys {
  private readonly workspaces: ReadonlySet<string>;
  private readonly exports = new Map<string, { readonly value: unknown; readonly file: string }>();

  public constructor(resources: readonly TextResource[], templates: readonly Template[]) {
    this.workspaces = new Set(resources.filter(({ type }) => type === 'AWS::APS::Workspace').map(keyOf));
    for (const { file, content: { Outputs } } of templates) {
      for (const output of Object.values(isObject(Outputs) ? Outputs : {})) {
        const name = valueAt(output, 'Export', 'Name');
        if (typeof name === 'string' && isObject(output)) this.exports.set(name, { value: output.Value, file });
      }
    }
  }

  /** Returns a text that is equal for values that refer to one workspace; nothing where that is known only at deployment. */
  public of(value: unknown, file: string): string | undefined {
    if (typeof value === 'string') return value.startsWith('arn:') ? value : undefined;
    if (!isObject(value)) return undefined;
    const imported = value['Fn::ImportValue'];
    const source = typeof imported === 'string' ? this.exports.get(imported) : undefined;
    if (source !== undefined) return isObject(source.value) && 'Fn::ImportValue' in source.value ? undefined : this.of(source.value, source.file);
    const [logicalId]: unknown[] = [value['Fn::GetAtt'] ?? value.Ref].flat();
    const key = `${file}#${String(logicalId).replace(/\.Arn$/, '')}`;
    return this.workspaces.has(key) ? key : undefined;
  }
}
