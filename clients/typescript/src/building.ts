/**
 * Collects plain data of type T. It never changes: its methods return another builder.
 *
 * K is only for the type checker, which would otherwise take a reply for a request: no member of either is required.
 */
export abstract class Builder<T extends object, K = keyof T> {
  declare protected readonly members: (member: K) => K;

  /** What was collected so far. */
  protected readonly data: T;

  /** Starts from a copy of the data. */
  constructor(data: Draft<T>) {
    this.data = copy<T>(data);
  }

  /** The data collected so far, as a copy. */
  toJSON(): T {
    return copy<T>(this.data);
  }
}

/** Plain data of type T in which builders may stand for objects, at any depth. */
export type Input<T> = T extends object ? Builder<T> | Draft<T> : T;

/** The same, but not itself a builder. */
export type Draft<T> = { [K in keyof T]: Input<T[K]> };

/** A plain copy: builders become their data and members that are undefined disappear. */
function copy<T extends object>(value: Draft<T> | T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The value converted, unless it is undefined. */
export function ifGiven<A, B>(value: A | undefined, convert: (value: A) => B): B | undefined {
  return value === undefined ? undefined : convert(value);
}

/** The map with one entry set. */
export function setEntry<M extends object>(map: M | undefined, name: string, value: unknown): M {
  return { ...map, [name]: value } as M;
}

/** The map with values added to those that the name already has. */
export function addValues<M extends object>(map: M | undefined, name: string, values: readonly unknown[]): M {
  const present = Object.entries(map ?? {}).find(([key]) => key === name)?.[1];
  return { ...map, [name]: joined(present, values) } as M;
}

function joined(present: unknown, values: readonly unknown[]): unknown {
  if (present === undefined) {
    return values;
  }
  if (typeof present === "object" && present !== null && "values" in present && Array.isArray(present.values)) {
    return { ...present, values: [...present.values, ...values] };
  }
  return [present, values].flat();
}
