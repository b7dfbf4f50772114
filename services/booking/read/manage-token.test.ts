import { describe, expect, it } from 'vitest';
import { type TokenClaims, type TokenPurpose, tokenPurposes } from '#domain/booking/capability.ts';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import { createTokenSigner, openHold, openToken } from './manage-token.ts';

const now = Date.UTC(2027, 0, 4, 9);
const signer = createTokenSigner('s'.repeat(40));
const claims = {
  tenantId: 'ten_01jd8v6q5kf3wrv6gq2n8kz4s1',
  bookingId: 'bkg_01kaz7n0x2f8s9m4q5t6v7w8x9',
  expiresAt: now + 60_000,
};

/** One for data names a request, every other one a booking. */
const claimsFor = (purpose: TokenPurpose): TokenClaims => {
  const { tenantId, expiresAt } = claims;
  return purpose === 'data'
    ? { tenantId, expiresAt, purpose, guestRequestId: 'gdr_01kaz7n0x2f8s9m4q5t6v7w8x9' }
    : { ...claims, purpose };
};

const refusalOf = (attempt: () => unknown): ErrorCode | null => {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe("a guest's token", () => {
  it.each(tokenPurposes)(
    'made for %s says so, and opens nothing that is for the other purposes alone',
    (purpose) => {
      const said = claimsFor(purpose);
      const token = signer.sign(said);
      expect(openToken(signer, token, { purposes: [purpose], now })).toEqual(said);
      const purposes = tokenPurposes.filter((each) => each !== purpose);
      expect(refusalOf(() => openToken(signer, token, { purposes, now }))).toBe('forbidden');
    },
  );

  it('is over when its time is, and unknown when it is signed by somebody else or changed', () => {
    const token = signer.sign({ ...claims, purpose: 'view' });
    const open = (text: string, at = now) => openToken(signer, text, { purposes: ['view'], now: at });
    expect(refusalOf(() => open(token, claims.expiresAt))).toBe('link_expired');
    const other = createTokenSigner('t'.repeat(40)).sign({ ...claims, purpose: 'view' });
    expect(refusalOf(() => open(other))).toBe('not_found');
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === '0' ? '1' : '0'}${token.slice(at + 1)}`;
      expect(refusalOf(() => open(changed))).toBe('not_found');
    }
  });
});

describe("a hold's token", () => {
  const holdToken = signer.sign({ ...claims, purpose: 'hold' });
  const open = (hold: { bookingId: string; holdToken: string }, at = now) => openHold(signer, hold, at);

  it('opens the hold it was given for and no other', () => {
    const { bookingId } = claims;
    expect(open({ bookingId, holdToken })).toMatchObject({ bookingId, purpose: 'hold' });
    const other = 'bkg_01kaz7n0x2f8s9m4q5t6v7w8xa';
    expect(refusalOf(() => open({ bookingId: other, holdToken }))).toBe('not_found');
    const view = signer.sign({ ...claims, purpose: 'view' });
    expect(refusalOf(() => open({ bookingId, holdToken: view }))).toBe('not_found');
  });

  it('says that the hold has ended when it is too old itself', () => {
    expect(refusalOf(() => open({ bookingId: claims.bookingId, holdToken }, claims.expiresAt))).toBe(
      'hold_expired',
    );
  });
});
