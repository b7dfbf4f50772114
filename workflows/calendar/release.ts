import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { farewellPatienceMs, syncBackoffMs } from '#domain/sync/timing.ts';
import { troubleOf } from '../failures.ts';
import { calendarWritePolicy, durableDatabasePolicy, taskQueues } from '../policies.ts';
import type { CalendarSyncInput } from './messages.ts';
import { isPatient } from './patches.ts';

const { releaseCalendar, endConnection } = proxyActivities<Activities>({
  ...durableDatabasePolicy,
  taskQueue: taskQueues.sync,
});
const { leaveVendor } = proxyActivities<Activities>({
  ...calendarWritePolicy,
  summary: 'close channels, take access back',
});

const transient: readonly string[] = ['provider_unavailable', 'provider_throttled', 'timeout'];

/** Asks the vendor to forget us for as long as that may still work; a channel nobody closes ends by itself. */
const sayFarewell = async (
  input: CalendarSyncInput,
  isLast: boolean,
  isWantedAgain: () => boolean,
): Promise<void> => {
  const until = Date.now() + farewellPatienceMs;
  for (let failures = 1; ; failures += 1) {
    try {
      await leaveVendor({ tenantId: input.tenantId, calendarId: input.calendarId, isLast });
      return;
    } catch (error) {
      const trouble = troubleOf(error);
      const wait = trouble.retryAfterMs ?? syncBackoffMs(failures);
      if (!transient.includes(trouble.type) || Date.now() + wait > until) return;
      const summary = `farewell: next try after ${trouble.type}`;
      if (await condition(isWantedAgain, wait, { summary })) return;
    }
  }
};

/** What has been heard so far: hints and wishes to look, and new consents of the owner. */
export type Heard = () => { dirty: number; consents: number };

/**
 * Ends a calendar: its events are forgotten at once, the vendor is told as well as it lets itself be told, and with the
 * last calendar the tokens go. `kept` when the owner wanted it again meanwhile.
 */
export const letGo = async (input: CalendarSyncInput, heard: Heard): Promise<{ kept: boolean }> => {
  const key = { tenantId: input.tenantId, calendarId: input.calendarId };
  for (;;) {
    const { dirty, consents } = heard();
    const released = await releaseCalendar(key);
    if (!isPatient()) return { kept: false };
    if (released.kept) return { kept: true };
    const isWantedAgain = () => heard().consents > consents;
    await sayFarewell(input, released.isLast, isWantedAgain);
    if (released.isLast && !isWantedAgain())
      await endConnection({ tenantId: input.tenantId, connectionId: input.connectionId });
    if (heard().dirty === dirty) return { kept: false };
  }
};
