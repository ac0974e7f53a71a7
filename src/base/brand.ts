declare const brand: unique symbol;

/** A `T` that only its own constructor may produce, so a row index is never taken for a sequence number. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
