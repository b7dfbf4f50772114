/** The names of the last months in UTC, the present one first: `2026-11`. */
export const lastMonths = (now: number, count: number): string[] => {
  const date = new Date(now);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back)).toISOString().slice(0, 7),
  );
};
