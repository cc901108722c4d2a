import type { StructValue } from '../../../prometheus/decode/value';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';
import { fieldTemplates, fileTemplates, type PlacedTemplate } from '../templates';
import { BUILT_IN_TEMPLATES } from './built-in-templates';

/** Templates that are called by a name that nothing defines: the notification fails. */
export function undefinedTemplates(context: DefinitionContext): LocatedMessage[] {
  const loaded = loadedFiles(context);
  if (loaded === undefined) return [];
  const defined = new Set([...BUILT_IN_TEMPLATES, ...loaded.flatMap(({ parsed }) => parsed.definitions)]);
  return [...loaded, ...fieldTemplates(context)].flatMap(({ parsed, place }) => {
    const own = new Set(parsed.definitions);
    const called = parsed.references.filter(({ kind }) => kind === 'template').map(({ name }) => name);
    const missing = called.filter(name => !defined.has(name) && !own.has(name));
    return [...new Set(missing)].map(name => ({ place, message: `no template '${name}' is defined, so no notification goes out` }));
  });
}

/** The template files that `templates` loads, or `undefined` if they are unknown. */
export function loadedFiles(context: DefinitionContext): PlacedTemplate[] | undefined {
  const { configuration: { value, templates }, templateFiles } = context;
  if (!isKnown(value)) return undefined;
  const isLoaded = (name: string) => templates.some(({ text }) => matchesPattern(text, name));
  return fileTemplates(context).filter((_, index) => isLoaded(templateFiles[index]?.name ?? ''));
}

function isKnown(configuration: StructValue): boolean {
  return typeof configuration.get('templates') !== 'symbol' && configuration.items('templates').every(({ value }) => typeof value === 'string');
}

/** Template files that `templates` does not name, and names in `templates` without a file. */
export function unloadedTemplates({ configuration: { templates, value }, templateFiles }: DefinitionContext): LocatedMessage[] {
  if (!isKnown(value)) return [];
  return [
    ...templateFiles.filter(({ name }) => !templates.some(({ text }) => matchesPattern(text, name))).map(({ name, place }) => ({
      place, message: `the template file is not loaded: add '${name}' to templates in alertmanager_config`,
    })),
    ...templates.filter(({ text }) => !templateFiles.some(({ name }) => matchesPattern(text, name))).map(({ text, place }) => ({
      place, message: `no template file matches '${text}'; put the file's text into template_files`,
    })),
  ];
}

/** A file is found by its name or by a pattern, after any path. */
function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.slice(pattern.lastIndexOf('/') + 1).split(/(\*|\?)/);
  const expression = parts.map(part => part === '*' ? '[^/]*' : part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')).join('');
  return parts.length < 20 && new RegExp(`^${expression}$`).test(name);
}
