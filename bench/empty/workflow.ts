import { defineSearchAttributeKey } from '@temporalio/common';
import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { EmptyActivities } from './activities.ts';

const { emptyLook } = proxyLocalActivities<EmptyActivities>({ startToCloseTimeout: '5 seconds' });
const { emptyMail } = proxyActivities<EmptyActivities>({
  taskQueue: 'bench-mail',
  startToCloseTimeout: '40 seconds',
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: 3 },
});

const wakeSignal = defineSignal('wake');
const dayMs = 24 * 60 * 60_000;
const tenantKey = defineSearchAttributeKey('TenantId', 'KEYWORD');
const hostKey = defineSearchAttributeKey('HostId', 'KEYWORD');
const statusKey = defineSearchAttributeKey('BookingStatus', 'KEYWORD');
const startKey = defineSearchAttributeKey('StartsAt', 'DATETIME');

/**
 * What following a booking costs Temporal and nothing else: a signal that starts it, a look by a local activity, the same
 * search attributes and details, one activity on another queue, a look after it and a timer that never fires, all with
 * empty bodies.
 */
export async function emptyFollower(input: { tenantId: string; bookingId: string }): Promise<void> {
  let woken = false;
  setHandler(wakeSignal, () => {
    woken = true;
  });
  await emptyLook({ ...input, now: Date.now() });
  upsertSearchAttributes([
    { key: tenantKey, value: input.tenantId },
    { key: statusKey, value: 'confirmed' },
    { key: startKey, value: new Date(Date.now() + 2 * dayMs) },
    { key: hostKey, value: input.tenantId },
  ]);
  setCurrentDetails(`**confirmed**, ${new Date().toISOString()}`);
  await emptyMail({ ...input, now: Date.now() });
  await emptyLook({ ...input, now: Date.now() });
  setCurrentDetails(`**confirmed**, told ${new Date().toISOString()}`);
  woken = false;
  await condition(() => woken, dayMs, { summary: 'next notification' });
}
