/**
 * What a construct knows of itself. Imported constructs throw from the getters of what they were not told
 * (a cluster without its VPC, a subnet without its zone); here that means "unknown", not "wrong".
 */
export function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
