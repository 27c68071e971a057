import type { TimeUnit } from "./gen/models/time-unit.js";

const finer: readonly [TimeUnit, number][] = [
  ["MILLISECONDS", 1],
  ["MICROSECONDS", 1e3],
  ["NANOSECONDS", 1e6],
];

/**
 * A number of milliseconds as a whole number of the coarsest unit that holds it, nanoseconds at the finest.
 *
 * @throws RangeError when it is negative or not finite.
 */
export function split(milliseconds: number): [unit: TimeUnit, amount: number] {
  if (!(milliseconds >= 0 && milliseconds < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a duration is a number of milliseconds from 0, not ${milliseconds}`);
  }
  const [unit, factor] = finer.find(([, factor]) => Number.isInteger(milliseconds * factor)) ?? ["NANOSECONDS", 1e6];
  return [unit, Math.round(milliseconds * factor)];
}
