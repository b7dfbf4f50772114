import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessions } from '#db/schema/session.ts';
import type { SessionKey } from './blocks.ts';

/** When a session is, with what was agreed on the host's clock. */
export type SessionMove = Pick<
  typeof sessions.$inferInsert,
  'startsAt' | 'endsAt' | 'hostTimeZone' | 'localStart' | 'utcOffsetMinutes' | 'tzdataVersion'
>;

/** Writes a session's new time, once its hosts' time is claimed by `insertBlocks`; its events are behind from now on. */
export const moveSession = async (
  tx: Transaction,
  { tenantId, sessionId }: SessionKey,
  move: SessionMove,
  now: number,
): Promise<void> => {
  await tx
    .update(sessions)
    .set({ ...move, revision: sql`${sessions.revision} + 1`, updatedAt: now })
    .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId)));
};
