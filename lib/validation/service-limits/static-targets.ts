import { isIP } from 'node:net';
import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import { quote } from '../../prometheus/values/quote';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { API_SERVER_NAME } from '../outcome/addresses';
import { placeholderIn } from '../outcome/causes/foreign-syntax';
import { CollectorDestination } from '../collector-target';

/** AWS's examples for CloudWatch destinations have names. */
export function namesInStaticTargets({ configuration: { jobs }, target: { destination } }: ValidationContext): LocatedMessage[] {
  if (destination === CollectorDestination.CLOUD_WATCH) return [];
  return jobs.filter(job => !rewritesAddress(job)).flatMap(({ staticGroups }) => staticGroups)
    .flatMap(({ targets }) => targets)
    .flatMap(({ text, place }) => {
      if (text === undefined || isResolvable(hostOf(text))) return [];
      const placeholder = placeholderIn(text);
      return [{ place, message: placeholder === undefined ? nameMessage(text) : placeholderMessage(placeholder) }];
    });
}

function nameMessage(target: string): string {
  return `${quote(target)} is a DNS name, and a managed collector resolves no DNS name but ${API_SERVER_NAME}: write an IP address, or discover the pods `
    + 'behind the name with kubernetes_sd_configs';
}

function placeholderMessage(placeholder: string): string {
  return `${placeholder} is a placeholder of another program, which nothing fills in: write the IP address itself`;
}

/** Returns true if relabeling writes the address, so that the static target is not what is scraped. */
function rewritesAddress({ relabelings }: EffectiveJob): boolean {
  return relabelings.some(({ rule }) => rule === undefined || rule.targetLabel.includes('__address__'));
}

/** `10.0.0.1`, `10.0.0.1:9100`, `[fd00::1]:9100`, `name:443`. */
function hostOf(target: string): string {
  return /^\[(.*)\](?::\d*)?$/.exec(target)?.[1] ?? (isIP(target) === 6 ? target : target.replace(/:[^:]*$/, ''));
}

function isResolvable(host: string): boolean {
  return isIP(host) !== 0 || host === API_SERVER_NAME;
}
