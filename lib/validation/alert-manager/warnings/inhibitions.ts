import type { LocatedMessage } from '../../located-message';
import type { DefinitionContext } from '../definition-context';

export function unlimitedInhibitions({ configuration: { inhibitions } }: DefinitionContext): LocatedMessage[] {
  return inhibitions.filter(({ value, equal }) => equal.length === 0 && typeof value.get('equal') !== 'symbol').map(({ value }) => ({
    place: value.placeOf('equal'),
    message: 'one source alert silences every target alert, of whatever cluster and namespace: specify the labels that must be equal',
  }));
}
