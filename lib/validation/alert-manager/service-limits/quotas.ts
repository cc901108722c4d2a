import { routesIn } from '../../../prometheus/alertmanager/configuration';
import { formatDuration } from '../../../prometheus/values/duration';
import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

/** Default quotas: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html */
const MOST_ROUTES = 100;
const MOST_INHIBITIONS = 100;
const MOST_TEMPLATES = 100;

const FIVE_DAYS = 5 * 86_400_000;

export function exceededQuotas({ configuration, templateFiles }: DefinitionContext): LocatedMessage[] {
  const { value, root, inhibitions } = configuration;
  return [
    ...exceeded(value.placeOf('route'), 'routes, the root and all below it', routesIn(root).length, MOST_ROUTES),
    ...exceeded(value.placeOf('inhibit_rules'), 'inhibition rules', inhibitions.length, MOST_INHIBITIONS),
    ...exceeded(templateFiles[0]?.place ?? value.place, 'template files', templateFiles.length, MOST_TEMPLATES),
  ];
}

function exceeded(place: LocatedMessage['place'], what: string, count: number, most: number): LocatedMessage[] {
  return count <= most ? [] : [{ place, message: `the default quota is ${most} ${what}, got ${count}` }];
}

/** https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html */
export function longRepeatIntervals({ configuration: { root } }: DefinitionContext): LocatedMessage[] {
  return routesIn(root).flatMap(({ value, repeatInterval }) => {
    if (!value.has('repeat_interval') || repeatInterval === undefined || repeatInterval <= FIVE_DAYS) return [];
    const message = `the service repeats notifications after 5 days at the latest, got ${formatDuration(repeatInterval)}`;
    return [{ place: value.placeOf('repeat_interval'), message }];
  });
}
