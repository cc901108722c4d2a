import type { AlertmanagerConfiguration, PlacedMatcher, Route } from '../../../prometheus/alertmanager/configuration';
import { hasIntegration, routesIn } from '../../../prometheus/alertmanager/configuration';
import { loadAlertmanager } from '../../../prometheus/alertmanager/load';
import { validateRuleFile } from '../../../prometheus/rule-files/validate-rule-file';
import { readDefinition } from '../definition-text';
import type { FileGroup } from '../../../prometheus/rule-files/rule-file';
import { matches } from '../../../prometheus/alertmanager/matcher';
import { suggestion } from '../../../private/suggestion';
import { enumerate, type LocatedMessage } from '../../located-message';
import { alertLabels, holds, type AlertLabels } from './alert-labels';

/** A definition, and the alerts of all rules that its workspace evaluates. */
interface Alerting {
  readonly configuration: AlertmanagerConfiguration;
  readonly alerts: readonly AlertLabels[];
}

/** The problems of a definition with the rules of its workspace, each at a place of the definition. */
export interface RoutingProblems {
  /** Routes that no rule's alerts reach. */
  readonly unreachableRoutes: readonly LocatedMessage[];
  /** Inhibitions without a source or a target among the rules' alerts. */
  readonly unreachableInhibitions: readonly LocatedMessage[];
  /** Values of labels by which routes distinguish alerts that no route mentions, by a misspelling or with a root that notifies nobody. */
  readonly unroutedValues: readonly LocatedMessage[];
}

/**
 * Compares a definition with the rules of its workspace. Only the names of alerts, labels that rules set and labels that their aggregations
 * leave out are known; what is not known reaches everything.
 */
export function routingProblems(configuration: AlertmanagerConfiguration, groups: readonly FileGroup[]): RoutingProblems {
  const alerting = { configuration, alerts: alertLabels(groups) };
  if (alerting.alerts.length === 0 || configuration.root === undefined) {
    return { unreachableRoutes: [], unreachableInhibitions: [], unroutedValues: [] };
  }
  return {
    unreachableRoutes: unreachableRoutes(alerting),
    unreachableInhibitions: unreachableInhibitions(alerting),
    unroutedValues: unroutedValues(alerting),
  };
}

function unreachableRoutes({ configuration: { root }, alerts }: Alerting): LocatedMessage[] {
  const reached = new Set<Route>();
  for (const alert of alerts) if (root !== undefined) walk(root, alert, reached);
  const unreached = routesIn(root).filter(route => !reached.has(route) && (route.parent === undefined || reached.has(route.parent)));
  return unreached.map(({ value, matchers = [] }) => ({
    place: value.place, message: `no alerting rule of this app fires an alert that reaches this route${describe(matchers)}`,
  }));
}

/** Marks the routes that alerts of a rule may reach. Returns whether they certainly all match the route. */
function walk(route: Route, alert: AlertLabels, reached: Set<Route>): boolean {
  const certainty = allHold(route.matchers, alert);
  if (certainty === false) return false;
  reached.add(route);
  for (const child of route.routes) if (walk(child, alert, reached) && !child.continues) break;
  return certainty === true;
}

function allHold(matchers: readonly PlacedMatcher[] | undefined, alert: AlertLabels): boolean | undefined {
  const answers = matchers?.map(matcher => matcher.isKnown ? holds(matcher, alert) : undefined) ?? [undefined];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function unreachableInhibitions({ configuration: { inhibitions }, alerts }: Alerting): LocatedMessage[] {
  return inhibitions.flatMap(({ value, source, target }) => {
    const isDead = (matchers: typeof source) => alerts.every(alert => allHold(matchers, alert) === false);
    const dead = [...isDead(source) ? ['source'] : [], ...isDead(target) ? ['target'] : []];
    if (dead.length === 0) return [];
    return [{ place: value.place, message: `no alerting rule of this app fires an alert that is a ${dead.join(' or a ')} of this inhibition` }];
  });
}

/** In characters; of shorter values, any two are similar. */
const SHORT = 3;

/** Severities such as sev1 and sev2 differ on purpose. */
function withoutDigits(value: string): string {
  return value.replace(/\d+/g, '');
}

/**
 * Values go unmentioned where routes name others of the same label, and such alerts end at the root. That is how most people write it,
 * unless the root notifies nobody, or the value is a misspelling.
 */
function unroutedValues({ configuration: { root, receivers }, alerts }: Alerting): LocatedMessage[] {
  const rootReceiver = receivers.find(({ name }) => name !== undefined && name === root?.receiver);
  const isSilent = rootReceiver !== undefined && !hasIntegration(rootReceiver);
  const matchers = routesIn(root).flatMap(route => route.matchers ?? []).filter(({ operator }) => operator === '=' || operator === '=~');
  return [...new Set(matchers.map(({ name }) => name))].filter(name => name !== 'alertname').flatMap((name) => {
    const own = matchers.filter(matcher => matcher.name === name);
    if (root === undefined || own.some(({ isKnown }) => !isKnown)) return [];
    const values = new Set(alerts.filter(alert => endsAtRoot(root, alert)).flatMap(({ set }) => set.get(name) ?? []));
    const unmentioned = [...values].filter(value => value !== '' && !own.some(matcher => matches(matcher, { [name]: value })));
    const mentioned = own.filter(({ operator }) => operator === '=').map(({ value }) => value);
    const described = (value: string, rest: string) => ({
      place: root.value.place,
      message: `rules of this app set ${name} to ${value}, which no route mentions: these alerts go to the receiver '${root.receiver ?? ''}' of the root${rest}`,
    });
    if (isSilent && unmentioned.length > 0) return [described(enumerate(unmentioned.map(value => `'${value}'`)), ', which notifies nobody')];
    return unmentioned.flatMap((value) => {
      const similar = value.length <= SHORT ? '' : suggestion(value, mentioned.filter(other => withoutDigits(other) !== withoutDigits(value)));
      return similar === '' ? [] : [described(`'${value}'`, similar)];
    });
  });
}

function endsAtRoot(root: Route, alert: AlertLabels): boolean {
  return root.routes.every(child => allHold(child.matchers, alert) === false);
}

function describe(matchers: readonly PlacedMatcher[]): string {
  const names = [...new Set(matchers.map(({ name }) => name))];
  return names.length === 0 ? '' : `: compare ${enumerate(names)} with the labels of the rules`;
}

/** Compares a definition with rule files, all as text. Returns nothing where one of them cannot be read. */
export function routingProblemsOf(definition: string, ruleFiles: readonly string[]): RoutingProblems | undefined {
  const document = readDefinition(definition).configuration;
  const loading = document && loadAlertmanager(document);
  const files = ruleFiles.map(text => validateRuleFile(text));
  const isBroken = [loading, ...files].some(each => each === undefined || each.problems.some(({ severity }) => severity === 'error'));
  if (loading?.configuration === undefined || isBroken) return undefined;
  return routingProblems(loading.configuration, files.flatMap(({ file }) => file?.groups ?? []));
}
