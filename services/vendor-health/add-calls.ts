import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { vendorCalls } from '#db/schema/installation.ts';

/** Calls of one minute to one vendor that ended in the same way. */
export type CallCount = typeof vendorCalls.$inferInsert;

const placeOf = ({ minute, vendor, capability, outcome }: CallCount): string =>
  [String(minute).padStart(15, '0'), vendor, capability, outcome].join('/');

/**
 * Adds counts to what every process has counted, in one statement; in whichever order processes add, the sums are the same. No two
 * of `counts` have the same place.
 */
export const addCalls = async (db: Database, counts: readonly CallCount[]): Promise<void> => {
  if (counts.length === 0) return;
  // In one order everywhere, so that two who add to the same rows never wait for each other.
  const ordered = counts.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  await db
    .insert(vendorCalls)
    .values(ordered)
    .onConflictDoUpdate({
      target: [vendorCalls.minute, vendorCalls.vendor, vendorCalls.capability, vendorCalls.outcome],
      set: {
        calls: sql`${vendorCalls.calls} + excluded.calls`,
        latencies: sql`array(select one + other
          from unnest(${vendorCalls.latencies}, excluded.latencies) with ordinality as each(one, other, place) order by place)`,
        lastAt: sql`greatest(${vendorCalls.lastAt}, excluded.last_at)`,
      },
    });
};
