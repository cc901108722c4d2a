/**
 * Returns an attribute of a construct, or undefined if it is not known: imported constructs throw from the getters of attributes that they
 * were not given (a cluster without its VPC, a subnet without its zone).
 */
export function attributeOrUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
