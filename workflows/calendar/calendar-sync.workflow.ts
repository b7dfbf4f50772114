import { defineSearchAttributeKey } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
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
  renewChannelAt,
  syncBackoffMs,
} from '#domain/sync/timing.ts';
import { type ActivityTrouble, troubleOf } from '../failures.ts';
import {
  calendarReadPolicy,
  calendarWritePolicy,
  durableDatabasePolicy,
  mailPolicy,
  taskQueues,
} from '../policies.ts';
import {
  type CalendarSyncInput,
  type CalendarSyncState,
  calendarChangedSignal,
  calendarReconnectedSignal,
  calendarReleasedSignal,
  calendarSyncStateQuery,
  syncNowUpdate,
} from './messages.ts';
import { isPatient } from './patches.ts';
import { letGo } from './release.ts';
import { tellBookings } from './tell-bookings.ts';

const { pullCalendar } = proxyActivities<Activities>(calendarReadPolicy);
const { openPushChannel } = proxyActivities<Activities>({
  ...calendarWritePolicy,
  summary: 'open a push channel',
});
const { noteCalendarTrouble } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
});
const { sendReconnectMail } = proxyActivities<Activities>({
  ...mailPolicy,
  summary: 'ask the owner to reconnect',
});

const tenantIdKey = defineSearchAttributeKey('TenantId', 'KEYWORD');
const connectionIdKey = defineSearchAttributeKey('ConnectionId', 'KEYWORD');

/** Hints come in bursts: wait until they are quiet. */
const debounceMs = 1_000;
/** A channel that could not be opened is tried again after this long; until then polling does. */
const channelRetryMs = 15 * 60_000;

type State = CalendarSyncState & {
  released: boolean;
  renewAt: number;
  /** Counts the owner's new consents. */
  consents: number;
  /** The owner was told that access is lost. */
  told: boolean;
  /** Bookings may lag behind this calendar: it was connected, or connected again. */
  owesBookings: boolean;
};

const newState = (input: CalendarSyncInput): State => ({
  dirty: 1,
  served: 0,
  channelUntil: null,
  channelGranted: null,
  lastFullAt: null,
  paused: false,
  failures: 0,
  trouble: null,
  ...input.carried,
  released: false,
  renewAt: 0,
  consents: 0,
  told: false,
  owesBookings: input.carried === undefined,
});

const snapshot = (state: State): CalendarSyncState => ({
  dirty: state.dirty,
  served: state.served,
  channelUntil: state.channelUntil,
  channelGranted: state.channelGranted,
  lastFullAt: state.lastFullAt,
  paused: state.paused,
  failures: state.failures,
  trouble: state.trouble,
});

const listen = (state: State): void => {
  setHandler(calendarChangedSignal, () => {
    state.dirty += 1;
  });
  setHandler(calendarReconnectedSignal, () => {
    state.consents += 1;
    state.paused = false;
    state.failures = 0;
    state.dirty += 1;
    state.renewAt = 0;
    state.owesBookings = true;
  });
  setHandler(calendarReleasedSignal, () => {
    state.released = true;
  });
  setHandler(syncNowUpdate, async () => {
    state.dirty += 1;
    const wanted = state.dirty;
    const served = await condition(
      () => state.served >= wanted || state.paused || state.released,
      '30 seconds',
    );
    return { upToDate: served && state.served >= wanted };
  });
  setHandler(calendarSyncStateQuery, () => snapshot(state));
};

const planRenewal = (state: State): void => {
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

const show = (state: State): void => {
  setCurrentDetails(
    [
      state.paused
        ? '**needs reconnection**'
        : state.trouble === null
          ? '**up to date**'
          : `**failing**: ${state.trouble}`,
      `- push channel until ${state.channelUntil === null ? 'none, polling only' : new Date(state.channelUntil).toISOString()}`,
      `- last full pass ${state.lastFullAt === null ? 'never' : new Date(state.lastFullAt).toISOString()}`,
    ].join('\n'),
  );
};

const keepChannel = async (input: CalendarSyncInput, state: State): Promise<void> => {
  try {
    const channel = await openPushChannel({
      tenantId: input.tenantId,
      calendarId: input.calendarId,
      now: Date.now(),
    });
    state.channelUntil = channel?.expiresAt ?? null;
    state.channelGranted = channel === null ? null : channel.expiresAt - Date.now();
    state.dirty += 1;
    planRenewal(state);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.type === 'provider_revoked') throw error;
    if (state.channelUntil !== null && state.channelUntil <= Date.now()) state.channelUntil = null;
    const patient = isPatient();
    state.renewAt =
      Date.now() +
      (patient
        ? Math.max(channelRetryMs, trouble.retryAfterMs ?? 0)
        : (trouble.retryAfterMs ?? channelRetryMs));
    // Whoever is told to wait does not go on with another request.
    if (patient && trouble.retryAfterMs !== null) throw error;
  }
};

