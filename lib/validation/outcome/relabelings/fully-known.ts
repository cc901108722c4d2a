import { StructValue } from '../../../prometheus/decode/value';

/** Returns true if all items of a list of structs are known. */
export function isFullyKnown(owner: StructValue, field: string): boolean {
  return typeof owner.get(field) !== 'symbol' && owner.items(field).every(({ value }) => value instanceof StructValue);
}
