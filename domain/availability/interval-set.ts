/**
 * Sets of instants as flat sorted arrays `[start0, end0, start1, end1, …]`, half-open, never touching. Every
 * operation is one pass and leaves its arguments alone.
 */
export type IntervalSet = readonly number[];

/** The number at an index the caller knows to exist. */
export const at = (values: readonly number[], index: number): number => values[index] as number;

/** Appends `[start, end)` to a set whose last interval starts no later; joins what touches or overlaps. */
export const appendInterval = (set: number[], start: number, end: number): void => {
  if (end <= start) return;
  const last = set.length - 1;
  if (last > 0 && start <= at(set, last)) {
    if (end > at(set, last)) set[last] = end;
    return;
  }
  set.push(start, end);
};

/** Makes a set of pairs in any order, overlapping or empty ones included. */
export const normalize = (pairs: readonly number[]): number[] => {
  let sorted = true;
  for (let i = 2; i < pairs.length; i += 2) {
    if (at(pairs, i) < at(pairs, i - 2)) {
      sorted = false;
      break;
    }
  }
  const out: number[] = [];
  if (sorted) {
    for (let i = 0; i < pairs.length; i += 2) appendInterval(out, at(pairs, i), at(pairs, i + 1));
    return out;
  }
  const order: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) order.push(i);
  order.sort((a, b) => at(pairs, a) - at(pairs, b));
  for (const i of order) appendInterval(out, at(pairs, i), at(pairs, i + 1));
  return out;
};

export const intersect = (a: IntervalSet, b: IntervalSet): number[] => {
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = at(a, i + 1);
    const endB = at(b, j + 1);
    const start = Math.max(at(a, i), at(b, j));
    const end = endA < endB ? endA : endB;
    if (end > start) out.push(start, end);
    if (endA < endB) i += 2;
    else j += 2;
  }
  return out;
};

export const unite = (a: IntervalSet, b: IntervalSet): number[] => {
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && at(a, i) <= at(b, j))) {
      appendInterval(out, at(a, i), at(a, i + 1));
      i += 2;
    } else {
      appendInterval(out, at(b, j), at(b, j + 1));
      j += 2;
    }
  }
  return out;
};

/** Unites many sets by halves, so that fifty hosts cost six passes and not fifty. */
export const uniteAll = (sets: readonly IntervalSet[]): IntervalSet => {
  if (sets.length === 0) return [];
  let round = sets;
  while (round.length > 1) {
    const next: IntervalSet[] = [];
    for (let i = 0; i < round.length; i += 2) {
      const left = round[i] ?? [];
      const right = round[i + 1];
      next.push(right === undefined ? left : unite(left, right));
    }
    round = next;
  }
  return round[0] ?? [];
};

export const subtract = (a: IntervalSet, b: IntervalSet): number[] => {
  const out: number[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let start = at(a, i);
    const end = at(a, i + 1);
    while (j < b.length && at(b, j + 1) <= start) j += 2;
    let k = j;
    while (k < b.length && at(b, k) < end) {
      if (at(b, k) > start) out.push(start, at(b, k));
      start = at(b, k + 1);
      k += 2;
    }
    if (start < end) out.push(start, end);
  }
  return out;
};

/** The instants at which something of that length may start and stay inside one interval to its end. */
export const startsOfLength = (set: IntervalSet, length: number): number[] => {
  const out: number[] = [];
  for (let i = 0; i < set.length; i += 2) {
    const end = at(set, i + 1) - length + 1;
    if (end > at(set, i)) out.push(at(set, i), end);
  }
  return out;
};

/** Index of the interval that holds `instant`, or -1. */
export const indexOfInterval = (set: IntervalSet, instant: number): number => {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(set, 2 * middle + 1) <= instant) low = middle + 1;
    else high = middle;
  }
  return 2 * low < set.length && at(set, 2 * low) <= instant ? 2 * low : -1;
};