/** One pass: what changed since the cursor, or everything when there is none, it expired or a week has passed. */
const pull = async (input: CalendarSyncInput, state: State): Promise<void> => {
  const wanted = state.dirty;
  const full = state.lastFullAt === null || Date.now() - state.lastFullAt >= fullPassEveryMs;
  const run = (whole: boolean) =>
    pullCalendar.executeWithOptions({ summary: whole ? 'full pass' : 'changes since the cursor' }, [
      { tenantId: input.tenantId, calendarId: input.calendarId, full: whole, now: Date.now() },
    ]);
  try {
    await run(full);
    if (full) state.lastFullAt = Date.now();
  } catch (error) {
    if (troubleOf(error).type !== 'provider_cursor_expired') throw error;
    await run(true);
    state.lastFullAt = Date.now();
  }
  state.served = wanted;
};

/** Hints and polls wait as long as the vendor said; where it said nothing, a hint shortens the wait to a minute. */
const waitAfterTrouble = async (state: State, trouble: ActivityTrouble): Promise<void> => {
  const { dirty, consents } = state;
  const wait = trouble.retryAfterMs ?? syncBackoffMs(state.failures);
  const summary = { summary: `next try after ${trouble.type}` };
  if (!isPatient()) {
    await condition(() => state.released || state.dirty > dirty + 1, wait, summary);
    return;
  }
  const stopped = () => state.released || state.consents > consents;
  const first = trouble.retryAfterMs ?? Math.min(wait, earliestRetryMs);
  const cut = await condition(stopped, first, summary);
  if (!cut && wait > first) await condition(() => stopped() || state.dirty > dirty, wait - first, summary);
  state.dirty += 1;
};

/** Access is lost: the owner is told, once; what is known of their time stays. */
const pause = async (input: CalendarSyncInput, state: State): Promise<void> => {
  const type = 'provider_revoked';
  state.paused = true;
  state.trouble = type;
  await noteCalendarTrouble({
    tenantId: input.tenantId,
    calendarId: input.calendarId,
    state: 'needs_reconnection',
    reason: type,
  });
  state.told = await sendReconnectMail({ tenantId: input.tenantId, connectionId: input.connectionId }).then(
    () => true,
    () => false,
  );
};

const stumble = async (input: CalendarSyncInput, state: State, trouble: ActivityTrouble): Promise<void> => {
  if (trouble.type === 'provider_revoked') return pause(input, state);
  state.failures += 1;
  state.trouble = trouble.type;
  await noteCalendarTrouble({
    tenantId: input.tenantId,
    calendarId: input.calendarId,
    state: state.failures > 3 ? 'failing' : 'catching_up',
    reason: trouble.type,
  });
  return waitAfterTrouble(state, trouble);
};

const pass = async (input: CalendarSyncInput, state: State): Promise<void> => {
  const { consents } = state;
  try {
    if (Date.now() >= state.renewAt) await keepChannel(input, state);
    await pull(input, state);
    state.paused = false;
    state.failures = 0;
    state.trouble = null;
    if (state.owesBookings) {
      await tellBookings(input);
      state.owesBookings = false;
    }
  } catch (error) {
    // What an older grant ran into says nothing about the new one.
    if (state.consents === consents) await stumble(input, state, troubleOf(error));
  }
  show(state);
};

/** Asks Postgres again now and then, and after a hint: the message that access was given again may be lost. */
const waitWhilePaused = async (state: State): Promise<void> => {
  const back = () => !state.paused || state.released;
  if (!isPatient()) {
    await condition(back);
    return;
  }
  const { dirty } = state;
  if (await condition(back, earliestRetryMs, { summary: 'the owner has to reconnect' })) return;
  const wait = state.told ? askAgainEveryMs : channelRetryMs;
  await condition(() => back() || state.dirty > dirty, wait, { summary: 'the owner has to reconnect' });
};

/** Waits for a reason to look: a hint (debounced), the next poll, the renewal of the channel or the end. */
const waitForReason = async (state: State): Promise<void> => {
  if (state.paused) return waitWhilePaused(state);
  if (state.dirty > state.served) return;
  const wait = Math.max(0, Math.min(pollEveryMs, state.renewAt - Date.now()));
  const hinted = await condition(() => state.dirty > state.served || state.released, wait, {
    summary: 'next poll',
  });
  if (hinted && !state.released) await sleep(debounceMs, { summary: 'hints come in bursts' });
};

const follow = async (input: CalendarSyncInput, state: State): Promise<void> => {
  while (!state.released) {
    await pass(input, state);
    await waitForReason(state);
    if (!workflowInfo().continueAsNewSuggested || state.released) continue;
    await condition(allHandlersFinished);
    if (!state.released) await continueAsNew<typeof calendarSync>({ ...input, carried: snapshot(state) });
  }
};

/**
 * The only reader of one connected calendar: keeps its busy times in Postgres by a first full pass, increments from the
 * cursor, a push channel renewed in time and polling for what a lost hint missed. Revoked access pauses it until the
 * owner reconnects; the last known busy times stay.
 */
export async function calendarSync(input: CalendarSyncInput): Promise<void> {
  const state = newState(input);
  listen(state);
  upsertSearchAttributes([
    { key: tenantIdKey, value: input.tenantId },
    { key: connectionIdKey, value: input.connectionId },
  ]);
  if (state.channelUntil !== null) planRenewal(state);
  for (;;) {
    await follow(input, state);
    const { kept } = await letGo(input, () => state);
    if (!kept) break;
    Object.assign(state, { released: false, lastFullAt: null, channelUntil: null, renewAt: 0 });
    state.dirty += 1;
    state.owesBookings = true;
  }
  await condition(allHandlersFinished);
}
