import type { Context } from '../../decode/context';
import { field, list, pointer, type Fields, type StructType } from '../../decode/types';
import { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import {
  awsSdConfig, ec2SdConfig, ecsSdConfig, elasticacheSdConfig, lightsailSdConfig, mskSdConfig, rdsSdConfig,
} from './discoveries-aws';
import {
  azureSdConfig, digitalOceanSdConfig, gceSdConfig, hetznerSdConfig, ionosSdConfig, linodeSdConfig, openstackSdConfig,
  outscaleSdConfig, ovhcloudSdConfig, stackitSdConfig, tritonSdConfig, vultrSdConfig,
} from './discoveries-cloud';
import {
  consulSdConfig, dockerSdConfig, dockerSwarmSdConfig, eurekaSdConfig, httpSdConfig, kumaSdConfig,
  marathonSdConfig, nerveSdConfig, nomadSdConfig, puppetdbSdConfig, serversetSdConfig, uyuniSdConfig,
} from './discoveries-network';
import { ociSdConfig } from './discoveries-oci';
import { scalewaySdConfig } from './discoveries-scaleway';
import { dnsSdConfig, fileSdConfig, staticConfig } from './discoveries-simple';
import { kubernetesSdConfig } from './kubernetes';

/** Every way to find targets, by its field; with the version that brought it when that is after 2.53. */
const DISCOVERIES: Readonly<Record<string, StructType | readonly [StructType, string]>> = {
  aws_sd_configs: [awsSdConfig, '3.8'],
  azure_sd_configs: azureSdConfig,
  consul_sd_configs: consulSdConfig,
  digitalocean_sd_configs: digitalOceanSdConfig,
  dns_sd_configs: dnsSdConfig,
  docker_sd_configs: dockerSdConfig,
  dockerswarm_sd_configs: dockerSwarmSdConfig,
  ec2_sd_configs: ec2SdConfig,
  ecs_sd_configs: [ecsSdConfig, '3.8'],
  elasticache_sd_configs: [elasticacheSdConfig, '3.11'],
  eureka_sd_configs: eurekaSdConfig,
  file_sd_configs: fileSdConfig,
  gce_sd_configs: gceSdConfig,
  hetzner_sd_configs: hetznerSdConfig,
  http_sd_configs: httpSdConfig,
  ionos_sd_configs: ionosSdConfig,
  kubernetes_sd_configs: kubernetesSdConfig,
  kuma_sd_configs: kumaSdConfig,
  lightsail_sd_configs: lightsailSdConfig,
  linode_sd_configs: linodeSdConfig,
  marathon_sd_configs: marathonSdConfig,
  msk_sd_configs: [mskSdConfig, '3.10'],
  nerve_sd_configs: nerveSdConfig,
  nomad_sd_configs: nomadSdConfig,
  oci_sd_configs: [ociSdConfig, '3.14'],
  openstack_sd_configs: openstackSdConfig,
  outscale_sd_configs: [outscaleSdConfig, '3.12'],
  ovhcloud_sd_configs: ovhcloudSdConfig,
  puppetdb_sd_configs: puppetdbSdConfig,
  rds_sd_configs: [rdsSdConfig, '3.11'],
  scaleway_sd_configs: scalewaySdConfig,
  serverset_sd_configs: serversetSdConfig,
  stackit_sd_configs: [stackitSdConfig, '3.5'],
  static_configs: staticConfig,
  triton_sd_configs: tritonSdConfig,
  uyuni_sd_configs: uyuniSdConfig,
  vultr_sd_configs: vultrSdConfig,
};

/** The fields through which a job or an Alertmanager finds its targets. */
export const DISCOVERY_NAMES: readonly string[] = Object.keys(DISCOVERIES);

export const DISCOVERY_FIELDS: Fields = Object.fromEntries(Object.entries(DISCOVERIES).map(([name, discovery]) => {
  const [type, since] = 'kind' in discovery ? [discovery, undefined] : discovery;
  return [name, field(list(pointer(type)), null, since)];
}));

/** Of those, the ones that the text has. */
export function givenDiscoveries(owner: StructValue): string[] {
  return DISCOVERY_NAMES.filter(name => owner.has(name));
}

/** No section may be null, or end up without any value. */
export function checkSections(owner: StructValue, context: Context): void {
  for (const name of givenDiscoveries(owner)) {
    for (const { value, place } of owner.items(name)) {
      const isEmpty = value === null || (name !== 'static_configs' && value instanceof StructValue && value.isAllZero());
      if (isEmpty) context.report('empty-section', place, `empty or null section in ${name}`);
    }
  }
}

/** Without relabelings, nothing can turn a URL into an address. */
export function checkStaticAddresses(owner: StructValue, context: Context): void {
  for (const group of owner.structs('static_configs')) {
    for (const { value, place } of group.items('targets')) {
      if (typeof value !== 'string' || !value.includes('/')) continue;
      context.report('invalid-static-target', place, `${quote(value)} is not a valid hostname`);
    }
  }
}
