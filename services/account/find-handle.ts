import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { handles, memberProfiles } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { createMemory } from '#services/memory.ts';

export type HandleRoute = {
  tenantId: string;
  memberId: string;
  /** The owner's name today: another one than was asked for when that is a former name. */
  current: string;
};

const routes = createMemory<HandleRoute>(30_000);

const readRoute = async (db: Database, name: string): Promise<HandleRoute | null> => {
  const [row] = await withRoutingKey(db, name, (tx) =>
    tx
      .select({ tenantId: handles.tenantId, memberId: handles.memberId })
      .from(handles)
      .where(eq(handles.name, name)),
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
  return owner === undefined ? null : { tenantId, memberId, current: owner.current };
};

/** The active member behind a public name, current or former, or null. Names move rarely: remembered for 30 s. */
export const findHandle = async (db: Database, name: string): Promise<HandleRoute | null> => {
  const key = name.toLowerCase();
  return routes(key, () => readRoute(db, key));
};
