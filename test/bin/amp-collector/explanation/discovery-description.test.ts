import { describeDiscovery } from '../../../../bin/amp-collector/explanation/discovery-description';
import { validateConfiguration } from '../../../../lib/validation/validate';

/** Returns the description of a job's targets. */
function wordsFor(discovery: object): string[] {
  const { configuration } = validateConfiguration(JSON.stringify({ scrape_configs: [{ job_name: 'app', ...discovery }] }));
  return (configuration?.jobs ?? []).flatMap(describeDiscovery);
}

test.each<[object, string]>([
  [{ static_configs: [{ targets: [] }] }, '0 addresses'],
  [{ static_configs: [{ targets: ['10.0.0.1:80'] }] }, 'the address 10.0.0.1:80'],
  [{ static_configs: [{ targets: ['10.0.0.1:80', '10.0.0.2:80'] }] }, '2 addresses'],
  [{ dns_sd_configs: [{ names: ['shop.local', 'shelf.local'], type: 'A', port: 80 }] }, 'the A records of shop.local, shelf.local'],
  [{ kubernetes_sd_configs: [{ role: 'node' }] }, 'every node'],
  [{ consul_sd_configs: [{ server: 'localhost' }] }, 'targets of consul_sd_configs'],
])('%j finds %s', (discovery, words) => {
  expect(wordsFor(discovery)).toEqual([words]);
});
