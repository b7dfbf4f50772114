import { defineSearchAttributeKey } from '@temporalio/common';
import {
  continueAsNew,
  proxyActivities,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import {
  askAgainEveryMs,
  earliestRetryMs,
  fullPassEveryMs,
  pollEveryMs,
  refusedAgainAfterMs,
  renewChannelAt,
  syncBackoffMs,
} from '#domain/sync/timing.ts';
import { type FailedActivity, failureOf } from '../failures.ts';
import { calendarReadPolicy, channelPolicy, durableDatabasePolicy, taskQueues } from '../policies.ts';
import { disconnect } from './disconnect.ts';
import type { CalendarSyncInput } from './signals.ts';
import { carryOf, listen, look, lookLast, newState, type SyncState, show, waitUnless } from './sync-state.ts';

const { pullCalendar } = proxyActivities<Activities>(calendarReadPolicy);
const { openPushChannel } = proxyActivities<Activities>({ ...channelPolicy, summary: 'open a push channel' });
const { recordCalendarFailure } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
});
const { oweCalendarEvents } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
  summary: 'bookings that lag behind',
});

const tenantIdKey = defineSearchAttributeKey('TenantId', 'KEYWORD');
const integrationIdKey = defineSearchAttributeKey('IntegrationId', 'KEYWORD');

/** Hints come in bursts: wait until they are quiet. */
const debounceMs = 1_000;
/** A channel that could not be opened is tried again after this long; until then polling does. */
const channelRetryMs = 15 * 60_000;

const planRenewal = (state: SyncState): void => {
  state.renewAt =
    state.channelUntil === null
      ? Date.now() + 60 * 60_000
      : renewChannelAt({
          now: Date.now(),
          expiresAt: state.channelUntil,
          granted: state.channelGranted ?? 0,
          jitter: Math.random(),
        });
};

const keepChannel = async ({ tenantId, calendarId }: CalendarSyncInput, state: SyncState): Promise<void> => {
  try {
    const channel = await openPushChannel({ tenantId, calendarId, now: Date.now() });
    state.channelUntil = channel?.expiresAt ?? null;
    state.channelGranted = channel === null ? null : channel.expiresAt - Date.now();
    planRenewal(state);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.type === 'provider_revoked') throw error;
    if (state.channelUntil !== null && state.channelUntil <= Date.now()) state.channelUntil = null;
    state.renewAt = Date.now() + Math.max(channelRetryMs, failure.retryAfterMs ?? 0);
    // A vendor that asks to wait gets no further request meanwhile.
    if (failure.retryAfterMs !== null) throw error;
  }
};

/** One pass: what changed since the cursor, or everything when there is none, it expired, a day has passed or it reaches no longer far enough. */
const pull = async ({ tenantId, calendarId }: CalendarSyncInput, state: SyncState): Promise<void> => {
  const { heard } = state;
  const isOld = state.lastFullAt === null || Date.now() - state.lastFullAt >= fullPassEveryMs;
  const isRepeated = state.repeatAt !== null && Date.now() >= state.repeatAt;
  const full = isOld || state.isShort || isRepeated;
  const run = (whole: boolean) =>
    pullCalendar.executeWithOptions({ summary: whole ? 'full pass' : 'changes since the cursor' }, [
      { tenantId, calendarId, full: whole, now: Date.now() },
    ]);
  try {
    await run(full);
    if (full) state.lastFullAt = Date.now();
  } catch (error) {
    if (failureOf(error).type !== 'provider_cursor_expired') throw error;
    await run(true);
    state.lastFullAt = Date.now();
  }
  state.served = heard;
};

/** Hints and polls wait as long as the vendor said; where it said nothing, a hint shortens the wait to a minute. */
const waitAfterFailure = async (
  input: CalendarSyncInput,
  state: SyncState,
  failure: FailedActivity,
): Promise<void> => {
  const { heard, consentAt } = state;
  const patience = failure.type === 'provider_invalid' ? refusedAgainAfterMs : syncBackoffMs(state.failures);
  const wait = failure.retryAfterMs ?? patience;
  const summary = `next try after ${failure.type}`;
  const stopped = () => state.released || state.consentAt !== consentAt;
  const first = failure.retryAfterMs ?? Math.min(wait, earliestRetryMs);
  const cut = await waitUnless(input, state, { ms: first, summary }, stopped);
  if (!cut && wait > first)
    await waitUnless(input, state, { ms: wait - first, summary }, () => stopped() || state.heard > heard);
};

