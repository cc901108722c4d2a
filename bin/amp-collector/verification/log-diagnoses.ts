import type { LogLine } from '../aws/scraper-logs';
import type { Diagnosis } from './diagnosis';

/** What a line of a scraper's log gives away. */
interface Sign {
  readonly component: string;
  readonly when: RegExp;
  readonly fault: Pick<Diagnosis, 'layer' | 'advice'>;
}

const REACH = 'let the scraper\'s security groups reach the targets\' ports, and the targets\' security groups let them in';

/**
 * The first that fits a line counts. The words are those of Kubernetes, Go and Prometheus, and of the service itself.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-vended-logs.html
 */
const SIGNS: readonly Sign[] = [
  {
    component: 'SERVICE_DISCOVERY',
    when: /source exists/i,
    fault: { layer: 'scraper', advice: 'what it scrapes is gone: delete the scraper, which goes on costing money' },
  },
  {
    component: 'SERVICE_DISCOVERY',
    when: /forbidden|unauthorized|permissions are valid|provide credentials|\b401\b|\b403\b/i,
    fault: { layer: 'access', advice: 'let the scraper\'s role into the cluster: see the cluster\'s access entry, or its aws-auth, ClusterRole and binding' },
  },
  {
    component: 'SERVICE_DISCOVERY',
    when: /i\/o timeout|deadline exceeded|connection refused|no such host|no route to host/i,
    fault: { layer: 'network', advice: 'let the scraper\'s security groups send HTTPS to the API server, give its endpoint private access, and the VPC DNS support' },
  },
  {
    component: 'COLLECTOR',
    when: /server returned HTTP status 40[13]/i,
    fault: { layer: 'access', advice: 'give the scraper the rights for this path: kcm/metrics and ksh/metrics in metrics.eks.amazonaws.com are the usual ones' },
  },
  {
    component: 'COLLECTOR',
    when: /server returned HTTP status|HTTP response to HTTPS|malformed HTTP response|x509|tls:|invalid metric|unsupported Content-Type|body size limit/i,
    fault: { layer: 'configuration', advice: 'correct scheme, port or path of the job: what answers there gives no metrics' },
  },
  {
    component: 'COLLECTOR',
    when: /no such host|too many colons|missing port|invalid port|invalid URL/i,
    fault: { layer: 'configuration', advice: 'correct the addresses: collectors take IP addresses, and of names only kubernetes.default.svc' },
  },
  {
    component: 'COLLECTOR',
    when: /i\/o timeout|deadline exceeded|connection refused|no route to host|connection reset/i,
    fault: { layer: 'network', advice: REACH },
  },
  {
    component: 'COLLECTOR',
    when: /remote.?write|AssumeRole|AccessDenied/i,
    fault: { layer: 'access', advice: 'let the scraper write to the workspace: the roles\' trust, sts:ExternalId, aps:RemoteWrite and the KMS key' },
  },
];

/** What the logs give away, each sign once, with the line that shows it. */
export function logDiagnoses(lines: readonly LogLine[]): Diagnosis[] {
  const found = new Map<Sign, string>();
  for (const { component, text } of lines) {
    const sign = SIGNS.find(({ component: of, when }) => (component === '' || component === of) && when.test(text));
    if (sign !== undefined && !found.has(sign)) found.set(sign, text);
  }
  return [...found].map(([{ component, fault }, text]) => ({ ...fault, certainty: 'certain', says: `its log says (${component}): ${shortened(text)}` }));
}

function shortened(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
}
