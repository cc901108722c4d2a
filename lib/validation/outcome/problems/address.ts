import type { Place } from '../../../prometheus/decode/place';
import { quote } from '../../../prometheus/values/quote';
import { ProblemSeverity } from '../../problem';
import { addressFault, API_SERVER_NAME, describeFault, type AddressFault } from '../addresses';
import { environmentVariable, placeholderIn } from '../causes/foreign-syntax';
import { faultyRun, hasOwnCause, writer, type OutcomeFacts, type RunProblem, type Runs, type Writer } from '../runs';
import type { SampleRun } from '../targets/run-sample';

/** The faults of static targets that Prometheus reports itself. */
const REPORTED_BY_PROMETHEUS: ReadonlySet<AddressFault> = new Set(['empty', 'url', 'path']);

const TWO_PORTS = /^[\d.]+:\d+:\d+$/;

/** Finds targets to which no request can be sent. */
export function addressProblem(all: Runs): RunProblem | undefined {
  const runs = all.runs.filter(run => !run.sample.isIpv6 && (!isOfStaticTargets(all) || isAsWritten(run)));
  const fault = (run: SampleRun) => faultOf(run, all);
  const run = faultyRun(runs, candidate => fault(candidate) !== undefined);
  const found = run && fault(run);
  if (run === undefined || found === undefined || hasOwnCause('__address__', all)) return undefined;
  const by = writer('__address__', run, all);
  const isCertain = all.isEveryTargetKnown && by?.isConstant !== false && runs.every(other => fault(other) !== undefined);
  const address = addressOf(run);
  if (by === undefined && isOfStaticTargets(all)) return staticTargetProblem(address, run.sample.place, all.facts);
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

/** In an IPv6 cluster, a target with an IPv4 address shows the problems of both families. */
function faultOf(run: SampleRun, all: Runs): AddressFault | undefined {
  const fault = ownFaultOf(run, all);
  if (fault === undefined || run.sample.isIpv6) return fault;
  const { words, isComplete } = run.sample;
  const twin = all.runs.find(({ sample }) => sample.isIpv6 && sample.words === words && sample.isComplete === isComplete);
  return twin === undefined || ownFaultOf(twin, all) !== undefined ? fault : undefined;
}

function ownFaultOf(run: SampleRun, all: Runs): AddressFault | undefined {
  const fault = addressFault(addressOf(run));
  if (fault === undefined || (fault === 'name' && all.facts.resolvesNames)) return undefined;
  return isOfStaticTargets(all) && REPORTED_BY_PROMETHEUS.has(fault) ? undefined : fault;
}

/** Returns false for a target whose port was changed to pass a filter: the target itself is dropped. */
function isAsWritten({ sample, discovered }: SampleRun): boolean {
  return discovered.get('__address__') === sample.address;
}

function isOfStaticTargets({ discovery, job }: Runs): boolean {
  return discovery === undefined && job.staticGroups.length > 0;
}

/** Returns the problem of a static target's own address, which nothing else can make right. */
export function staticTargetProblem(address: string, place: Place, { resolvesNames }: OutcomeFacts): RunProblem | undefined {
  const severity = ProblemSeverity.ERROR;
  const foreign = placeholderIn(address) ?? environmentVariable(address);
  if (foreign !== undefined) {
    return { ruleId: 'foreign-syntax', severity, place, message: `${foreign} is a placeholder of another program, which nothing fills in: write the IP address itself` };
  }
  const fault = addressFault(address);
  if (fault === undefined || REPORTED_BY_PROMETHEUS.has(fault) || (fault === 'name' && resolvesNames)) return undefined;
  if (fault === 'name') {
    const message = `${quote(address)} ${describeFault(fault)}: write an IP address, or discover the pods behind the name with kubernetes_sd_configs`;
    return { ruleId: 'unresolvable-name', severity, place, message };
  }
  return { ruleId: 'no-scrape-address', severity, place, message: `${quote(address)} ${describeFault(fault)}; write an IP address with an optional port, such as 10.0.0.1:8080` };
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
    const isLeft = addressOf(run) === run.discovered.get('__address__');
    const effect = isLeft ? `does nothing for ${run.sample.words} with the address` : `gives ${run.sample.words} the address`;
    const message = `in this IPv6 cluster the relabeling ${effect} ${quote(addressOf(run))}: its regex takes the first colon for the one before `
      + 'the port; write (.+?)(?::\\d+)? for an address with an optional port, and [$1]:$2 for the IP address of a pod';
    return { ruleId: 'ipv6-address', place: by.place, message };
  }
  return undefined;
}
