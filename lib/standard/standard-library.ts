import type * as AllDashboards from './dashboards/all-dashboards';
import type * as BuildRules from './rules/build-rules';

/** Loads the standard rules when they are used. */
export function standardLibrary(): typeof BuildRules {
  return require('./rules/build-rules') as typeof BuildRules;
}

/** Loads the dashboards when they are used. */
export function dashboardLibrary(): typeof AllDashboards {
  return require('./dashboards/all-dashboards') as typeof AllDashboards;
}
