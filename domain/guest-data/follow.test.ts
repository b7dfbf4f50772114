import { describe, expect, test } from 'vitest';
import { erasureRetryMs, type GuestErasureView, mailLookMs, planGuestErasure } from './follow.ts';
import { guestErasureStates, stageOf } from './types.ts';

const now = Date.parse('2026-03-31T13:00:00Z');
const view = (change: Partial<GuestErasureView> = {}): GuestErasureView => ({
  state: 'open',
  failure: null,
  tryAt: now,
  ...change,
});

describe('the erasure of a guest', () => {
  test('erases at once, waits as long as somebody is to be told, and ends once the last mail is out', () => {
    expect(planGuestErasure(view(), now)).toEqual({ due: ['erase'], next: null });
    expect(planGuestErasure(view({ tryAt: now + 1 }), now)).toEqual({
      due: [],
      next: { at: now + 1, why: 'cancellations are told' },
    });
    expect(planGuestErasure(view({ state: 'telling' }), now)).toEqual({ due: ['finish'], next: null });
    expect(planGuestErasure(view({ state: 'telling', tryAt: now + 1 }), now).next?.why).toBe(
      'the last mail is sent',
    );
    expect(planGuestErasure(view({ state: 'erased', tryAt: 0 }), now)).toEqual({ due: [], next: null });
  });

  test('says why it waits after a failure, and tries again sooner at first than later', () => {
    const failed = view({ failure: 'internal', tryAt: now + 5_000 });
    expect(planGuestErasure(failed, now).next).toEqual({
      at: now + 5_000,
      why: 'next try after internal',
    });
    expect([0, 1, 2].map(erasureRetryMs)).toEqual([5_000, 10_000, 20_000]);
    expect(erasureRetryMs(50)).toBe(15 * 60_000);
  });

  test('looks seldom for a mail that has waited for long, and at least every hour', () => {
    expect([0, 60_000, 7 * 86_400_000].map(mailLookMs)).toEqual([5_000, 30_000, 3_600_000]);
  });

  test('is over for everybody but the mail vendor once nothing names the guest', () => {
    expect(guestErasureStates.map(stageOf)).toEqual(['erasing', 'erased', 'erased']);
  });
});
