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
import { fullPassEveryMs, pollEveryMs, renewChannelAt, syncBackoffMs } from '#domain/sync/timing.ts';
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

const { pullCalendar } = proxyActivities<Activities>(calendarReadPolicy);
const { openPushChannel } = proxyActivities<Activities>({
  ...calendarWritePolicy,
  summary: 'open a push channel',
});
const { noteCalendarTrouble, releaseCalendar } = proxyActivities<Activities>({
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

type State = CalendarSyncState & { released: boolean; renewAt: number };

const listen = (state: State): void => {
  setHandler(calendarChangedSignal, () => {
    state.dirty += 1;
  });
  setHandler(calendarReconnectedSignal, () => {
    state.paused = false;
    state.failures = 0;
    state.dirty += 1;
    state.renewAt = 0;
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
  setHandler(calendarSyncStateQuery, () => ({
    dirty: state.dirty,
    served: state.served,
    channelUntil: state.channelUntil,
    channelGranted: state.channelGranted,
    lastFullAt: state.lastFullAt,
    paused: state.paused,
    failures: state.failures,
    trouble: state.trouble,
  }));
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
    state.renewAt = Date.now() + (trouble.retryAfterMs ?? 15 * 60_000);
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

const stumble = async (input: CalendarSyncInput, state: State, trouble: ActivityTrouble): Promise<void> => {
  const key = { tenantId: input.tenantId, calendarId: input.calendarId };
  if (trouble.type === 'provider_revoked') {
    state.paused = true;
    state.trouble = trouble.type;
    await noteCalendarTrouble({ ...key, state: 'needs_reconnection', reason: trouble.type });
    await sendReconnectMail({ tenantId: input.tenantId, connectionId: input.connectionId }).catch(
      () => undefined,
    );
    return;
  }
  state.failures += 1;
  state.trouble = trouble.type;
  await noteCalendarTrouble({
    ...key,
    state: state.failures > 3 ? 'failing' : 'catching_up',
    reason: trouble.type,
  });
  const seen = state.dirty;
  await condition(
    () => state.released || state.dirty > seen + 1,
    trouble.retryAfterMs ?? syncBackoffMs(state.failures),
    {
      summary: `next try after ${trouble.type}`,
    },
  );
};

const pass = async (input: CalendarSyncInput, state: State): Promise<void> => {
  try {
    if (Date.now() >= state.renewAt) await keepChannel(input, state);
    await pull(input, state);
    state.failures = 0;
    state.trouble = null;
  } catch (error) {
    await stumble(input, state, troubleOf(error));
  }
  show(state);
};

/** Waits for a reason to look: a hint (debounced), the next poll, the renewal of the channel or the end. */
const waitForReason = async (state: State): Promise<void> => {
  if (state.paused) {
    await condition(() => !state.paused || state.released);
    return;
  }
  if (state.dirty > state.served) return;
  const wait = Math.max(0, Math.min(pollEveryMs, state.renewAt - Date.now()));
  const hinted = await condition(() => state.dirty > state.served || state.released, wait, {
    summary: 'next poll',
  });
  if (hinted && !state.released) await sleep(debounceMs, { summary: 'hints come in bursts' });
};

/**
 * The only reader of one connected calendar: keeps its busy times in Postgres by a first full pass, increments from the
 * cursor, a push channel renewed in time and polling for what a lost hint missed. Revoked access pauses it until the
 * owner reconnects; the last known busy times stay.
 */
export async function calendarSync(input: CalendarSyncInput): Promise<void> {
  const carried = input.carried ?? {
    dirty: 1,
    served: 0,
    channelUntil: null,
    channelGranted: null,
    lastFullAt: null,
  };
  const state: State = { ...carried, paused: false, failures: 0, trouble: null, released: false, renewAt: 0 };
  listen(state);
  upsertSearchAttributes([
    { key: tenantIdKey, value: input.tenantId },
    { key: connectionIdKey, value: input.connectionId },
  ]);
  if (state.channelUntil !== null) planRenewal(state);
  while (!state.released) {
    await pass(input, state);
    await waitForReason(state);
    if (workflowInfo().continueAsNewSuggested && !state.released && !state.paused) {
      await condition(allHandlersFinished);
      const { dirty, served, channelUntil, channelGranted, lastFullAt } = state;
      await continueAsNew<typeof calendarSync>({
        ...input,
        carried: { dirty, served, channelUntil, channelGranted, lastFullAt },
      });
    }
  }
  await releaseCalendar({ tenantId: input.tenantId, calendarId: input.calendarId });
  await condition(allHandlersFinished);
}
