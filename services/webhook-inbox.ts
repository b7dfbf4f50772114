import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { webhookInbox } from '#db/schema/connection.ts';

export type IncomingNotice = {
  vendor: string;
  /** The vendor's unique id of this notice. */
  eventId: string;
  /** Ids and states only, no personal data. */
  payload: Record<string, unknown>;
};

/**
 * Stores a vendor's notice and acts on it once: a repeat of one that was dealt with changes nothing, a repeat of one that
 * failed is dealt with again. `act` says what came of it. Returns `repeated` for the former.
 */
export const receiveOnce = async (
  db: Database,
  notice: IncomingNotice,
  now: () => number,
  act: () => Promise<string>,
): Promise<string> => {
  const { vendor, eventId, payload } = notice;
  const mine = and(eq(webhookInbox.vendor, vendor), eq(webhookInbox.eventId, eventId));
  const inserted = await db
    .insert(webhookInbox)
    .values({ id: newId('webhook'), vendor, eventId, payload })
    .onConflictDoNothing()
    .returning({ id: webhookInbox.id });
  if (inserted.length === 0) {
    const [known] = await db.select({ processedAt: webhookInbox.processedAt }).from(webhookInbox).where(mine);
    if (known !== undefined && known.processedAt !== null) return 'repeated';
  }
  const outcome = await act();
  await db
    .update(webhookInbox)
    .set({ processedAt: now(), outcome })
    .where(and(mine, isNull(webhookInbox.processedAt)));
  return outcome;
};
