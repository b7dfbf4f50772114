import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { webhookInbox } from '#db/schema/installation.ts';

export type IncomingNotice = {
  vendor: string;
  /** The vendor's unique id of this notice. */
  eventId: string;
  /** Ids and states only, no personal data. */
  payload: Record<string, unknown>;
};

/** False when it is stored already. */
export const storeNotice = async (
  db: Database | Transaction,
  { vendor, eventId, payload }: IncomingNotice,
  result: { processedAt: number; outcome: string },
): Promise<boolean> => {
  const stored = await db
    .insert(webhookInbox)
    .values({ id: newId('webhook'), vendor, eventId, payload, ...result })
    .onConflictDoNothing()
    .returning({ id: webhookInbox.id });
  return stored.length > 0;
};

/**
 * Acts on a vendor's notice once and stores it with what came of it, before it is acknowledged: a repeat of one that was
 * dealt with changes nothing (`repeated`), and a process that dies in between has neither stored nor acknowledged it, so
 * that the vendor repeats it or polling heals it. `act` must be safe to repeat; with null it has found that the notice is about
 * nothing of ours, and nothing is kept of it (`ignored`).
 */
export const receiveOnce = async (
  db: Database,
  notice: IncomingNotice,
  now: () => number,
  act: () => Promise<string | null>,
): Promise<string> => {
  const { vendor, eventId } = notice;
  const [known] = await db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(and(eq(webhookInbox.vendor, vendor), eq(webhookInbox.eventId, eventId)));
  if (known !== undefined) return 'repeated';
  const outcome = await act();
  if (outcome === null) return 'ignored';
  await storeNotice(db, notice, { processedAt: now(), outcome });
  return outcome;
};
