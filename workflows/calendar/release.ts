import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { farewellPatienceMs, syncBackoffMs } from '#domain/sync/timing.ts';
import { troubleOf } from '../failures.ts';
import { channelPolicy, durableDatabasePolicy, taskQueues } from '../policies.ts';
import type { CalendarSyncInput } from './signals.ts';
import type { SyncState } from './sync-state.ts';

const { releaseCalendar, endIntegration } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
});
const { leaveVendor } = proxyActivities<Activities>({
  ...channelPolicy,
  summary: 'close channels, take access back',
});

const transient: readonly string[] = ['provider_unavailable', 'provider_throttled', 'timeout'];

/** Asks the vendor to forget us for as long as that may still work; a channel nobody closes ends by itself. */
const sayFarewell = async (
  input: CalendarSyncInput,
  isLast: boolean,
  isWoken: () => boolean,
): Promise<void> => {
  const until = Date.now() + farewellPatienceMs;
  for (let failures = 1; ; failures += 1) {
    try {
      await leaveVendor({ tenantId: input.tenantId, calendarId: input.calendarId, isLast });
      return;
    } catch (error) {
      const failure = troubleOf(error);
      const wait = failure.retryAfterMs ?? syncBackoffMs(failures);
      if (!transient.includes(failure.type) || Date.now() + wait > until) return;
      const summary = `farewell: next try after ${failure.type}`;
      if (await condition(isWoken, wait, { summary })) return;
    }
  }
};

/**
 * Ends a calendar: its events are forgotten at once, the vendor is told as well as it lets itself be told, and with the
 * last calendar the tokens go. Whoever wakes it meanwhile may want it again: it asks anew. `kept` when it is wanted.
 */
export const letGo = async (
  input: CalendarSyncInput,
  state: Pick<SyncState, 'heard' | 'integrationId'>,
): Promise<{ kept: boolean }> => {
  const key = { tenantId: input.tenantId, calendarId: input.calendarId };
  for (;;) {
    const { heard } = state;
    const isWoken = () => state.heard > heard;
    const released = await releaseCalendar(key);
    if (released.kept) return { kept: true };
    await sayFarewell(input, released.isLast, isWoken);
    if (released.isLast && !isWoken())
      await endIntegration({ tenantId: input.tenantId, integrationId: state.integrationId });
    if (!isWoken()) return { kept: false };
  }
};
