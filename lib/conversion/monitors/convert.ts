import { ProblemSeverity, type Problem } from '../../validation/problem';
import { parseDuration } from '../../prometheus/values/duration';
import { problemIn, type Fields, type SourceDocument } from '../source-document';
import { jobFields } from './job-fields';
import { endpointsOf, monitorsIn, nameOf, type Endpoint, type Monitor } from './monitor';
import { replacementOf } from './ready-made';
import { endpointProblems, monitorProblems } from './unsupported';

/** The jobs that monitors became, and what could not be carried over. */
export interface ConvertedJobs {
  readonly jobs: readonly Fields[];
  readonly problems: readonly Problem[];
}

export interface MonitorSettings {
  readonly defaultNamespace: string;
  readonly raiseShortIntervals: boolean;
}

const SHORTEST_INTERVAL_MS = 30_000;

/** Converts every ServiceMonitor and PodMonitor of the documents. A job whose endpoint has an error is left out. */
export function convertMonitors(documents: readonly SourceDocument[], settings: MonitorSettings): ConvertedJobs {
  const monitors = documents.flatMap(document => monitorsIn(document, settings.defaultNamespace));
  const { jobs, problems } = joined(monitors.map(monitor => convertMonitor(monitor, settings)));
  const names = jobs.map(job => job.job_name);
  // Several monitors of one component have one ready-made job.
  return { jobs: jobs.filter((job, index) => names.indexOf(job.job_name) === index), problems };
}

function convertMonitor(monitor: Monitor, settings: MonitorSettings): ConvertedJobs {
  const problems = monitorProblems(monitor);
  const { jobs, problems: ofEndpoints } = joined(endpointsOf(monitor).map(endpoint => convertEndpoint(endpoint, settings)));
  return { jobs: hasErrors(problems) ? [] : jobs, problems: [...problems, ...ofEndpoints] };
}

function convertEndpoint(endpoint: Endpoint, settings: MonitorSettings): ConvertedJobs {
  const replacement = replacementOf(endpoint);
  if (replacement !== undefined) {
    const message = replacement.job === undefined
      ? `${replacement.component} has no ready-made job for this path, so the endpoint is left out`
      : `${replacement.component} is scraped by the ready-made job '${String(replacement.job.job_name)}', since a collector reaches it in another way`;
    const ruleId = replacement.job === undefined ? 'monitor-unsupported' : 'monitor-converted';
    const problems = [report(endpoint, [], ProblemSeverity.WARNING, message, ruleId)];
    return { jobs: replacement.job === undefined ? [] : [replacement.job], problems };
  }
  const unsupported = endpointProblems(endpoint);
  const { fields, problems } = withInterval(endpoint, settings);
  // Changes of a job that is left out do not matter.
  const all = hasErrors(unsupported) && !hasErrors(problems) ? unsupported : [...unsupported, ...problems];
  return { jobs: hasErrors(all) ? [] : [{ ...jobFields(endpoint), ...fields }], problems: all };
}

/** Collectors scrape every 30 seconds at most. */
function withInterval(
  endpoint: Endpoint, { raiseShortIntervals }: MonitorSettings,
): { readonly fields: Fields; readonly problems: Problem[] } {
  const { interval } = endpoint.fields;
  const parsed = typeof interval === 'string' ? parseDuration(interval) : undefined;
  const milliseconds = parsed !== undefined && 'value' in parsed ? parsed.value : undefined;
  if (typeof milliseconds !== 'number' || milliseconds === 0 || milliseconds >= SHORTEST_INTERVAL_MS) return { fields: {}, problems: [] };
  return raiseShortIntervals
    ? { fields: { scrape_interval: '30s' }, problems: [report(endpoint, ['interval'], ProblemSeverity.WARNING, `the interval ${String(interval)} is raised to 30s`)] }
    : {
        fields: {},
        problems: [report(endpoint, ['interval'], ProblemSeverity.ERROR,
          `the interval must be at least 30s for a managed collector, got ${String(interval)}; change it, or convert with raiseShortIntervals`)],
      };
}

function report({ monitor, path }: Endpoint, field: readonly string[], severity: ProblemSeverity, message: string, ruleId = 'monitor-converted'): Problem {
  return problemIn(monitor.document, [...path, ...field], ruleId, severity, message, nameOf(monitor));
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === ProblemSeverity.ERROR);
}

function joined(results: readonly ConvertedJobs[]): ConvertedJobs {
  return { jobs: results.flatMap(({ jobs }) => jobs), problems: results.flatMap(({ problems }) => problems) };
}
