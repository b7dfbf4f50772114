import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { webhookInbox } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';

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
 * Acts on a vendor's notice about something of a tenant's once, and stores it with what came of it, both or neither, before it
 * is acknowledged. A repeat of one that was dealt with changes nothing (`repeated`). With null `act` has found that the notice is
 * about nothing of ours, and nothing is kept of it (`ignored`). Of two that come at once both may act.
 */
export const receiveOnce = (
  db: Database,
  { tenantId, notice, now }: { tenantId: string; notice: IncomingNotice; now: number },
  act: (tx: Transaction) => Promise<string | null>,
): Promise<string> =>
  withTenant(db, tenantId, async (tx) => {
    const { vendor, eventId } = notice;
    const [known] = await tx
      .select({ id: webhookInbox.id })
      .from(webhookInbox)
      .where(and(eq(webhookInbox.vendor, vendor), eq(webhookInbox.eventId, eventId)));
    if (known !== undefined) return 'repeated';
    const outcome = await act(tx);
    if (outcome === null) return 'ignored';
    await storeNotice(tx, notice, { processedAt: now, outcome });
    return outcome;
  });
