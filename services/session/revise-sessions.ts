import { and, eq, inArray, type Placeholder, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessions } from '#db/schema/session.ts';

/** The part of a statement that notes that what the events of shared sessions show has changed. */
export const reviseSessions = (
  tx: Transaction,
  tenantId: string | Placeholder,
  sessionIds: readonly (string | Placeholder)[],
) =>
  tx
    .update(sessions)
    .set({ revision: sql`${sessions.revision} + 1` })
    .where(and(eq(sessions.tenantId, tenantId), inArray(sessions.id, [...sessionIds])))
    .returning({ id: sessions.id });
