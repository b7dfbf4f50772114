import { describe, expect, test } from 'vitest';
import { parseRetryAfter, toProviderError } from './failures.ts';

const now = Date.parse('2026-11-21T10:00:00Z');

describe('how long the vendor asks us to wait', () => {
  test.each([
    ['30', 30],
    ['0', 0],
    ['1.2', 2],
    ['Sat, 21 Nov 2026 10:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j means %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});

describe('what the SDK throws', () => {
  test('is unavailable when it is not an answer of the vendor, and its message is withheld', () => {
    const failure = toProviderError(new TypeError('Mai <mai@example.com>'), 'api', now);
    expect(failure.kind).toBe('unavailable');
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain('mai@');
  });

  test('is passed on when it is ours already', () => {
    const ours = toProviderError(new Error('x'), 'api', now);
    expect(toProviderError(ours, 'list', now)).toBe(ours);
  });
});
