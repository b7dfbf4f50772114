import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { disconnectPatienceMs, syncBackoffMs } from '#domain/sync/timing.ts';
import { failureOf } from '../failures.ts';
import { channelPolicy, durableDatabasePolicy, taskQueues } from '../policies.ts';
import type { CalendarSyncInput } from './signals.ts';
import type { SyncState } from './sync-state.ts';

const { releaseCalendar, endIntegration } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
});
const { disconnectVendor } = proxyActivities<Activities>({
  ...channelPolicy,
  summary: 'close channels, take access back',
});

const transient: readonly string[] = ['provider_unavailable', 'provider_throttled', 'timeout'];

/** Asks the vendor to forget us for as long as that may still work, and answers whether it was told; a channel nobody closes ends by itself. */
const tellVendor = async (
  input: CalendarSyncInput,
  isLast: boolean,
  isWoken: () => boolean,
): Promise<boolean> => {
  const until = Date.now() + disconnectPatienceMs;
  for (let failures = 1; ; failures += 1) {
    try {
      await disconnectVendor({ tenantId: input.tenantId, calendarId: input.calendarId, isLast });
      return true;
    } catch (error) {
      const failure = failureOf(error);
      const wait = failure.retryAfterMs ?? syncBackoffMs(failures);
      if (!transient.includes(failure.type) || Date.now() + wait > until) return false;
      const summary = `disconnect: next try after ${failure.type}`;
      if (await condition(isWoken, wait, { summary })) return false;
    }
  }
};

/**
 * Ends a calendar: its events are forgotten at once, the vendor is told for as long as that may work, and with the last
 * calendar the credentials go. A wake-up meanwhile may mean that it is wanted again, so it is asked again; a vendor that was told
 * under the same consent is not told twice. `kept` when it is.
 */
export const disconnect = async (
  input: CalendarSyncInput,
  state: Pick<SyncState, 'heard' | 'integrationId'>,
): Promise<{ kept: boolean }> => {
  const key = { tenantId: input.tenantId, calendarId: input.calendarId };
  let told = '';
  for (;;) {
    const { heard } = state;
    const isWoken = () => state.heard > heard;
    const released = await releaseCalendar(key);
    if (released.kept) return { kept: true };
    const consent = `${released.consentAt}/${released.isLast}`;
    if (told !== consent && (await tellVendor(input, released.isLast, isWoken))) told = consent;
    if (released.isLast && !isWoken())
      await endIntegration({ tenantId: input.tenantId, integrationId: state.integrationId });
    if (!isWoken()) return { kept: false };
  }
};
