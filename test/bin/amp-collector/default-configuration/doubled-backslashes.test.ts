import { correctBackslashes } from '../../../../bin/amp-collector/default-configuration/doubled-backslashes';

const rule = (regex: string) => `scrape_configs:
  - job_name: a
    kubernetes_sd_configs: [{ role: node }]
    relabel_configs:
      - target_label: x
        source_labels: [__address__]
        regex: ${regex}
        replacement: $1
`;

test.each([
  ['plain', '(.+?)(\\\\:\\\\d+)?', '(.+?)(\\:\\d+)?'],
  ['in single quotes', '\'(.+?)(\\\\:\\\\d+)?\'', '\'(.+?)(\\:\\d+)?\''],
  ['in double quotes, where two are one', '"(.+?)(\\\\\\\\:\\\\\\\\d+)?"', '"(.+?)(\\\\:\\\\d+)?"'],
  ['with eight of them', '(.+?)(\\\\\\\\\\\\\\\\:\\\\\\\\\\\\\\\\d+)?', '(.+?)(\\:\\d+)?'],
  ['with four of them', '(.+?)(\\\\\\\\:\\\\\\\\d+)?', '(.+?)(\\:\\d+)?'],
])('removes doubled backslashes from a regular expression %s', (_, before, after) => {
  expect(correctBackslashes(rule(before))).toEqual({ text: rule(after), lines: [7] });
});

test.each([
  ['single ones', '(.+?)(\\:\\d+)?'],
  ['what double quotes need', '"(.+?)(\\\\:\\\\d+)?"'],
  ['a backslash that is meant', 'C:\\\\data'],
])('leaves %s as they are', (_, regex) => {
  expect(correctBackslashes(rule(regex))).toEqual({ text: rule(regex), lines: [] });
});
