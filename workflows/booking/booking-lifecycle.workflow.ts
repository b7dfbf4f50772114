import {
  CancellationScope,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type BookingView, type FollowStep, planFollow, stepKey } from '#domain/booking/follow.ts';
import { createFollower } from '../follow.ts';
import { createLine } from '../line.ts';
import { databasePolicy, effectPolicy, notificationPolicy } from '../policies.ts';
import { showBooking } from './show-booking.ts';
import { type BookingLifecycleInput, type BookingLifecycleResult, bookingStateQuery } from './signals.ts';

const { lookAtBooking } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { endBooking, settlePayments } = proxyLocalActivities<Activities>(databasePolicy);
const { performEffect } = proxyActivities<Activities>(effectPolicy);
const { deliverNotifications } = proxyActivities<Activities>({
  ...notificationPolicy,
  summary: 'tell what is due',
});

const end = (input: BookingLifecycleInput, as: 'due' | 'cancelled'): Promise<void> =>
  endBooking.executeWithOptions({ summary: as === 'due' ? 'end what has run out' : 'cancel the booking' }, [
    { ...input, as, workflowRunId: workflowInfo().runId, now: Date.now() },
  ]);

const run = (
  input: BookingLifecycleInput,
  step: FollowStep,
  inLine: ReturnType<typeof createLine>,
): Promise<void> => {
  const now = Date.now();
  switch (step.kind) {
    case 'end':
      return inLine(() => end(input, 'due'));
    case 'settle':
      return inLine(() =>
        settlePayments.executeWithOptions({ summary: 'follow the payment' }, [
          { ...input, workflowRunId: workflowInfo().runId, now: Date.now() },
        ]),
      );
    case 'effect':
      return performEffect.executeWithOptions({ summary: step.name }, [
        {
          tenantId: input.tenantId,
          subjectKind: 'booking',
          subjectId: input.bookingId,
          name: step.name,
          now,
        },
      ]);
    case 'notify':
      return deliverNotifications({ tenantId: input.tenantId, subjectId: input.bookingId, now });
  }
};

/**
 * Follows one booking: Postgres says what it is and what is owed, this makes it happen for as long as it takes, from the
 * hold to the last reminder. Losing it loses nothing: it is started again and finds everything it needs. An operator's
 * cancellation of the workflow cancels the booking.
 */
export async function bookingLifecycle(input: BookingLifecycleInput): Promise<BookingLifecycleResult> {
  const follower = createFollower<FollowStep>();
  const inLine = createLine();
  let view: BookingView | null = null;
  setHandler(bookingStateQuery, () => ({ view, underWay: follower.underWay() }));
  CancellationScope.current().cancelRequested.catch(() =>
    CancellationScope.nonCancellable(async () => {
      await inLine(() => end(input, 'cancelled'));
      follower.wake();
    }),
  );
  const look = async () => {
    const seen = await inLine(() => lookAtBooking({ ...input, now: Date.now() }));
    if (seen === null) return { due: [], next: null };
    showBooking(input.tenantId, view, seen);
    view = seen;
    return planFollow(seen, Date.now());
  };
  await CancellationScope.nonCancellable(() =>
    follower.follow({ look, keyOf: stepKey, run: (step) => run(input, step, inLine) }),
  );
  return { status: (view as BookingView | null)?.status ?? 'unknown' };
}
