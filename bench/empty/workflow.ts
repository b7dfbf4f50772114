import { defineSearchAttributeKey } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { EmptyActivities } from './activities.ts';

const { emptyClaim } = proxyLocalActivities<EmptyActivities>({
  startToCloseTimeout: '5 seconds',
  scheduleToCloseTimeout: '2 minutes',
});
const { emptyMail } = proxyActivities<EmptyActivities>({
  taskQueue: 'bench-mail',
  startToCloseTimeout: '40 seconds',
});

const claimUpdate = defineUpdate<{ ok: boolean }>('claim');
const dayMs = 24 * 60 * 60_000;
const tenantKey = defineSearchAttributeKey('TenantId', 'KEYWORD');
const hostKey = defineSearchAttributeKey('HostId', 'KEYWORD');
const statusKey = defineSearchAttributeKey('BookingStatus', 'KEYWORD');
const startKey = defineSearchAttributeKey('StartsAt', 'DATETIME');

/**
 * What a booking costs Temporal and nothing else: an update that starts it, a local activity, the same search attributes and details, one
 * activity on another queue and two timers that never fire, all with empty bodies.
 */
export async function emptyBooking(input: {
  tenantId: string;
  bookingId: string;
  claimRequestId: string;
}): Promise<void> {
  let claimed = false;
  let over = false;
  setHandler(claimUpdate, async () => {
    await condition(() => claimed);
    return { ok: true };
  });
  await emptyClaim({ ...input, now: Date.now() });
  claimed = true;
  upsertSearchAttributes([
    { key: tenantKey, value: input.tenantId },
    { key: statusKey, value: 'confirmed' },
    { key: startKey, value: new Date(Date.now() + 2 * dayMs) },
    { key: hostKey, value: input.tenantId },
  ]);
  setCurrentDetails(`**confirmed**, ${new Date().toISOString()}`);
  const mail = async (): Promise<void> => {
    await emptyMail({
      tenantId: input.tenantId,
      bookingId: input.bookingId,
      notice: { key: 'booking_confirmed/r0' },
    });
    setCurrentDetails(`**confirmed**, told ${new Date().toISOString()}`);
  };
  const wait = (ms: number, summary: string): Promise<boolean> => condition(() => over, ms, { summary });
  await Promise.all([mail(), wait(dayMs, 'reminder 1440 min before'), wait(2 * dayMs, 'booking is over')]);
  over = true;
  await condition(allHandlersFinished);
}
