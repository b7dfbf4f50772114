import { describe, expect, it } from 'vitest';
import type { ApiKeyScope } from '#web/api/schemas.ts';
import { expiresAtOf, groupsOf, scopesOf } from './key-values.ts';

const available: readonly ApiKeyScope[] = ['bookings.read', 'bookings.write', 'links.read', 'links.write'];

describe('what a new key is given', () => {
  it('is by a preset no more than can be given', () => {
    expect(scopesOf('read', available)).toEqual(['bookings.read', 'links.read']);
    expect(scopesOf('bookings', available)).toEqual(['bookings.read', 'bookings.write', 'links.read']);
  });

  it('is shown by what it is about', () => {
    expect(groupsOf(available)).toEqual([
      ['bookings', ['bookings.read', 'bookings.write']],
      ['links', ['links.read', 'links.write']],
    ]);
  });

  it('ends with the last day, or never, and not in the past', () => {
    const now = new Date('2026-11-28T10:00:00').getTime();
    expect(expiresAtOf('never', '', now)).toBeNull();
    expect(expiresAtOf('30', '', now)).toBe(new Date('2026-12-28T23:59:59').toISOString());
    expect(expiresAtOf('date', '2026-11-28', now)).toBe(new Date('2026-11-28T23:59:59').toISOString());
    for (const wrong of ['', '2026-11-27', 'soon']) expect(expiresAtOf('date', wrong, now)).toBeUndefined();
  });
});
