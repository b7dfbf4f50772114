import { and, asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import { type BlockInput, freeHostBlocks, insertBlocks, type SessionKey } from './blocks.ts';

export type HostChange = {
  /** Whose place is taken. */
  from: string;
  /** Null: the others go on without them. */
  to: string | null;
};

const seatOf = ({ tenantId, sessionId }: SessionKey, memberId: string) =>
  and(
    eq(sessionHosts.tenantId, tenantId),
    eq(sessionHosts.sessionId, sessionId),
    eq(sessionHosts.memberId, memberId),
  );

/** Whoever is left is the organizer when that one has gone. */
const giveOrganizer = async (tx: Transaction, { tenantId, sessionId }: SessionKey): Promise<void> => {
  const [next] = await tx
    .select({ memberId: sessionHosts.memberId })
    .from(sessionHosts)
    .where(and(eq(sessionHosts.tenantId, tenantId), eq(sessionHosts.sessionId, sessionId)))
    .orderBy(asc(sessionHosts.memberId))
    .limit(1);
  if (next === undefined) throw new Error('a session has a host');
  await tx
    .update(sessionHosts)
    .set({ isOrganizer: true })
    .where(seatOf({ tenantId, sessionId }, next.memberId));
};

/**
 * Puts another host into the place of one: the new one's time is claimed before the former one's is given back. False, with
 * nothing changed, when the new one has given it away. The session's events are behind from then on.
 */
export const changeHost = async (
  tx: Transaction,
  time: Omit<BlockInput, 'hostIds'>,
  { from, to }: HostChange,
): Promise<boolean> => {
  if (to !== null && !(await insertBlocks(tx, { ...time, hostIds: [to] }))) return false;
  const { tenantId, sessionId, now } = time;
  await freeHostBlocks(tx, time, from);
  const [left] = await tx
    .delete(sessionHosts)
    .where(seatOf(time, from))
    .returning({ isOrganizer: sessionHosts.isOrganizer });
  const isOrganizer = left?.isOrganizer === true;
  if (to !== null) await tx.insert(sessionHosts).values({ tenantId, sessionId, memberId: to, isOrganizer });
  else if (isOrganizer) await giveOrganizer(tx, time);
  await tx
    .update(sessions)
    .set({ revision: sql`${sessions.revision} + 1`, updatedAt: now })
    .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId)));
  return true;
};

/** Where the session meets from now on: a meeting that was made in the calendar of a host who has gone goes with it. */
export const setConference = async (
  tx: Transaction,
  { tenantId, sessionId }: SessionKey,
  meeting: Pick<typeof sessions.$inferSelect, 'conference' | 'meetingUrl'>,
): Promise<void> => {
  await tx
    .update(sessions)
    .set({ conference: meeting.conference, meetingUrl: meeting.meetingUrl })
    .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId)));
};
