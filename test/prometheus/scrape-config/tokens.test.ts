import { errorsOf, job, testErrors } from './test-errors';

const TOKEN = '"${Token[AWS.AccountId.4]}"';

describe('values that are known only at deployment', () => {
  testErrors([
    [`job_name: b, scheme: ${TOKEN}`],
    [`scrape_interval: ${TOKEN}, scrape_timeout: 1h`],
    [`sample_limit: ${TOKEN}, body_size_limit: ${TOKEN}, honor_labels: ${TOKEN}`],
    [`metric_name_validation_scheme: ${TOKEN}, relabel_configs: [{target_label: a.b}]`],
    [`relabel_configs: [{action: ${TOKEN}, regex: "(\${Token[TOKEN.3]}", target_label: ${TOKEN}}], static_configs: [{targets: [""]}]`],
    [`static_configs: [{targets: [${TOKEN}], labels: {a: ${TOKEN}}}]`],
    [`kubernetes_sd_configs: [{role: ${TOKEN}, selectors: [{role: pod}]}]`],
    [`kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: ${TOKEN}}]}]`],
    ['sample_limit: ${Token[TOKEN.12]}'],
    ['params: {a: ${Token[TOKEN.12]}}'],
    [`bearer_token: ${TOKEN}, bearer_token_file: a`, 'at most one of bearer_token & bearer_token_file must be configured'],
  ], text => text.startsWith('job_name') ? `scrape_configs: [{${text}}]` : job(text));

  test('may be equal or not', () => {
    expect(errorsOf(`scrape_configs: [{job_name: ${TOKEN}}, {job_name: ${TOKEN}}]`)).toEqual([]);
  });
});
