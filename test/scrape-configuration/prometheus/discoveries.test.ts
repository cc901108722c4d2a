import { job, judges } from './judging';

const role = 'role missing (one of: pod, service, endpoints, endpointslice, node, ingress)';

describe('Kubernetes', () => {
  const custom = 'to use custom HTTP client configuration please provide the \'api_server\' URL explicitly';
  judges([
    ...['pod', 'service', 'endpoints', 'endpointslice', 'node', 'ingress'].map((name): readonly [string] => [`{role: ${name}}`]),
    ['{}', role],
    ['{role: ~}', role],
    ['{role: Pod}', 'unknown Kubernetes SD role "Pod"'],
    ['~', 'empty or null section in kubernetes_sd_configs'],
    ['{role: pod, api_server: http://a, tls_config: {ca: a}}'],
    ['{role: pod, tls_config: {}, follow_redirects: true}'],
    ['{role: pod, follow_redirects: false}', custom],
    ['{role: pod, authorization: {}}', custom],
    ['{role: pod, proxy_url: ""}', custom],
    ['{role: pod, api_server: ""}'],
    ['{role: pod, kubeconfig_file: a}'],
    ['{role: pod, kubeconfig_file: a, api_server: b}', 'cannot use \'kubeconfig_file\' and \'api_server\' simultaneously'],
    ['{role: pod, kubeconfig_file: a, enable_http2: false}', custom, 'cannot use a custom HTTP client configuration together with \'kubeconfig_file\''],
    ['{role: pod, namespaces: {own_namespace: true, names: [a]}}'],
    ['{role: pod, api_server: a, namespaces: {own_namespace: true}}', 'cannot use \'api_server\' and \'namespaces.own_namespace\' simultaneously'],
    ['{role: pod, kubeconfig_file: a, namespaces: {own_namespace: true}}', 'cannot use \'kubeconfig_file\' and \'namespaces.own_namespace\' simultaneously'],
    ['{role: pod, namespaces: {names: a}}', 'cannot unmarshal !!str `a` into []string'],
    ['{role: pod, attach_metadata: {node: true, job: false}}'],
    ['{role: pod, attach_metadata: {foo: true}}', 'field foo not found in type kubernetes.AttachMetadataConfig'],
    ['{role: pod, api_server: a, tls_config: {cert_file: a, key: b}}', 'client cert file "a" specified without client key file'],
  ], text => job(`kubernetes_sd_configs: [${text}]`));
});

describe('Kubernetes selectors', () => {
  judges([
    ['pod, selectors: [{role: pod, label: a=b, field: c=d}, {role: node}]'],
    ['endpoints, selectors: [{role: pod}, {role: service}, {role: endpoints}]'],
    ['endpointslice, selectors: [{role: pod}, {role: service}, {role: endpointslice}]'],
    ['node, selectors: [{role: pod}]', 'node role supports only node selectors'],
    ['service, selectors: [{role: pod}]', 'service role supports only service selectors'],
    ['ingress, selectors: [{role: ingress}, {role: ingress}]', 'duplicated selector role: ingress'],
    ['pod, selectors: [~]', 'pod role supports only pod, node selectors'],
    ['pod, selectors: [{role: pod, field: a}]', 'invalid selector: \'a\'; can\'t understand \'a\''],
    ['pod, selectors: [{role: pod, label: "a,"}]', 'found \'\', expected: identifier after \',\''],
  ], text => job(`kubernetes_sd_configs: [{role: ${text}}]`));
});

describe('DNS', () => {
  const port = 'a port is required in DNS-SD configs for all record types except SRV';
  judges([
    ['{names: [a]}'],
    ['{names: [a], type: srv}'],
    ['{names: [a], type: a, port: 1}'],
    ['{names: [a], type: AAAA}', port],
    ['{names: [a], type: MX, port: 0}', port],
    ['{names: [a], type: NS, port: -1}'],
    ['{names: [a], type: TXT}', 'invalid DNS-SD records type TXT'],
    ['{names: [a], type: ~}', 'invalid DNS-SD records type '],
    ['{}', 'DNS-SD config must contain at least one SRV record name'],
    ['{names: []}', 'DNS-SD config must contain at least one SRV record name'],
  ], text => job(`dns_sd_configs: [${text}]`));
});

