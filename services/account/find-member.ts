import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { members } from '#db/schema/tenant.ts';
import { withRoutingKey } from '#db/tenant.ts';
import type { MemberRole } from '#services/context.ts';

export type MemberRecord = { tenantId: string; memberId: string; role: MemberRole; name: string };

/** The membership a signed-in user acts through: the oldest active one; null when there is none. */
export const findMemberOfUser = async (db: Database, userId: string): Promise<MemberRecord | null> => {
  const [row] = await withRoutingKey(db, userId, (tx) =>
    tx
      .select({ tenantId: members.tenantId, memberId: members.id, role: members.role, name: members.name })
      .from(members)
      .where(and(eq(members.userId, userId), eq(members.isActive, true)))
      .orderBy(asc(members.createdAt), asc(members.id))
      .limit(1),
  );
  return row ?? null;
};
