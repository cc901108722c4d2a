import type { Context } from '../../decode/context';
import { field, list, pointer, type Fields } from '../../decode/types';
import { StructValue } from '../../decode/value';
import { quote } from '../../values/quote';
import { kubernetesSdConfig } from './kubernetes';
import { dnsSdConfig, staticConfig } from './static-and-dns';
import { UNVALIDATED_DISCOVERIES, unvalidatedFields } from './unvalidated';

/** The fields through which a job finds its targets. */
export const DISCOVERY_FIELDS: Fields = {
  dns_sd_configs: field(list(pointer(dnsSdConfig))),
  kubernetes_sd_configs: field(list(pointer(kubernetesSdConfig))),
  static_configs: field(list(pointer(staticConfig))),
  ...unvalidatedFields(UNVALIDATED_DISCOVERIES),
};

export const DISCOVERY_NAMES: readonly string[] = Object.keys(DISCOVERY_FIELDS);

/** Returns the discoveries that the text specifies for a job. */
export function givenDiscoveries(job: StructValue): string[] {
  return DISCOVERY_NAMES.filter(name => job.has(name));
}

/** Reports sections that are null or end up without any value. */
export function checkSections(job: StructValue, context: Context): void {
  for (const name of givenDiscoveries(job)) {
    for (const { value, place } of job.items(name)) {
      const isEmpty = value === null || (name !== 'static_configs' && value instanceof StructValue && value.isAllZero());
      if (isEmpty) context.report('empty-section', place, `empty or null section in ${name}`);
    }
  }
}

/** Reports URLs among the static targets of a job without relabelings, which nothing can turn into an address. */
export function checkStaticAddresses(job: StructValue, context: Context): void {
  for (const group of job.structs('static_configs')) {
    for (const { value, place } of group.items('targets')) {
      if (typeof value !== 'string' || !value.includes('/')) continue;
      context.report('invalid-static-target', place, `${quote(value)} is not a valid hostname`);
    }
  }
}
