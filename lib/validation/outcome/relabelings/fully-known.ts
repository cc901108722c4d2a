import { StructValue } from '../../../prometheus/decode/value';

/** Whether all of a list of structs is known, so that what is not in it is not there. */
export function isFullyKnown(owner: StructValue, field: string): boolean {
  return typeof owner.get(field) !== 'symbol' && owner.items(field).every(({ value }) => value instanceof StructValue);
}
