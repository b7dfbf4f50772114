import { describe, expect, test } from 'vitest';
import { type ExportView, exportRetryMs, planExport } from './follow.ts';

const now = Date.parse('2026-03-31T13:00:00Z');
const view = (change: Partial<ExportView> = {}): ExportView => ({
  state: 'open',
  failure: null,
  tryAt: now,
  expiresAt: null,
  ...change,
});

describe('an export', () => {
  test('is written at once, and after a failure when its time has come', () => {
    expect(planExport(view(), now)).toEqual({ due: ['write'], next: null });
    const failed = view({ failure: 'internal', tryAt: now + 5_000 });
    expect(planExport(failed, now)).toEqual({
      due: [],
      next: { at: now + 5_000, why: 'next try after internal' },
    });
    expect(planExport(failed, now + 5_000).due).toEqual(['write']);
  });

  test('is removed when it expires and not before', () => {
    const ready = view({ state: 'ready', expiresAt: now + 1 });
    expect(planExport(ready, now)).toEqual({ due: [], next: { at: now + 1, why: 'the file expires' } });
    expect(planExport(ready, now + 1)).toEqual({ due: ['remove'], next: null });
  });

  test('is tried again sooner at first than later, and never more than a quarter of an hour later', () => {
    expect([0, 1, 2].map(exportRetryMs)).toEqual([5_000, 10_000, 20_000]);
    expect(exportRetryMs(50)).toBe(15 * 60_000);
  });
});
