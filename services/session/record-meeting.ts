import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessions } from '#db/schema/session.ts';
import type { SessionKey } from './blocks.ts';

type Meeting = Pick<typeof sessions.$inferSelect, 'conference' | 'meetingUrl'>;

/** Writes down where a session meets and who made that. Answers whether it is the first link that the session gets. */
export const recordSessionMeeting = async (
  tx: Transaction,
  { tenantId, sessionId }: SessionKey,
  meeting: Meeting,
): Promise<{ isFirst: boolean }> => {
  const isSession = and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId));
  const first = await tx
    .update(sessions)
    .set(meeting)
    .where(and(isSession, isNull(sessions.meetingUrl)))
    .returning({ id: sessions.id });
  if (first.length > 0) return { isFirst: true };
  await tx.update(sessions).set(meeting).where(isSession);
  return { isFirst: false };
};
