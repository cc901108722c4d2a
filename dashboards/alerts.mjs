import { graph, row, stat, table } from './panels.mjs';

const C = 'cluster=~"$cluster"';

export default {
  uid: 'cdk-amp-alerts', title: 'Prometheus / Alerts', description: 'Alerts that are firing and pending, and how often they fired.',
  panels: [
    stat('Critical', 'Firing alerts with the severity critical.', 'short', `count(ALERTS{${C},alertstate="firing",severity="critical"}) or vector(0)`, [[1, 'red']]),
    stat('Warning', 'Firing alerts with the severity warning.', 'short', `count(ALERTS{${C},alertstate="firing",severity="warning"}) or vector(0)`, [[1, 'orange']]),
    stat('Info', 'Firing alerts with the severity info.', 'short', `count(ALERTS{${C},alertstate="firing",severity="info"}) or vector(0)`),
    stat('Pending', 'Alerts that wait until their condition has held long enough.', 'short', `count(ALERTS{${C},alertstate="pending"}) or vector(0)`),
    stat('Watchdog', 'The alert that always fires. Nothing here means that rules are not evaluated.', 'short', 'count(ALERTS{alertname="Watchdog",alertstate="firing"}) or vector(0)', [[1, 'green']]),
    row('Now'),
    table('Firing', 'Firing alerts by name and severity.', ['severity', 'alertname', 'namespace'], [[`count by (severity, alertname, namespace) (ALERTS{${C},alertstate="firing"})`, 'Alerts', 'short']]),
    row('History'),
    graph('Firing alerts', 'Number of firing alerts by name.', 'short', [`count by (alertname) (ALERTS{${C},alertstate="firing",alertname!="Watchdog"})`, '{{alertname}}']),
    graph('Alerts by severity', 'Number of firing alerts by severity.', 'short', [`count by (severity) (ALERTS{${C},alertstate="firing"})`, '{{severity}}']),
    table('Firing in the last day', 'Minutes for which alerts were firing, summed over their series.', ['alertname', 'severity'], [[`sum by (alertname, severity) (count_over_time(ALERTS{${C},alertstate="firing",alertname!="Watchdog"}[1d]))`, 'Minutes', 'short']]),
  ],
};
