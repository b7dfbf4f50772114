import { and, asc, eq, not } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { payments, refunds } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import { type PaymentView, planPayment } from '#domain/payment/follow.ts';
import { nextNotification } from '#services/notification/due-notifications.ts';
import { isPayment, type PaymentKey } from './load-payment.ts';
import { isDisputed } from './unsettled.ts';

/**
 * What a payment's follower sees now, or null when there is no such payment; with it the moment is written down at which the
 * follower has to look again, so that a lost one is started anew. `now`: the workflow's clock, epoch milliseconds.
 */
export const lookAtPayment = async (
  db: Database,
  input: PaymentKey & { now: number },
): Promise<PaymentView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, paymentId, now } = input;
    const wakeup: Wakeup = { tenantId, kind: 'payment', subjectId: paymentId };
    const version = await wakeupVersion(tx, wakeup);
    const [row] = await tx
      .select({
        integrationId: payments.integrationId,
        state: payments.state,
        aim: payments.aim,
        bookingId: payments.bookingId,
        payBy: payments.payBy,
        askAt: payments.askAt,
        failure: payments.failure,
      })
      .from(payments)
      .where(isPayment(input));
    if (row === undefined) {
      await putOff(tx, wakeup, { version, until: null });
      return null;
    }
    const { integrationId, ...facts } = row;
    const owed = await tx
      .select({ id: refunds.id, tryAt: refunds.tryAt, failure: refunds.failure })
      .from(refunds)
      .where(
        and(
          eq(refunds.tenantId, tenantId),
          eq(refunds.paymentId, paymentId),
          eq(refunds.state, 'owed'),
          not(isDisputed(refunds.tenantId, refunds.paymentId)),
        ),
      )
      .orderBy(asc(refunds.createdAt), asc(refunds.id));
    const notify = await nextNotification(tx, { tenantId, kind: 'payment', id: paymentId });
    const view = {
      ...facts,
      // What no vendor took a host gives back.
      refunds: integrationId === null ? [] : owed,
      notifyAt: notify?.at ?? null,
      notifyFailure: notify?.failure ?? null,
    };
    const plan = planPayment(view, now);
    await putOff(tx, wakeup, { version, until: plan.due.length > 0 ? now : (plan.next?.at ?? null) });
    return view;
  });
