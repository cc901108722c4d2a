import { type AlertDefinition } from '../../lib/standard/rules/definition';
import { ALERTS } from '../../lib/standard/rules/groups';
import { ScrapeConfiguration, ScrapeJob } from '../../lib';
import type { AlertCase } from './alert-cases';

/** A configuration with every ready-made job. */
export function everyJob(externalLabels: Record<string, string> = { cluster: 'c' }): ScrapeConfiguration {
  return new ScrapeConfiguration({
    externalLabels,
    jobs: [
      ScrapeJob.apiServer(), ScrapeJob.cadvisor(), ScrapeJob.coreDns(), ScrapeJob.kubeControllerManager(), ScrapeJob.kubelet(),
      ScrapeJob.kubeProxy(), ScrapeJob.kubeScheduler(), ScrapeJob.kubeStateMetrics(), ScrapeJob.nodeExporter(), ScrapeJob.pods(),
    ],
  });
}

/** Returns a test file for promtool: each alert is pending until its waiting time is over, fires then, and does not fire otherwise. */
export function promtoolTests(cases: readonly AlertCase[], ruleFile: string): object {
  return {
    rule_files: [ruleFile],
    evaluation_interval: '1m',
    tests: cases.flatMap((alertCase) => {
      const alert = definitionOf(alertCase);
      const minutes = (alertCase.activeAt ?? 0) + alert.for;
      return [firingTest(alertCase, alert, minutes), quietTest(alertCase, minutes)];
    }),
  };
}

function definitionOf({ alert }: AlertCase): AlertDefinition {
  const definition = ALERTS.find(candidate => candidate.alert === alert);
  if (definition === undefined) throw new Error(`there is no standard alert '${alert}'`);
  return definition;
}

function firingTest({ alert, fires, labels, value = '' }: AlertCase, definition: AlertDefinition, minutes: number): object {
  const firing = `count(ALERTS{alertname="${alert}",alertstate="firing"})`;
  const text = (template: string) => template
    .replaceAll('$threshold', String(definition.threshold)).replaceAll('$for', waitingTime(definition.for))
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels?.[name] ?? '')
    .replace(/\{\{ \$value[^}]*\}\}/g, value);
  return {
    name: `${alert} fires`,
    interval: '1m',
    input_series: inputSeries(fires, minutes),
    promql_expr_test: [
      ...minutes > 0 ? [{ expr: firing, eval_time: `${minutes - 1}m`, exp_samples: [] }] : [],
      { expr: firing, eval_time: `${minutes}m`, exp_samples: [{ labels: '{}', value: 1 }] },
    ],
    alert_rule_test: [{
      alertname: alert, eval_time: `${minutes}m`,
      exp_alerts: [{
        exp_labels: { ...labels, severity: definition.severity },
        exp_annotations: { summary: text(definition.summary), description: text(definition.description) },
      }],
    }],
  };
}

function quietTest({ alert, quiet }: AlertCase, minutes: number): object {
  return {
    name: `${alert} does not fire`,
    interval: '1m',
    input_series: inputSeries(quiet, minutes),
    alert_rule_test: [{ alertname: alert, eval_time: `${minutes}m` }, { alertname: alert, eval_time: `${minutes + 10}m` }],
  };
}

function inputSeries(series: Readonly<Record<string, string>>, minutes: number): object[] {
  return Object.entries(series).map(([name, values]) => ({ series: name, values: /^\d+$/.test(values) ? `${values}x${minutes + 10}` : values }));
}

function waitingTime(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
