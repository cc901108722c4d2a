import type * as EditText from './edit-text';

/** Loads the edits of given texts, with the reader of YAML that verifies them, when a text is edited. */
export function editLibrary(): typeof EditText {
  return require('./edit-text') as typeof EditText;
}
