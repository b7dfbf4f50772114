import { describe, expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { createSignedText } from '#services/signed-text.ts';
import { isResetOpen, linkMinutes, openReset, sealReset } from './reset-token.ts';

const signed = createSignedText('s'.repeat(32));
const claims = {
  use: 'password',
  tenantId: newId('tenant'),
  personId: newId('person'),
  askedAt: 1_790_000_000_000,
} as const;

describe('a link to choose a new password', () => {
  it('says what it was made for, and nothing else can be made of it', () => {
    const token = sealReset(signed, claims);
    expect(openReset(signed, token)).toEqual(claims);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'a' ? 'b' : 'a';
      expect(openReset(signed, token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    for (const bad of ['', '.', token.slice(0, -1), `${token}x`, token.split('.').slice(1).join('.')])
      expect(openReset(signed, bad)).toBeNull();
  });

  it('is not made by another secret, or for another use', () => {
    expect(openReset(createSignedText('t'.repeat(32)), sealReset(signed, claims))).toBeNull();
    const [tenantId, personId, askedAt] = sealReset(signed, claims).split('.');
    expect(openReset(signed, signed.seal('other', [tenantId, personId, askedAt].join('.')))).toBeNull();
  });

  it('of a new organisation works for a week, and is of no other kind', () => {
    const first = { ...claims, use: 'activation' } as const;
    expect(openReset(signed, sealReset(signed, first))).toEqual(first);
    const week = 7 * 24 * 60 * 60_000;
    expect(isResetOpen(first, null, first.askedAt + week - 1)).toBe(true);
    expect(isResetOpen(first, null, first.askedAt + week)).toBe(false);
  });

  it('works within the hour, and not after the password was set', () => {
    const { askedAt } = claims;
    const end = askedAt + linkMinutes.password * 60_000;
    expect(isResetOpen(claims, null, end - 1)).toBe(true);
    expect(isResetOpen(claims, null, end)).toBe(false);
    expect(isResetOpen(claims, askedAt - 1, askedAt + 1)).toBe(true);
    expect(isResetOpen(claims, askedAt, askedAt + 1)).toBe(false);
    expect(isResetOpen(claims, askedAt + 1, askedAt + 2)).toBe(false);
    expect(isResetOpen({ ...claims, askedAt: Number.NaN }, null, end)).toBe(false);
  });
});
