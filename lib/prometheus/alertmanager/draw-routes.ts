import type { AlertmanagerConfiguration, Route } from './configuration';
import { formatMatcher } from './matcher';
import { formatDuration } from '../values/duration';

/** Draws the routing tree as text: a line for each route with its matchers, receiver and what it sets. */
export function drawRoutes({ root }: AlertmanagerConfiguration): string {
  return root === undefined ? '' : `${draw(root, '', '').join('\n')}\n`;
}

function draw(route: Route, first: string, rest: string): string[] {
  const children = route.routes.flatMap((child, index) => {
    const isLast = index === route.routes.length - 1;
    return draw(child, `${rest}${isLast ? '└─ ' : '├─ '}`, `${rest}${isLast ? '   ' : '│  '}`);
  });
  return [`${first}${describe(route)}`, ...children];
}

function describe(route: Route): string {
  const { value, receiver, continues, parent, muteTimeIntervals, activeTimeIntervals } = route;
  const matchers = route.matchers?.map(formatMatcher).join(', ') ?? 'known at deployment';
  const set = (name: string, text: string | undefined) => value.has(name) && text !== undefined ? [`${name}: ${text}`] : [];
  const details = [
    ...set('group_by', route.groupBy.join(', ')),
    ...set('group_wait', duration(route.groupWait)),
    ...set('group_interval', duration(route.groupInterval)),
    ...set('repeat_interval', duration(route.repeatInterval)),
    ...muteTimeIntervals.map(({ text }) => `muted in ${text}`),
    ...activeTimeIntervals.map(({ text }) => `active in ${text}`),
    ...continues ? ['continues'] : [],
  ];
  const condition = parent === undefined ? 'all alerts' : `{${matchers}}`;
  return `${condition} → ${receiver ?? 'known at deployment'}${details.length === 0 ? '' : `  (${details.join('; ')})`}`;
}

function duration(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : formatDuration(milliseconds);
}
