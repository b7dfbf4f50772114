import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Transaction } from '#db/client.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import { insertBlocks } from './blocks.ts';

export type NewSession = typeof sessions.$inferInsert;

export type SessionTime = {
  session: NewSession;
  /** The organizer first. */
  hostIds: readonly string[];
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Until when the time is kept; null: for good. */
  holdUntil: number | null;
  now: number;
};

/** Claims the time of all hosts for a session that is about to be written; false when one of them has no time. */
export const claimTime = (
  tx: Transaction,
  { session, hostIds, bufferBeforeMinutes, bufferAfterMinutes, holdUntil, now }: SessionTime,
): Promise<boolean> =>
  insertBlocks(tx, {
    tenantId: session.tenantId,
    sessionId: session.id,
    hostIds,
    start: session.startsAt,
    end: session.endsAt,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    holdUntil,
    now,
  });

const hostRows = ({ tenantId, id: sessionId }: NewSession, hostIds: readonly string[]) =>
  hostIds.map((memberId, index) => ({ tenantId, sessionId, memberId, isOrganizer: index === 0 }));

/** The rows of a session that is opened. */
export const sessionRows = ({ session, hostIds }: SessionTime) => ({
  session,
  hosts: hostRows(session, hostIds),
});

/** The parts of one statement that write a session and its hosts. */
export const sessionParts = (
  tx: Transaction,
  rows: { session: PgInsertValue<typeof sessions>; hosts: PgInsertValue<typeof sessionHosts>[] },
) => [
  tx.$with('session').as(tx.insert(sessions).values(rows.session).returning({ id: sessions.id })),
  tx
    .$with('hosts')
    .as(tx.insert(sessionHosts).values(rows.hosts).returning({ memberId: sessionHosts.memberId })),
];

/**
 * Writes a session that guests share, unless there is one for its link and time already: then nothing is written and the
 * answer is false. Whoever comes second waits for the first one's transaction.
 */
export const insertShared = async (tx: Transaction, { session, hostIds }: SessionTime): Promise<boolean> => {
  const rows = await tx.insert(sessions).values(session).onConflictDoNothing().returning({ id: sessions.id });
  if (rows.length === 0) return false;
  await tx.insert(sessionHosts).values(hostRows(session, hostIds));
  return true;
};