describe('the others', () => {
  judges([
    ['file: {files: ["a/*.json"]}'],
    ['file: {files: [a.txt]}', 'path name "a.txt" is not valid for file discovery'],
    ['file: {}', 'file service discovery config must contain at least one path name'],
    ['http: {url: http://a}'],
    ['http: {}', 'URL is missing'],
    ['http: {url: ftp://a}', 'URL scheme must be \'http\' or \'https\''],
    ['http: {url: http:///a}', 'host is missing in URL'],
    ['puppetdb: {url: http://a}', 'query missing'],
    ['consul: {server: " "}', 'consul SD configuration requires a server address'],
    ['consul: {username: a, basic_auth: {}}', 'at most one of consul SD configuration username and password and basic auth can be configured'],
    ['consul: {token: a, authorization: {}}', 'at most one of consul SD token, authorization, or oauth2 can be configured'],
    ['consul: {username: a, bearer_token: b}', 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured'],
    ['eureka: {server: a}', 'eureka_sd: invalid eureka server URL'],
    ['eureka: {}', 'eureka_sd: empty or null eureka server'],
    ['kuma: {server: http://a}'],
    ['kuma: {server: a}', 'kuma SD server must not be empty and have a scheme: a'],
    ['kuma: {server: ""}', 'kuma SD server must not be empty: '],
    ['marathon: {}', 'marathon_sd: must contain at least one Marathon server'],
    ['marathon: {servers: [a], auth_token: b, auth_token_file: c}', 'marathon_sd: at most one of auth_token & auth_token_file must be configured'],
    ['marathon: {servers: [a], auth_token: b, basic_auth: {}}', 'marathon_sd: at most one of basic_auth, auth_token & auth_token_file must be configured'],
    [
      'marathon: {servers: [a], auth_token: b, bearer_token: c}',
      'marathon_sd: at most one of bearer_token, bearer_token_file, auth_token & auth_token_file must be configured',
    ],
    ['marathon: {servers: [a], auth_token: b, authorization: {}}', 'marathon_sd: at most one of auth_token, auth_token_file & authorization must be configured'],
    ['docker: {}', 'host missing'],
    ['docker: {host: "unix:///a"}'],
    ['dockerswarm: {host: a}', 'role missing (one of: tasks, services, nodes)'],
    ['dockerswarm: {host: a, role: b}', 'invalid role b, expected tasks, services, or nodes'],
    ['nomad: {}'],
    ['nomad: {server: ""}', 'nomad SD configuration requires a server address'],
    ['uyuni: {server: "http://[", username: a, password: b}', 'Uyuni Server URL is not valid: parse "http://[": missing \']\' in host'],
    ['uyuni: {server: a}', 'Uyuni SD configuration requires a username', 'Uyuni SD configuration requires a password'],
    ['uyuni: {username: a, password: b}', 'Uyuni SD configuration requires server host'],
    ['nerve: {servers: [a], paths: [/b]}'],
    ['nerve: {servers: [a], paths: [b]}', 'nerve SD config paths must begin with \'/\': b'],
    ['serverset: {}', 'serverset SD config must contain at least one Zookeeper server', 'serverset SD config must contain at least one path'],
    ['gce: {}', 'GCE SD configuration requires a project', 'GCE SD configuration requires a zone'],
    ['azure: {subscription_id: a, authentication_method: SDK}'],
    ['azure: {tenant_id: a, client_id: b, client_secret: c}', 'azure SD configuration requires a subscription_id'],
    ['azure: {subscription_id: a, tenant_id: a, client_id: b}', 'azure SD configuration requires a client_secret'],
    [
      'azure: {subscription_id: a, authentication_method: b}',
      'unknown authentication_type "b". Supported types are "OAuth", "ManagedIdentity", "SDK" or "WorkloadIdentity"',
    ],
    ['digitalocean: {}'],
    ['digitalocean: {role: a}', 'unknown DigitalOcean SD role "a"'],
    ['digitalocean: {role: ~}', 'role missing (one of: droplets, databases)'],
    ['hetzner: {}', 'role missing (one of: robot, hcloud)'],
    ['hetzner: {role: a}', 'unknown role "a"'],
    ['ionos: {}', 'datacenter id can\'t be empty'],
    ['linode: {}'],
    ['vultr: {}'],
    ['vultr: {port: 0, refresh_interval: 0, follow_redirects: false, enable_http2: false}', 'empty or null section in vultr_sd_configs'],
    ['openstack: {role: instance, region: a}'],
    ['openstack: {role: a, region: b}', 'unknown OpenStack SD role "a"'],
    ['openstack: {}', 'role missing (one of: instance, hypervisor, loadbalancer)', 'openstack SD configuration requires a region'],
    ['openstack: {role: instance, region: a, availability: b}', 'unknown availability b, must be one of admin, internal or public'],
    ['outscale: {access_key: a, secret_key: b}'],
    ['outscale: {region: ""}', 'outscale SD configuration requires access_key', 'one of secret_key & secret_key_file must be configured',
      'outscale SD configuration requires a region'],
    ['outscale: {access_key: a, secret_key: b, secret_key_file: c}', 'at most one of secret_key & secret_key_file must be configured'],
    ['ovhcloud: {application_key: a, application_secret: b, consumer_key: c, service: vps}'],
    ['ovhcloud: {endpoint: "", service: a}', 'application key can not be empty', 'application secret can not be empty', 'consumer key can not be empty',
      'endpoint can not be empty', 'unknown service: a'],
    ['stackit: {region: ""}', 'stackit_sd: endpoint and region missing'],
    ['stackit: {endpoint: ":"}', 'stackit_sd: invalid endpoint ":": parse ":": missing protocol scheme'],
    ['triton: {account: a, dns_suffix: b, endpoint: c}'],
    ['triton: {account: a, dns_suffix: b, endpoint: c, role: d}', 'triton SD configuration requires role to be \'container\' or \'cn\''],
    ['triton: {account: a, dns_suffix: b, endpoint: c, refresh_interval: 0}', 'triton SD configuration requires RefreshInterval to be a positive integer'],
    ['oci: {auth: instance_principal, region: a}'],
    ['oci: {auth: instance_principal, region: a, user: b}',
      'oci_sd: instance_principal auth must not have tenancy, user, fingerprint, key_file, key_passphrase, or key_passphrase_file set'],
    ['oci: {region: a, tenancy: b, user: c, fingerprint: d}', 'oci_sd: api_key auth requires key_file'],
    ['oci: {auth: a, region: b}', 'oci_sd: unknown auth method "a", expected "api_key" or "instance_principal"'],
    ['oci: {auth: instance_principal, region: a, compartments: [b, ""]}', 'oci_sd: compartments[1] must not be empty'],
    ['oci: {auth: instance_principal, region: a, refresh_interval: 0}', 'oci_sd: refresh_interval must be positive, got 0s'],
    ['scaleway: {role: instance, project_id: 11111111-1111-1111-1111-111111111111, access_key: SCW00000000000000000, secret_key_file: a}'],
    ['scaleway: {role: instance, project_id: a, access_key: SCW00000000000000000, secret_key_file: a}',
      'scaleway-sdk-go: invalid project ID format \'a\', expected a UUID: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'],
    ['aws: {role: ec2}'],
    ['aws: {port: 1}', 'unknown AWS SD role ""'],
    ['ec2: {filters: [{name: a, values: [b]}]}'],
    ['ec2: {filters: [{name: a}]}', 'EC2 SD configuration filter values cannot be empty'],
    ...['ecs', 'elasticache', 'lightsail', 'msk', 'rds'].map((name): readonly [string] => [`${name}: {}`]),
  ], (text) => {
    const [name = '', ...config] = text.split(': ');
    return job(`${name}_sd_configs: [${config.join(': ')}]`);
  });
});
