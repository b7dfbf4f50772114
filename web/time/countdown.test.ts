import { describe, expect, it } from 'vitest';
import { crossedMinute, formatRemaining, remainingSeconds } from './countdown.ts';

describe('countdown of a hold', () => {
  it('counts down to zero and no further', () => {
    const until = '2026-11-23T02:10:00.000Z';
    expect(remainingSeconds(until, Date.parse('2026-11-23T02:00:00.400Z'))).toBe(599);
    expect(remainingSeconds(until, Date.parse('2026-11-23T02:11:00Z'))).toBe(0);
    expect([formatRemaining(600), formatRemaining(65), formatRemaining(0)]).toEqual([
      '10:00',
      '1:05',
      '0:00',
    ]);
  });

  it('is announced once at five, two and one minutes, and never in between', () => {
    const announced: number[] = [];
    for (let left = 600; left > 0; left -= 1) {
      const minute = crossedMinute(left, left - 1);
      if (minute !== null) announced.push(minute);
    }
    expect(announced).toEqual([5, 2, 1]);
  });

  it('announces the latest mark when the page slept over several', () => {
    expect(crossedMinute(400, 50)).toBe(1);
    expect(crossedMinute(400, 110)).toBe(2);
    expect(crossedMinute(400, 0)).toBeNull();
  });
});
