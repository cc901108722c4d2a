import { readYaml } from '../../../lib/prometheus/yaml/read';
import { suggestion } from '../../../lib/private/suggestion';
import { fileKindOf } from '../../../lib/validation/file-kind';
import type { FileKind } from '../../../lib/validation/file-kinds';
import type { DeployedText, Document } from '../input/document';
import { documentText } from '../input/document-text';
import { ALERT_MANAGER_DEFINITION } from './alert-manager-definition';
import { DASHBOARD } from './dashboard';
import type { DocumentKind } from './document-kind';
import { QUERY } from './query';
import { RULE_FILE } from './rule-file';
import { SCRAPE_CONFIGURATION } from './scrape-configuration';

/** Every kind of document: the place to add one. */
const KINDS: Readonly<Record<DeployedText, DocumentKind>> = {
  'scrape-configuration': SCRAPE_CONFIGURATION,
  'rule-file': RULE_FILE,
  'alert-manager-definition': ALERT_MANAGER_DEFINITION,
  'dashboard': DASHBOARD,
  'query': QUERY,
};

/** The outermost keys of usual files, the required one first. */
const USUAL_KEYS: ReadonlyArray<readonly [DocumentKind, readonly [string, ...string[]]]> = [
  [SCRAPE_CONFIGURATION, ['scrape_configs', 'global']],
  [RULE_FILE, ['groups']],
  [ALERT_MANAGER_DEFINITION, ['alertmanager_config', 'template_files']],
];

/** A line that does not continue the one before, without its key; a comment and an item of a list at the margin continue. */
const OUTERMOST_LINE = /^(?![\s#-]|$)(?:(\w+):(?=\s|$))?/gm;

function outermostKeys(text: string): string[] {
  return Array.from(text.matchAll(OUTERMOST_LINE), ([, key = '']) => key);
}

/** Recognizes a usual file without parsing it, which takes as long as validating a part of it. */
function recognizeUsual(text: string): DocumentKind | undefined {
  const keys = outermostKeys(text);
  const [kind] = USUAL_KEYS.find(([, allowed]) => keys.includes(allowed[0]) && keys.every(key => allowed.includes(key))) ?? [];
  return kind;
}

/** Recognizes a file with a typo in its outermost key: `scrape_config`. Keys without an underscore may be of any other file. */
function recognizeMisspelled(text: string): DocumentKind | undefined {
  const keys = outermostKeys(text).filter(key => key.includes('_'));
  return USUAL_KEYS.find(([, [required]]) => keys.some(key => suggestion(key, [required]) !== ''))?.[0];
}

/**
 * Returns the kind of a text that the tool validates as it is; nothing for others. A text that is not what its root should be, or has
 * objects of several kinds, is recognized by its outermost keys.
 */
export function recognizeKind(text: string): DocumentKind | undefined {
  const plain = text.replace(/^\ufeff/, '');
  const usual = recognizeUsual(plain);
  if (usual !== undefined) return usual;
  const { root } = readYaml(plain);
  const kind = root && fileKindOf(root);
  return (kind && exactKind(kind)) ?? Object.values(KINDS).find(({ recognizes }) => recognizes(plain)) ?? recognizeMisspelled(plain);
}

function exactKind({ id, name }: FileKind): DocumentKind | undefined {
  if (id === 'alertmanager-configuration') return ALERT_MANAGER_DEFINITION;
  // The one object that is validated as it is.
  if (id === 'kubernetes-object' && name.endsWith(' PrometheusRule')) return RULE_FILE;
  return Object.hasOwn(KINDS, id) ? KINDS[id as DeployedText] : undefined;
}

/** Parts of texts that a kind has in files of other kinds, and in files with mistakes at the root. */
const TRACES: ReadonlyArray<readonly [DocumentKind, RegExp]> = [
  [SCRAPE_CONFIGURATION, /\bscrape_configs\b|^[ \t]*(?:- )?job_name[ \t]*:/m],
  [RULE_FILE, /^[ \t]*(?:- )?["']?(?:alert|record|rules)["']?[ \t]*:|^kind:[ \t]*["']?\w*Rule\b/m],
  [ALERT_MANAGER_DEFINITION, /^[ \t]*["']?alert_?manager_?config["']?[ \t]*:|^[ \t]*["']?receivers["']?[ \t]*:[ \t]*(?:\n[ \t]*-|\[)|^kind:[ \t]*["']?AlertmanagerConfig\b/im],
];

/**
 * Returns the kind of a document that a template holds, or that the user named. A file of another kind is validated as what it has a
 * part for, which then names the part; if nothing in it looks like a kind, as a scrape configuration.
 */
export function kindOf(document: Document): DocumentKind {
  if (document.kind !== undefined) return KINDS[document.kind];
  const text = documentText(document);
  return recognizeKind(text) ?? kindOfPart(text) ?? TRACES.find(([, pattern]) => pattern.test(text))?.[0] ?? SCRAPE_CONFIGURATION;
}

/** Returns true for a document of a kind; see {@link kindOf}. */
export function isOfKind(document: Document, kind: DeployedText): boolean {
  return kindOf(document) === KINDS[kind];
}

function kindOfPart(text: string): DocumentKind | undefined {
  const { root } = readYaml(text);
  const [wanted] = Object.keys((root && fileKindOf(root)?.parts) ?? {});
  return wanted === undefined ? undefined : KINDS[wanted as DeployedText];
}