/** Access is lost, and the owner was told when that was noticed; the known busy times stay. */
const pause = async ({ tenantId, calendarId }: CalendarSyncInput, state: SyncState): Promise<void> => {
  const reason = 'provider_revoked';
  state.paused = true;
  state.failure = reason;
  await recordCalendarFailure({ tenantId, calendarId, state: 'needs_reconnection', reason });
};

const recover = async (
  input: CalendarSyncInput,
  state: SyncState,
  failure: FailedActivity,
): Promise<void> => {
  if (failure.type === 'provider_revoked') return pause(input, state);
  state.failures += 1;
  state.failure = failure.type;
  await recordCalendarFailure({
    tenantId: input.tenantId,
    calendarId: input.calendarId,
    state: state.failures > 3 || failure.type === 'provider_invalid' ? 'failing' : 'catching_up',
    reason: failure.type,
  });
  return waitAfterFailure(input, state, failure);
};

const pass = async (input: CalendarSyncInput, state: SyncState): Promise<void> => {
  const { consentAt } = state;
  const { tenantId, calendarId } = input;
  try {
    if (Date.now() >= state.renewAt) await keepChannel(input, state);
    await pull(input, state);
    Object.assign(state, { paused: false, failures: 0, failure: null });
    if (state.owesBookings) {
      await oweCalendarEvents({ tenantId, calendarId, now: Date.now() });
      state.owesBookings = false;
    }
  } catch (error) {
    await look(input, state);
    // What an older grant ran into says nothing about the new one.
    if (state.consentAt === consentAt && !state.released) await recover(input, state, failureOf(error));
  }
  show(state);
};

/** Asks Postgres again now and then, and after a hint: the message that access was given again may be lost. */
const waitWhilePaused = async (input: CalendarSyncInput, state: SyncState): Promise<void> => {
  const { heard } = state;
  const back = () => !state.paused || state.released;
  const summary = 'the owner has to reconnect';
  if (await waitUnless(input, state, { ms: earliestRetryMs, summary }, back)) return;
  await waitUnless(input, state, { ms: askAgainEveryMs, summary }, () => back() || state.heard > heard);
};

/** Waits for a reason to look: a hint (debounced), the next poll, the renewal of the channel or the end. */
const waitForReason = async (input: CalendarSyncInput, state: SyncState): Promise<void> => {
  if (state.paused) return waitWhilePaused(input, state);
  const isHinted = () => state.heard > state.served || state.released;
  if (isHinted()) return;
  const ms = Math.max(0, Math.min(pollEveryMs, state.renewAt - Date.now()));
  const hinted = await waitUnless(input, state, { ms, summary: 'next poll' }, isHinted);
  if (hinted && !state.released) await sleep(debounceMs, { summary: 'hints come in bursts' });
};

const follow = async (input: CalendarSyncInput, state: SyncState): Promise<void> => {
  await look(input, state);
  upsertSearchAttributes([
    { key: tenantIdKey, value: input.tenantId },
    { key: integrationIdKey, value: state.integrationId },
  ]);
  while (!state.released) {
    await pass(input, state);
    if (!state.released) await waitForReason(input, state);
    if (workflowInfo().continueAsNewSuggested && !state.released)
      await continueAsNew<typeof calendarSync>({ ...input, carried: carryOf(state) });
    await look(input, state);
  }
};

/**
 * The only reader of one connected calendar: keeps its busy times in Postgres by a first full pass, increments from the
 * cursor, a push channel renewed in time and polling for what a lost hint missed. What its owner wants is read from Postgres
 * whenever it is woken. Revoked access pauses it until the owner reconnects; the last known busy times stay.
 */
export async function calendarSync(input: CalendarSyncInput): Promise<void> {
  const state = newState(input);
  listen(state);
  if (state.channelUntil !== null) planRenewal(state);
  for (;;) {
    await follow(input, state);
    if (state.integrationId === '') return;
    const { kept } = await disconnect(input, state);
    if (!kept) break;
    Object.assign(state, { released: false, lastFullAt: null, channelUntil: null, renewAt: 0, served: -1 });
    state.owesBookings = true;
  }
  await lookLast(input);
}
