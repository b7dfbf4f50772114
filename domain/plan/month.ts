/** A calendar month in UTC, by which usage is counted: half-open, epoch milliseconds. */
export type Month = { name: string; from: number; to: number };

const monthAt = (year: number, month: number): Month => ({
  name: new Date(Date.UTC(year, month)).toISOString().slice(0, 7),
  from: Date.UTC(year, month),
  to: Date.UTC(year, month + 1),
});

/** The month of an instant. */
export const monthOf = (instant: number): Month => {
  const date = new Date(instant);
  return monthAt(date.getUTCFullYear(), date.getUTCMonth());
};

/** The month of a name such as `2026-11`. */
export const monthNamed = (name: string): Month =>
  monthAt(Number(name.slice(0, 4)), Number(name.slice(5)) - 1);
