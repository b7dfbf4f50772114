import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessions } from '#db/schema/session.ts';
import type { SessionKey } from './blocks.ts';

/** Writes down where a session meets. Answers whether it is the first link that the session gets. */
export const recordMeeting = async (
  tx: Transaction,
  { tenantId, sessionId }: SessionKey,
  meetingUrl: string,
): Promise<{ isFirst: boolean }> => {
  const isSession = and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId));
  const first = await tx
    .update(sessions)
    .set({ meetingUrl })
    .where(and(isSession, isNull(sessions.meetingUrl)))
    .returning({ id: sessions.id });
  if (first.length > 0) return { isFirst: true };
  await tx.update(sessions).set({ meetingUrl }).where(isSession);
  return { isFirst: false };
};
