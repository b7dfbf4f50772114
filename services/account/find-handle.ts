import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { handles, memberProfiles } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';

export type HandleRoute = {
  tenantId: string;
  memberId: string;
  /** The owner's name today: another one than was asked for when that is a former name. */
  current: string;
};

/** `readAt` on the monotonic clock: an age, not a time of day. */
const routes = new Map<string, HandleRoute & { readAt: number }>();
const routeLifeMs = 30_000;

/** The active member behind a public name, current or former, or null. Names move rarely: remembered for 30 s. */
export const findHandle = async (db: Database, name: string): Promise<HandleRoute | null> => {
  const key = name.toLowerCase();
  const known = routes.get(key);
  if (known !== undefined && performance.now() - known.readAt < routeLifeMs) return known;
  const [row] = await withRoutingKey(db, key, (tx) =>
    tx
      .select({ tenantId: handles.tenantId, memberId: handles.memberId })
      .from(handles)
      .where(eq(handles.name, key)),
  );
  if (row === undefined || row.memberId === null) return null;
  const { tenantId, memberId } = row;
  const [owner] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ current: memberProfiles.username })
      .from(memberProfiles)
      .where(
        and(
          eq(memberProfiles.tenantId, tenantId),
          eq(memberProfiles.id, memberId),
          eq(memberProfiles.isActive, true),
        ),
      ),
  );
  if (owner === undefined) return null;
  const route = { tenantId, memberId, current: owner.current };
  if (routes.size > 10_000) routes.clear();
  routes.set(key, { ...route, readAt: performance.now() });
  return route;
};
