import { isIP } from 'node:net';
import type { EffectiveJob } from '../../prometheus/scrape-config/effective';
import type { LocatedMessage } from '../located-message';
import type { ValidationContext } from '../validation-context';
import { CollectorDestination } from '../collector-target';

/** The one name that a collector resolves. */
const API_SERVER = 'kubernetes.default.svc';

/** AWS's examples for CloudWatch destinations have names. */
export function namesInStaticTargets({ configuration: { jobs }, target: { destination } }: ValidationContext): LocatedMessage[] {
  if (destination === CollectorDestination.CLOUD_WATCH) return [];
  return jobs.filter(job => !rewritesAddress(job)).flatMap(({ staticGroups }) => staticGroups)
    .flatMap(({ targets }) => targets)
    .flatMap(({ text, place }) => {
      if (text === undefined || isResolvable(hostOf(text))) return [];
      return [{ place, message: `a collector resolves no name but ${API_SERVER}: use an IP address, got ${text}` }];
    });
}

/** Where relabeling writes the address, what stands in the list is not what is scraped. */
function rewritesAddress({ relabelings }: EffectiveJob): boolean {
  return relabelings.some(({ rule }) => rule === undefined || rule.targetLabel.includes('__address__'));
}

/** `10.0.0.1`, `10.0.0.1:9100`, `[fd00::1]:9100`, `name:443`. */
function hostOf(target: string): string {
  return /^\[(.*)\](?::\d*)?$/.exec(target)?.[1] ?? (isIP(target) === 6 ? target : target.replace(/:[^:]*$/, ''));
}

function isResolvable(host: string): boolean {
  return isIP(host) !== 0 || host === API_SERVER;
}
