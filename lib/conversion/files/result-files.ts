/** The kinds of results, each with its file name. */
export const RESULT_FILES = {
  'scrape-configuration': 'prometheus.yml', 'rule-file': 'rules.yml', 'alert-manager-definition': 'alertmanager.yml',
} as const;

export type ResultKind = keyof typeof RESULT_FILES;
