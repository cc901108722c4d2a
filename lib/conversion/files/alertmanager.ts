import { wrapConfiguration } from '../../alert-manager/wrap-configuration';
import { writeYaml } from '../../scrape-configuration/writer/write-yaml';
import { noteIn, type ConversionNote } from '../conversion-note';
import { fieldsOf, listOf, type Fields } from '../source-document';
import type { Converted } from './converted';
import type { Part } from './part';

/** Wraps the first configuration in the form of the service, unless it has it. A workspace has one alert manager definition. */
export function convertAlertmanager([first, ...others]: readonly Part[]): Converted {
  if (first === undefined) return { notes: [] };
  const ignored = others.map(({ document }): ConversionNote => noteIn('dropped', document, [], 'Alertmanager',
    'a workspace has one alert manager definition; the first configuration of the input is converted'));
  const given = fieldsOf(first.document.value);
  if (given.alertmanager_config !== undefined) {
    const text = first.text ?? writeYaml(given, 'the alert manager definition');
    return { notes: ignored, file: { kind: 'alert-manager-definition', value: given, text } };
  }
  const { text, notes } = wrapped(first);
  const value = { alertmanager_config: text };
  return { notes: [...notes, ...ignored], file: { kind: 'alert-manager-definition', value, text: wrapConfiguration(text) } };
}

function wrapped({ document, text }: Part): { readonly text: string; readonly notes: readonly ConversionNote[] } {
  const fields = fieldsOf(document.value);
  const removed = readsTemplates(fields) ? ['templates'] : [];
  const notes = removed.map(section => noteIn('dropped', document, [section], section,
    'the service reads no files; write the templates into template_files of the definition'));
  return { notes, text: removed.length === 0 && text !== undefined ? text : writeYaml(without(fields, removed), 'the Alertmanager configuration') };
}

/** In a definition of the service, templates are names of template_files. */
function readsTemplates({ templates }: Fields): boolean {
  return listOf(templates).some(name => typeof name === 'string' && /[/*]/.test(name));
}

function without(fields: Fields, removed: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !removed.includes(name)));
}
