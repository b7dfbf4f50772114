import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { accountDeletions } from '#db/schema/person.ts';
import { members } from '#db/schema/tenant.ts';
import { withRoutingKey } from '#db/tenant.ts';

export type DeletionRow = typeof accountDeletions.$inferSelect;

/** (contract `AccountDeletion`) */
export const presentDeletion = ({ id, plan, state, dueAt, failure, createdAt }: DeletionRow) => ({
  id,
  plan,
  state,
  dueAt: new Date(dueAt).toISOString(),
  failure,
  createdAt: new Date(createdAt).toISOString(),
});

/** The deletion that a person has asked for and neither called off nor seen done, wherever they asked; null without one. */
export const openDeletionOf = async (db: Database, personId: string): Promise<DeletionRow | null> => {
  const [row] = await withRoutingKey(db, personId, (tx) =>
    tx
      .select()
      .from(accountDeletions)
      .where(
        and(eq(accountDeletions.personId, personId), inArray(accountDeletions.state, ['grace', 'leaving'])),
      )
      .orderBy(desc(accountDeletions.id))
      .limit(1),
  );
  return row ?? null;
};

/** Memberships of a person that have not ended, resting ones included. */
export const membershipsOf = async (db: Database, personId: string) =>
  withRoutingKey(db, personId, (tx) =>
    tx
      .select({
        tenantId: members.tenantId,
        memberId: members.id,
        role: members.role,
        isActive: members.isActive,
      })
      .from(members)
      .where(and(eq(members.personId, personId), isNull(members.removedAt)))
      .orderBy(members.id),
  );
