import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type BookingAction, refuseTransition } from '#domain/booking/transition.ts';
import { troubleOf } from '../failures.ts';
import { changePolicy, claimPolicy, databasePolicy, durableDatabasePolicy } from '../policies.ts';
import {
  approveUpdate,
  type BookingCommand,
  type BookingLifecycleInput,
  type BookingLifecycleResult,
  bookingStateQuery,
  type CommandResult,
  calendarsBackSignal,
  cancelUpdate,
  claimUpdate,
  completeHoldUpdate,
  declineUpdate,
  noShowUpdate,
  releaseHoldUpdate,
  rescheduleUpdate,
  retrySyncUpdate,
} from './messages.ts';
import { deliverMails, keepCalendars, remind } from './providers.ts';
import { inTurn, type LifecycleState, newState, settle } from './state.ts';

const { claimSlot } = proxyLocalActivities<Activities>({ ...claimPolicy, summary: 'claim the time' });
const { changeBooking } = proxyActivities<Activities>(changePolicy);
const { changeBooking: changeBookingLocally, endBooking } = proxyLocalActivities<Activities>(databasePolicy);
const { abandonClaim } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  summary: 'give the claim up',
});

/** After its end a booking stays open this long for a no-show to be noted. */
const afterwardsMs = 14 * 24 * 60 * 60_000;

const requestOf = (state: LifecycleState, requestId: string) => ({
  tenantId: state.input.tenantId,
  bookingId: state.input.bookingId,
  requestId,
  workflowRunId: workflowInfo().runId,
  now: Date.now(),
});

const refusal = (code: string, detail: string): CommandResult => ({ ok: false, code, detail });

const change = async (
  state: LifecycleState,
  action: BookingAction,
  { requestId }: BookingCommand,
): Promise<CommandResult> => {
  await condition(() => state.claim !== null);
  return inTurn(state, async () => {
    const run = patched('2026-11-booking-durable-change') ? changeBooking : changeBookingLocally;
    const { outcome, snapshot } = await run.executeWithOptions({ summary: action.replaceAll('_', ' ') }, [
      { action, ...requestOf(state, requestId) },
    ]);
    settle(state, snapshot);
    if (!outcome.ok) return refusal(outcome.code, outcome.detail);
    if (action === 'retry_sync') retryProviders(state);
    return { ok: true, status: state.snapshot?.status ?? 'expired' };
  });
};

const retryProviders = (state: LifecycleState): void => {
  state.retries += 1;
  if (state.snapshot?.hasCalendar === true) lookAtCalendars(state);
};

const lookAtCalendars = (state: LifecycleState): void => {
  if (state.calendar.wanted === state.calendar.done) state.calendar.wanted += 1;
};

const listen = (state: LifecycleState): void => {
  setHandler(claimUpdate, async () => {
    await condition(() => state.claim !== null);
    return state.claim ?? refusal('internal', 'The claim has no answer.');
  });
  const updates = [
    [completeHoldUpdate, 'complete_hold'],
    [releaseHoldUpdate, 'release_hold'],
    [approveUpdate, 'approve'],
    [declineUpdate, 'decline'],
    [rescheduleUpdate, 'reschedule'],
    [cancelUpdate, 'cancel'],
    [noShowUpdate, 'mark_no_show'],
    [retrySyncUpdate, 'retry_sync'],
  ] as const;
  for (const [update, action] of updates)
    setHandler(update, (command) => change(state, action, command), {
      validator: (command) => {
        if (typeof command.requestId !== 'string' || command.requestId === '')
          throw ApplicationFailure.nonRetryable(
            'requestId names a row of booking_requests',
            'invalid_request',
          );
        const refused = state.snapshot === null ? null : refuseTransition(action, state.snapshot, Date.now());
        if (refused !== null) throw ApplicationFailure.nonRetryable(refused.detail, refused.code);
      },
    });
  setHandler(calendarsBackSignal, () => {
    state.retries += 1;
    lookAtCalendars(state);
  });
  setHandler(bookingStateQuery, () => ({
    snapshot: state.snapshot,
    calendar: { behind: state.calendar.wanted - state.calendar.done, lastTrouble: state.calendar.trouble },
    mail: { behind: state.mail.queue.length, lastTrouble: state.mail.trouble },
    nextReminderAt: nextReminderAt(state),
  }));
};

