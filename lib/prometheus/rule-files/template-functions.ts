/**
 * The functions of templates in rules. `tmpl` is documented with them, but exists in console templates only.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export const RULE_TEMPLATE_FUNCTIONS = [
  'query', 'first', 'label', 'value', 'strvalue', 'args', 'reReplaceAll', 'safeHtml', 'match', 'title', 'toUpper', 'toLower', 'graphLink',
  'tableLink', 'sortByLabel', 'stripPort', 'stripDomain', 'humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage',
  'humanizeTimestamp', 'toTime', 'toDuration', 'now', 'pathPrefix', 'externalURL', 'parseDuration', 'urlQueryEscape',
] as const;

/** The variables that Prometheus sets before each template. */
export const RULE_TEMPLATE_VARIABLES = ['$labels', '$externalLabels', '$externalURL', '$value'] as const;
