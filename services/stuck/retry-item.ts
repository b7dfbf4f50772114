import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { wake } from '#db/wakeups.ts';
import type { Subject } from '#domain/notification/types.ts';
import { audit } from '#services/audit.ts';
import { addToTimeline } from '#services/booking/change/timeline.ts';
import { lockBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { retryDeparture } from '#services/departure/retry-departure.ts';
import { retryDomain } from '#services/domain/retry-domain.ts';
import { retryEffect } from '#services/effect/attend-effect.ts';
import { lockInvitation } from '#services/invitation/load-invitation.ts';
import { retryDelivery, retryNotification } from '#services/notification/attend-notification.ts';
import { askAgain } from '#services/payment/ask-soon.ts';
import { lockSession } from '#services/session/seats.ts';
import type { StuckRow } from './find-stuck.ts';
import { followerOfRow, subjectOf } from './stuck-row.ts';

/** What happens to one subject happens one after another. */
const lockSubject = async (tx: Transaction, { tenantId, kind, id }: Subject): Promise<void> => {
  if (kind === 'booking') await lockBooking(tx, tenantId, id);
  else if (kind === 'session') await lockSession(tx, { tenantId, sessionId: id });
  else if (kind === 'invitation') await lockInvitation(tx, tenantId, id);
  else if (kind === 'integration')
    await tx
      .select({ id: integrations.id })
      .from(integrations)
      .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, id)))
      .for('update');
};

/** Whether it is tried again: false for what has been settled meanwhile, and where nothing would be sent. */
const apply = async (
  tx: Transaction,
  { kind, id, tenantId, subjectId }: StuckRow,
  now: number,
): Promise<boolean> => {
  const of = { tenantId, id, now };
  switch (kind) {
    case 'effect':
      return retryEffect(tx, of);
    case 'notification':
      return retryNotification(tx, of);
    case 'delivery':
      return (await retryDelivery(tx, of)) === 'again';
    case 'departure':
      return retryDeparture(tx, of);
    case 'domain':
      return retryDomain(tx, of);
    case 'payment':
    case 'refund':
      return (await askAgain(tx, { tenantId, paymentId: subjectId, now })) > 0;
    case 'calendar':
    case 'follower':
      return true;
  }
};

/**
 * Has one thing that stands still tried again at once, in its tenant: whoever follows it is woken, and does it. It is recorded in
 * the tenant's log with the reason; false, with nothing written, for what does not stand still any more.
 */
export const retryItem = async (
  tx: Transaction,
  ctx: ServiceContext,
  row: StuckRow,
  reason: string,
): Promise<boolean> => {
  const { kind, id, subjectId } = row;
  const subject = subjectOf(row);
  if (subject !== null) await lockSubject(tx, subject);
  if (!(await apply(tx, row, ctx.now()))) return false;
  const facts = { kind, what: row.what, failure: row.failure };
  if (subject?.kind === 'booking')
    await addToTimeline(tx, ctx, subjectId, { kind: 'sync_retried', details: facts });
  await audit(tx, ctx, {
    action: 'stuck.retry',
    targetKind: kind,
    targetId: kind === 'follower' ? subjectId : id,
    before: facts,
    reason,
  });
  wake(tx, followerOfRow(row));
  return true;
};
