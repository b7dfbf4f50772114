import { describe, expect, it } from 'vitest';
import { stuckKinds } from '#domain/stuck/kinds.ts';
import { bookingsSearch, integrationsSearch, paymentsSearch, signInSearch, stuckSearch } from './search.ts';

/** As the router does it. */
const laidOver = (raw: Record<string, unknown>, valid: object): object => ({ ...raw, ...valid });

describe('the address', () => {
  it.each([
    'https://evil.example/x',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'bookings',
    '',
    7,
    ['/bookings'],
  ])('never leads from signing in to another site: %j', (redirect) => {
    const raw = { redirect };
    expect(laidOver(raw, signInSearch(raw))).toEqual({ redirect: undefined });
  });

  it('keeps every kind of stuck work that is asked for, and no other', () => {
    for (const kind of stuckKinds) expect(stuckSearch({ kind }).kind).toBe(kind);
    expect(stuckSearch({ kind: 'nothing' }).kind).toBeUndefined();
  });

  it('leads back to the page that asked to sign in', () => {
    expect(signInSearch({ redirect: '/bookings/bkg_1?view=past' })).toEqual({
      redirect: '/bookings/bkg_1?view=past',
    });
  });

  it('counts impossible values as absent', () => {
    for (const linkId of [['x'], 'lnk_wrong', 'bkg_01kaz7n0x2f8s9m4q5t6v7w8x9', '1', '__proto__']) {
      const raw = { view: 'everything', search: 7, linkId, from: '2026-13-01', to: 'tomorrow' };
      expect(laidOver(raw, bookingsSearch(raw))).toEqual({
        view: undefined,
        search: undefined,
        linkId: undefined,
        from: undefined,
        to: undefined,
      });
    }
    const raw = { state: 'rich', with: 'gold', search: '', linkId: '1', from: '2026-13-01', to: 7 };
    const none = { state: undefined, with: undefined, search: undefined, linkId: undefined };
    expect(laidOver(raw, paymentsSearch(raw))).toEqual({ ...none, from: undefined, to: undefined });
    expect(paymentsSearch({ state: 'paid', with: 'disputed' })).toMatchObject({
      state: 'paid',
      with: 'disputed',
    });
    expect(bookingsSearch({ view: 'past', search: 'An' })).toMatchObject({ view: 'past', search: 'An' });
    expect(bookingsSearch({ from: '2026-12-01' })).toMatchObject({ from: '2026-12-01', to: undefined });
    const back = { connected: true, error: 5 };
    expect(laidOver(back, integrationsSearch(back))).toEqual({ connected: undefined, error: undefined });
  });
});
