/** A parsed text, or the message of Prometheus about it. */
export type Parsed<T> = { readonly value: T; readonly error?: undefined } | { readonly error: string; readonly value?: undefined };
