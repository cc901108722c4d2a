/** A text that was understood, or what Prometheus says about it. */
export type Parsed<T> = { readonly value: T; readonly error?: undefined } | { readonly error: string; readonly value?: undefined };
