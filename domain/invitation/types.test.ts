import { describe, expect, test } from 'vitest';
import { endOf } from './types.ts';

const open = { state: 'open', version: 2, expiresAt: 1_000 } as const;

describe('the link of an invitation', () => {
  test('leads somewhere only while it is open, the newest one and not over', () => {
    expect(endOf(open, 2, 999)).toBeNull();
    expect(endOf(open, 2, 1_000)).toBe('expired');
    expect(endOf(open, 1, 999)).toBe('replaced');
  });

  test('says what became of the invitation, whichever link of it is opened', () => {
    for (const version of [1, 2]) {
      expect(endOf({ ...open, state: 'accepted' }, version, 2_000)).toBe('accepted');
      expect(endOf({ ...open, state: 'withdrawn' }, version, 0)).toBe('withdrawn');
    }
  });
});
