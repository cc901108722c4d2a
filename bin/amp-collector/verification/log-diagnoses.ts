import type { LogLine } from '../aws/scraper-logs';
import type { Diagnosis } from './diagnosis';

/** A pattern of log lines, and its cause. */
interface LogPattern {
  readonly component: string;
  readonly pattern: RegExp;
  readonly cause: Pick<Diagnosis, 'layer' | 'fix'>;
}

const OPEN_PORTS = 'allow traffic from the scraper\'s security groups to the ports of the targets, on both sides';

/**
 * The first that matches a line counts. The texts are those of Kubernetes, Go, Prometheus and the service.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-vended-logs.html
 */
const PATTERNS: readonly LogPattern[] = [
  {
    component: 'SERVICE_DISCOVERY',
    pattern: /source exists/i,
    cause: { layer: 'scraper', fix: 'the source does not exist anymore: delete the scraper, which still costs money' },
  },
  {
    component: 'SERVICE_DISCOVERY',
    pattern: /forbidden|unauthorized|permissions are valid|provide credentials|\b401\b|\b403\b/i,
    cause: { layer: 'access', fix: 'give the scraper\'s role access to the cluster: check the access entry, or aws-auth, ClusterRole and ClusterRoleBinding' },
  },
  {
    component: 'SERVICE_DISCOVERY',
    pattern: /i\/o timeout|deadline exceeded|connection refused|no such host|no route to host/i,
    cause: { layer: 'network', fix: 'let the scraper\'s security groups send HTTPS to the API server, enable private access of its endpoint and DNS support of the VPC' },
  },
  {
    component: 'COLLECTOR',
    pattern: /server returned HTTP status 40[13]/i,
    cause: { layer: 'access', fix: 'give the scraper permission for this path: usually kcm/metrics and ksh/metrics in metrics.eks.amazonaws.com' },
  },
  {
    component: 'COLLECTOR',
    pattern: /server returned HTTP status|HTTP response to HTTPS|malformed HTTP response|x509|tls:|invalid metric|unsupported Content-Type|body size limit/i,
    cause: { layer: 'configuration', fix: 'correct scheme, port or path of the job: the response is not metrics' },
  },
  {
    component: 'COLLECTOR',
    pattern: /no such host|too many colons|missing port|invalid port|invalid URL/i,
    cause: { layer: 'configuration', fix: 'correct the addresses: collectors accept IP addresses and the name kubernetes.default.svc' },
  },
  {
    component: 'COLLECTOR',
    pattern: /i\/o timeout|deadline exceeded|connection refused|no route to host|connection reset/i,
    cause: { layer: 'network', fix: OPEN_PORTS },
  },
  {
    component: 'COLLECTOR',
    pattern: /remote.?write|AssumeRole|AccessDenied/i,
    cause: { layer: 'access', fix: 'let the scraper write to the workspace: check the trust of the roles, sts:ExternalId, aps:RemoteWrite and the KMS key' },
  },
];

/** Returns the causes that log lines show, each once, with its first line. */
export function logDiagnoses(lines: readonly LogLine[]): Diagnosis[] {
  const found = new Map<LogPattern, string>();
  for (const { component, text } of lines) {
    const match = PATTERNS.find(({ component: of, pattern }) => (component === '' || component === of) && pattern.test(text));
    if (match !== undefined && !found.has(match)) found.set(match, text);
  }
  return [...found].map(([{ component, cause }, text]) => ({ ...cause, certainty: 'certain', message: `log line of ${component}: ${shortened(text)}` }));
}

function shortened(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
}