const nextReminderAt = (state: LifecycleState): string | null => {
  const next = state.snapshot?.reminders.find(({ at }) => at > Date.now());
  return next === undefined || state.snapshot?.status !== 'confirmed'
    ? null
    : new Date(next.at).toISOString();
};

/** First workflow task: the claim is made by a local activity and the guest is answered. */
const claim = async (state: LifecycleState): Promise<void> => {
  const request = requestOf(state, state.input.claimRequestId);
  try {
    const { outcome, snapshot } = await claimSlot(request);
    settle(state, snapshot);
    state.claim = outcome.ok
      ? { ok: true, status: snapshot?.status ?? 'expired' }
      : refusal(outcome.code, outcome.detail);
  } catch (error) {
    await abandonClaim(request);
    state.claim = refusal('temporarily_unavailable', `The claim was given up (${troubleOf(error).type}).`);
  }
};

const end = async (state: LifecycleState, as: 'expired' | 'completed' | 'cancelled'): Promise<void> =>
  inTurn(state, async () => {
    const { requestId: _none, ...request } = requestOf(state, '');
    const { snapshot } = await endBooking.executeWithOptions({ summary: `booking ${as}` }, [
      { ...request, as },
    ]);
    settle(state, snapshot);
  });

/** A hold waits for the guest's details, a request for the host's word; both have an end. */
const untilDecided = async (state: LifecycleState): Promise<void> => {
  for (;;) {
    const current = state.snapshot;
    if (current === null) return;
    const isHeld = current.status === 'held';
    if (!isHeld && current.status !== 'pending_approval') return;
    const deadline = (isHeld ? current.holdUntil : current.approveBy) ?? current.startsAt;
    const decided = await condition(
      () => state.snapshot?.status !== current.status || state.snapshot.revision !== current.revision,
      deadline - Date.now(),
      { summary: isHeld ? 'hold ends' : 'approval is due' },
    );
    if (!decided) await end(state, 'expired');
  }
};

const untilOver = async (state: LifecycleState): Promise<void> => {
  while (state.snapshot?.status === 'confirmed') {
    const { endsAt } = state.snapshot;
    const changed = await condition(
      () => state.snapshot?.status !== 'confirmed' || state.snapshot.endsAt !== endsAt,
      endsAt - Date.now(),
      { summary: 'booking is over' },
    );
    if (!changed) await end(state, 'completed');
  }
};

const live = async (state: LifecycleState): Promise<BookingLifecycleResult> => {
  await claim(state);
  if (state.snapshot === null) {
    await condition(allHandlersFinished);
    return { status: 'refused' };
  }
  const loops = Promise.all([keepCalendars(state), deliverMails(state), remind(state)]);
  await untilDecided(state);
  await untilOver(state);
  if (state.snapshot.status === 'completed')
    await condition(() => state.snapshot?.status !== 'completed', afterwardsMs, {
      summary: 'a no-show may still be noted',
    });
  state.closing = true;
  await loops;
  await condition(allHandlersFinished);
  return { status: state.snapshot.status };
};

/**
 * One booking from the claim of its time to its end. Postgres decides what is taken, this decides what happens next,
 * providers are told afterwards and for as long as it takes. An operator's cancellation of the workflow cancels the
 * booking properly.
 */
export async function bookingLifecycle(input: BookingLifecycleInput): Promise<BookingLifecycleResult> {
  const state = newState(input);
  listen(state);
  CancellationScope.current().cancelRequested.catch(() =>
    CancellationScope.nonCancellable(async () => {
      if (state.claim === null) await condition(() => state.claim !== null);
      await end(state, 'cancelled');
    }),
  );
  return CancellationScope.nonCancellable(() => live(state));
}
