import { quote } from '../../../prometheus/values/quote';
import { ProblemSeverity } from '../../problem';
import { addressFault, API_SERVER_NAME, describeFault, type AddressFault } from '../addresses';
import { faultyRun, hasOwnCause, writer, type RunProblem, type Runs, type Writer } from '../runs';
import type { SampleRun } from '../targets/run-sample';

/** The faults of static targets that Prometheus reports itself. */
const REPORTED_BY_PROMETHEUS: ReadonlySet<AddressFault> = new Set(['empty', 'url', 'path']);

const TWO_PORTS = /^[\d.]+:\d+:\d+$/;

/** Finds targets to which no request can be sent. */
export function addressProblem(all: Runs): RunProblem | undefined {
  const runs = all.runs.filter(({ sample }) => !sample.isIpv6);
  const fault = (run: SampleRun) => faultOf(run, all);
  const run = faultyRun(runs, candidate => fault(candidate) !== undefined);
  const found = run && fault(run);
  if (run === undefined || found === undefined || hasOwnCause('__address__', all)) return undefined;
  const by = writer('__address__', run, all);
  const isCertain = all.isEveryTargetKnown && by?.isConstant !== false && runs.every(other => fault(other) !== undefined);
  const address = addressOf(run);
  const place = by?.place ?? run.sample.place;
  if (found === 'name') {
    const severity = isCertain ? ProblemSeverity.ERROR : ProblemSeverity.WARNING;
    return { ruleId: 'unresolvable-name', severity, place, message: nameMessage(address, by, all) };
  }
  if (by !== undefined && found === 'empty' && by.relabeling.rule?.action.startsWith('label') === true && by.relabeling.rule.action !== 'labelmap') {
    return { ruleId: 'no-scrape-address', place, message: deletionMessage(by.relabeling.rule.action) };
  }
  return { ruleId: 'no-scrape-address', place, message: `${subject(by)} ${run.sample.words} the address ${quote(address)}, which ${hint(found, address)}` };
}

function addressOf({ relabeled }: SampleRun): string {
  return relabeled.get('__address__') ?? '';
}

function faultOf(run: SampleRun, { discovery, job, facts }: Runs): AddressFault | undefined {
  const fault = addressFault(addressOf(run));
  if (fault === undefined || (fault === 'name' && facts.resolvesNames)) return undefined;
  const isStatic = discovery === undefined && job.staticGroups.length > 0;
  return isStatic && REPORTED_BY_PROMETHEUS.has(fault) ? undefined : fault;
}

function subject(by: Writer | undefined): string {
  if (by === undefined) return 'the discovery gives';
  return by.relabeling.rule?.action === 'replace' ? 'the relabeling gives' : 'the relabeling leaves';
}

function deletionMessage(action: string): string {
  const fix = action === 'labelkeep' ? 'let its regex match the labels that begin with __, too: __.*|…' : 'let its regex match no label that begins with __';
  return `the relabeling deletes __address__, without which no target is scraped: ${fix}; these labels are removed after relabeling anyway`;
}

function hint(fault: AddressFault, address: string): string {
  if (TWO_PORTS.test(address)) {
    return 'has two ports: take the port off the address by the regex (.+?)(?::\\d+)? for the address alone, or ([^:]+)(?::\\d+)?;(\\d+) for address and port';
  }
  const isPortAlone = fault === 'number' && address.length <= 5;
  const first = isPortAlone ? 'is a port alone' : describeFault(fault);
  return isPortAlone || fault === 'no-host'
    ? `${first}: write the host, too, such as __meta_kubernetes_pod_ip with the port`
    : `${first}; write an IP address with an optional port, such as 10.0.0.1:8080`;
}

function nameMessage(address: string, by: Writer | undefined, { discovery, job }: Runs): string {
  const reason = `a managed collector resolves no DNS name but ${API_SERVER_NAME}`;
  if (by === undefined && discovery?.role === 'service') {
    return `role: service gives the DNS names of services as addresses (name.namespace.svc:port), and ${reason}: use role: endpoints, `
      + 'which gives the addresses of the pods behind a service';
  }
  if (by === undefined && discovery?.role === 'ingress') {
    return `role: ingress gives the hosts of ingresses as addresses, and ${reason}: discover the pods behind them with role: pod or role: endpoints`;
  }
  const start = `the address ${quote(address)} is a DNS name, and ${reason}`;
  if (address.startsWith('kubernetes.default')) return `${start}: write ${API_SERVER_NAME}:443`;
  const isProbe = job.relabelings.some(({ rule }) => rule?.targetLabel === '__param_target');
  return isProbe
    ? `${start}: discover the pods of the exporter with role: pod and a keep relabeling, so that the address is theirs, and set the probed URL `
    + 'in params: { target: [url] }, in a job for each URL'
    : `${start}: write an IP address, or discover the pods behind the name`;
}

/** Finds relabelings that work for IPv4 addresses only, in a cluster whose pods have IPv6 addresses. */
export function ipv6Problem(all: Runs): RunProblem | undefined {
  for (const run of all.runs.filter(({ sample }) => sample.isIpv6 && sample.hasPort && sample.isComplete)) {
    const twin = all.runs.find(({ sample }) => !sample.isIpv6 && sample.words === run.sample.words && sample.isComplete);
    const by = twin && faultOf(twin, all) === undefined ? writer('__address__', twin, all) : undefined;
    const isWritten = faultOf(run, all) === undefined && writer('__address__', run, all) !== undefined;
    if (by === undefined || isWritten || hasOwnCause('__address__', all)) continue;
    const message = `in this IPv6 cluster the relabeling gives ${run.sample.words} the address ${quote(addressOf(run))}: its regex takes the first colon `
      + 'for the one before the port; write (.+?)(?::\\d+)? for an address with an optional port, and [$1]:$2 for the IP address of a pod';
    return { ruleId: 'ipv6-address', place: by.place, message };
  }
  return undefined;
}
