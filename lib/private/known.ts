/**
 * Reads an attribute of a construct. Imported constructs throw from the getters of attributes that they were not given
 * (a cluster without its VPC, a subnet without its zone); here that means "unknown", not "wrong".
 */
export function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
