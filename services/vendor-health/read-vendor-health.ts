import { type SQL, sql } from 'drizzle-orm';
import { timestampAt } from '#db/columns.ts';
import { vendorCalls } from '#db/schema/installation.ts';
import { withOperators } from '#db/tenant.ts';
import { minuteOf, type QuarterCalls, quarterMs, quartersKept } from '#domain/vendor-health/health.ts';
import { latencyClasses } from '#domain/vendor-health/latency.ts';
import { reportOf } from '#domain/vendor-health/report.ts';
import type { VendorCapability } from '#domain/vendors.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';

export type AskedVendor = { vendor: string; capability: VendorCapability };
type Row = AskedVendor & Omit<QuarterCalls, 'lastAt'> & { lastAt: string };

const latencySums = sql.raw(
  Array.from({ length: latencyClasses }, (_, index) => `sum(latencies[${index + 1}])`).join(', '),
);

/** The statement that adds the calls of the last 24 hours up, by vendor, how they ended and the quarter of an hour. */
export const vendorCallsQuery = (now: number): SQL => {
  const minute = minuteOf(now);
  // The clocks of processes differ: what is from the future belongs to now.
  return sql`
    select vendor, capability, outcome,
      greatest(0, floor(date_part('epoch', ${timestampAt(minute)} - minute) * 1000 / ${quarterMs}))::int as quarter,
      sum(calls)::int as calls, array[${latencySums}]::int[] as latencies, max(last_at) as "lastAt"
    from ${vendorCalls} where minute > ${timestampAt(minute - quartersKept * quarterMs)}
    group by 1, 2, 3, 4`;
};

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const keyOf = ({ capability, vendor }: AskedVendor): string => `${capability}/${vendor}`;

/**
 * How the vendors are: those of the installation's settings and all that were asked in the last 24 hours. One statement. (contract
 * `VendorHealth`)
 */
export const readVendorHealth = async (ctx: OperatorContext, configured: readonly AskedVendor[]) => {
  requireOperator(ctx);
  const now = ctx.now();
  const { rows } = await withOperators(ctx.ops, (tx) => tx.execute<Row>(vendorCallsQuery(now)));
  const asked = new Map([...configured, ...rows].map((of) => [keyOf(of), of]));
  const items = [...asked]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { vendor, capability }]) => {
      const own = rows.filter((row) => keyOf(row) === key);
      const report = reportOf(
        own.map((row) => ({ ...row, lastAt: new Date(row.lastAt).getTime() })),
        now,
      );
      return {
        vendor,
        capability,
        ...report,
        lastCallAt: iso(report.lastCallAt),
        lastFailureAt: iso(report.lastFailureAt),
        hours: report.hours.map((hour) => ({ ...hour, startsAt: new Date(hour.startsAt).toISOString() })),
      };
    });
  return { items };
};
