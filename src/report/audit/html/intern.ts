/** Values that recur, each once, by their place. */

export interface Intern<T> {
  readonly values: readonly T[];
  /** The place of a value; two of one key are the same. */
  place(value: T): number;
}

/** @param keyOf texts are their own keys. */
export function intern<T>(keyOf: (value: T) => string): Intern<T> {
  const values: T[] = [];
  const places = new Map<string, number>();
  return {
    values,
    place(value) {
      const key = keyOf(value);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, values.length);
      return values.push(value) - 1;
    },
  };
}
