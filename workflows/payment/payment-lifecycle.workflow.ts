import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type PaymentStep, type PaymentView, paymentStepKey, planPayment } from '#domain/payment/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, notificationPolicy, paymentPolicy } from '../policies.ts';
import { type PaymentLifecycleInput, type PaymentLifecycleResult, paymentStateQuery } from './signals.ts';

const { lookAtPayment } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { askAboutPayment, captureReserved, releaseReserved, sendRefund } =
  proxyActivities<Activities>(paymentPolicy);
const { deliverNotifications } = proxyActivities<Activities>({
  ...notificationPolicy,
  summary: 'tell what is due',
});

const run = ({ tenantId, paymentId }: PaymentLifecycleInput, step: PaymentStep): Promise<void> => {
  const now = Date.now();
  switch (step.kind) {
    case 'ask':
      return askAboutPayment.executeWithOptions({ summary: 'ask the vendor' }, [
        { tenantId, paymentId, now },
      ]);
    case 'capture':
      return captureReserved.executeWithOptions({ summary: 'take what is reserved' }, [
        { tenantId, paymentId, now },
      ]);
    case 'release':
      return releaseReserved.executeWithOptions({ summary: 'release what is reserved' }, [
        { tenantId, paymentId, now },
      ]);
    case 'refund':
      return sendRefund.executeWithOptions({ summary: 'give money back' }, [
        { tenantId, refundId: step.refundId, now },
      ]);
    case 'notify':
      return deliverNotifications({ tenantId, subjectId: paymentId, now });
  }
};

const iso = (instant: number): string => new Date(instant).toISOString();

const describe = (view: PaymentView): string =>
  [
    `**${view.state}** for ${view.bookingId}`,
    ...(view.state === 'open' ? [`- can be paid until ${iso(view.payBy)}`] : []),
    ...(view.aim === null ? [] : [`- what is reserved: ${view.aim}`]),
    ...(view.askAt === null ? [] : [`- the vendor is asked at ${iso(view.askAt)}`]),
    ...(view.failure === null ? [] : [`- needs attention: ${view.failure}`]),
    ...view.refunds.map(({ id, failure, tryAt }) =>
      failure === null ? `- ${id}: owed` : `- ${id} needs attention: ${failure}, next try ${iso(tryAt)}`,
    ),
  ].join('\n');

/**
 * Follows the money of one booking: closes what was not paid in time, takes or releases what is reserved, writes down what the
 * vendor says, gives back what is owed, for as long as something is on its way. The booking follows by itself, woken through the database.
 */
export async function paymentLifecycle(input: PaymentLifecycleInput): Promise<PaymentLifecycleResult> {
  const follower = createFollower<PaymentStep>();
  let view: PaymentView | null = null;
  setHandler(paymentStateQuery, () => ({ view, underWay: follower.underWay() }));
  await follower.follow({
    look: async () => {
      const seen = await lookAtPayment({ ...input, now: Date.now() });
      if (seen === null) return { due: [], next: null };
      view = seen;
      setCurrentDetails(describe(seen));
      return planPayment(seen, Date.now());
    },
    keyOf: paymentStepKey,
    run: (step) => run(input, step),
  });
  return { state: (view as PaymentView | null)?.state ?? 'unknown' };
}
