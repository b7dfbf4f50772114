import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlanCheckout } from '#domain/subscription/vendor.ts';
import { type BillingHarness, billingHarnesses } from './contract-harness.ts';

const dayMs = 86_400_000;
let made = 0;
const request = (change: Partial<PlanCheckout> = {}): PlanCheckout => {
  made += 1;
  return {
    key: `everslot:ten_${made}:subscribe:1`,
    tenantId: `ten_${made}`,
    plan: 'pro',
    interval: 'month',
    seats: 2,
    trialDays: 0,
    customerId: null,
    email: `an-${made}@example.com`,
    locale: 'en',
    returnUrl: 'http://127.0.0.1:9/back?done',
    cancelUrl: 'http://127.0.0.1:9/back',
    ...change,
  };
};

describe.each(Object.entries(billingHarnesses))('plans sold by %s', (_, start) => {
  let vendor: BillingHarness;
  beforeAll(async () => {
    vendor = await start();
  });
  beforeEach(() => vendor.clearFaults());
  afterAll(() => vendor.stop());

  const buy = async (
    change: Partial<PlanCheckout> = {},
    how: Parameters<BillingHarness['subscribe']>[1] = {},
  ) => {
    const asked = request(change);
    const { checkoutId } = await vendor.provider.openCheckout(asked);
    await vendor.subscribe(checkoutId, how);
    const { subscriptionId } = await vendor.provider.readCheckout(checkoutId);
    if (subscriptionId === null) throw new Error('nobody has subscribed');
    return { asked, checkoutId, subscriptionId };
  };
  const read = (id: string) => vendor.provider.readSubscription(id);

  test('what is for sale has a price', async () => {
    const prices = await vendor.provider.readPrices();
    expect(prices.map(({ plan, interval }) => ({ plan, interval }))).toEqual(vendor.provider.offers);
    expect(prices.every(({ price }) => price.amountMinor > 0)).toBe(true);
  });

  test('one key gives one page, also when its answer was lost, and it carries our mark', async () => {
    const asked = request();
    await vendor.fault({ method: 'POST', times: 2, reset: 'after' });
    await expect(vendor.provider.openCheckout(asked)).rejects.toMatchObject({ kind: 'unavailable' });
    const page = await vendor.provider.openCheckout(asked);
    expect(page).toMatchObject({ state: 'open', subscriptionId: null });
    expect(await vendor.provider.openCheckout(asked)).toEqual(page);
    await vendor.subscribe(page.checkoutId);
    const after = await vendor.provider.openCheckout(asked);
    expect(after).toMatchObject({ checkoutId: page.checkoutId, state: 'complete' });
    expect(await read(after.subscriptionId ?? '')).toMatchObject({ tenantId: asked.tenantId });
  });

  test('the same key for something else is a conflict', async () => {
    const asked = request();
    await vendor.provider.openCheckout(asked);
    await expect(vendor.provider.openCheckout({ ...asked, seats: 9 })).rejects.toMatchObject({
      kind: 'conflict',
      reason: 'key_reused',
    });
  });

  test('a subscription that is paid is read in our terms', async () => {
    const { asked, subscriptionId } = await buy({ plan: 'team', interval: 'year', seats: 3 });
    const seen = await read(subscriptionId);
    expect(seen).toMatchObject({
      subscriptionId,
      tenantId: asked.tenantId,
      offer: { plan: 'team', interval: 'year' },
      seats: 3,
      state: 'active',
      trialEndsAt: null,
      isCancelled: false,
      pastDueSince: null,
    });
    expect(seen.cardHash).toMatch(/^[0-9a-f]{64}$/);
    expect((seen.periodEndsAt ?? 0) - Date.now()).toBeGreaterThan(300 * dayMs);
  });

  test('a card that is declined buys nothing', async () => {
    const { checkoutId } = await vendor.provider.openCheckout(request());
    await vendor.subscribe(checkoutId, { deed: 'decline' });
    expect(await vendor.provider.readCheckout(checkoutId)).toMatchObject({
      state: 'open',
      subscriptionId: null,
    });
  });

  test('a page that is closed takes nobody, and of one that is complete it is said', async () => {
    const { checkoutId } = await vendor.provider.openCheckout(request());
    expect(await vendor.provider.closeCheckout(checkoutId)).toMatchObject({ state: 'expired' });
    expect(await vendor.provider.closeCheckout(checkoutId)).toMatchObject({ state: 'expired' });
    const bought = await buy();
    expect(await vendor.provider.closeCheckout(bought.checkoutId)).toMatchObject({
      state: 'complete',
      subscriptionId: bought.subscriptionId,
    });
  });

  test('a trial that ends is paid, and where the card is declined it is past due since then', async () => {
    const good = await buy({ trialDays: 14 });
    const bad = await buy({ trialDays: 14 }, { deed: 'pay_then_decline' });
    const { trialEndsAt, state } = await read(bad.subscriptionId);
    expect(state).toBe('trialing');
    await vendor.advanceClock(15 * dayMs);
    expect(await read(good.subscriptionId)).toMatchObject({ state: 'active', pastDueSince: null });
    expect(await read(bad.subscriptionId)).toMatchObject({ state: 'past_due', pastDueSince: trialEndsAt });
    await vendor.useCard(bad.subscriptionId, { isDeclined: false });
    expect(await read(bad.subscriptionId)).toMatchObject({ state: 'active', pastDueSince: null });
  });

  test('a trial is ended by us once, whatever is lost', async () => {
    const { subscriptionId } = await buy({ trialDays: 14 });
    const change = { key: `end:${subscriptionId}`, subscriptionId };
    await vendor.fault({ method: 'POST', times: 2, reset: 'after' });
    await expect(vendor.provider.endTrial(change)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await vendor.provider.endTrial(change)).toMatchObject({ state: 'active' });
  });

  test('seats are changed once under a key, after it was shown what that costs', async () => {
    const { subscriptionId } = await buy({ seats: 2 });
    const preview = await vendor.provider.previewSeats({ subscriptionId, seats: 4 });
    expect(preview.seats).toBe(4);
    expect(preview.now.amountMinor).toBeGreaterThan(0);
    expect(preview.later.amountMinor).toBeGreaterThan(preview.now.amountMinor);
    expect(await read(subscriptionId)).toMatchObject({ seats: 2 });
    const change = { key: `seats:${subscriptionId}`, subscriptionId, seats: 4 };
    await vendor.fault({ method: 'POST', times: 2, reset: 'after' });
    await expect(vendor.provider.changeSeats(change)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await vendor.provider.changeSeats(change)).toMatchObject({ seats: 4 });
    const fewer = await vendor.provider.previewSeats({ subscriptionId, seats: 1 });
    expect(fewer.now.amountMinor).toBeLessThan(0);
  });

  test('a plan is changed, cancelled for the end of what was paid, and taken up again', async () => {
    const { subscriptionId } = await buy();
    const key = (what: string): string => `${what}:${subscriptionId}`;
    expect(
      await vendor.provider.changePlan({
        key: key('plan'),
        subscriptionId,
        plan: 'team',
        interval: 'month',
      }),
    ).toMatchObject({ offer: { plan: 'team', interval: 'month' } });
    const cancel = { key: key('cancel'), subscriptionId, isCancelled: true };
    expect(await vendor.provider.setCancelled(cancel)).toMatchObject({ state: 'active', isCancelled: true });
    const resume = { key: key('resume'), subscriptionId, isCancelled: false };
    expect(await vendor.provider.setCancelled(resume)).toMatchObject({ isCancelled: false });
    await vendor.provider.setCancelled({ ...cancel, key: key('again') });
    await vendor.advanceClock(32 * dayMs);
    expect(await read(subscriptionId)).toMatchObject({ state: 'ended' });
  });

  test('one that is ended at once is ended, however often that is asked', async () => {
    const { subscriptionId } = await buy();
    await vendor.provider.end({ key: `stop:${subscriptionId}`, subscriptionId });
    await vendor.provider.end({ key: `stop again:${subscriptionId}`, subscriptionId });
    expect(await read(subscriptionId)).toMatchObject({ state: 'ended' });
  });

  test('a state that is new to us is none of ours, and no failure', async () => {
    const { subscriptionId } = await buy();
    await vendor.putInto(subscriptionId, 'hibernating');
    expect(await read(subscriptionId)).toMatchObject({ state: null, seats: 2 });
  });

  test('the page for cards and invoices is of one customer', async () => {
    const { subscriptionId } = await buy();
    const { customerId } = await read(subscriptionId);
    const portal = { customerId, locale: 'vi', returnUrl: 'http://127.0.0.1:9/back' } as const;
    const { url } = await vendor.provider.openPortal(portal);
    expect((await fetch(url)).status).toBe(200);
    await expect(
      vendor.provider.openPortal({ ...portal, customerId: 'cus_of_nobody' }),
    ).rejects.toMatchObject({ kind: 'missing' });
  });

  test('failures are ours: refused keys, missing things, told to wait', async () => {
    await expect(vendor.strangeProvider.readSubscription('sub_1')).rejects.toMatchObject({
      kind: 'revoked',
      reason: 'credentials_refused',
    });
    await expect(read('sub_of_nobody')).rejects.toMatchObject({ kind: 'missing' });
    await vendor.fault({ times: 1, status: 429, retryAfterSeconds: 7 });
    await expect(read('sub_of_nobody')).rejects.toMatchObject({ kind: 'throttled', retryAfterSeconds: 7 });
  });

  describe('notifications', () => {
    const receive = (message: { headers: Record<string, string>; body: string }, now = Date.now()) =>
      vendor.provider.receive(new Request('http://127.0.0.1:9/', { method: 'POST', ...message }), now);
    const body = (change: Partial<Parameters<BillingHarness['messageOf']>[0]> = {}): string =>
      vendor.messageOf({ eventId: 'evt_1', tenantId: 'ten_1', ...change });

    test('one that is signed is a hint about a tenant, and says whether it is about real money', async () => {
      expect(await receive(vendor.sign({ body: body(), at: Date.now() }))).toEqual({
        kind: 'hints',
        hints: [{ eventId: 'evt_1', mode: 'test', tenantId: 'ten_1' }],
      });
      const live = await receive(vendor.sign({ body: body({ isLive: true }), at: Date.now() }));
      expect(live).toMatchObject({ hints: [{ mode: 'live' }] });
    });

    test('what is not ours or not known says nothing', async () => {
      const none = { kind: 'hints', hints: [] };
      expect(await receive(vendor.sign({ body: body({ tenantId: null }), at: Date.now() }))).toEqual(none);
      const forged = body({ tenantId: 'ten_\u0000' });
      expect(await receive(vendor.sign({ body: forged, at: Date.now() }))).toEqual(none);
    });

    test('an old one, one signed by another and one that was changed are refused', async () => {
      const at = Date.now();
      const old = await receive(vendor.sign({ body: body(), at: at - dayMs }));
      expect(old).toEqual({ kind: 'refused', reason: 'timestamp' });
      const other = await receive(vendor.sign({ body: body(), at, secret: 'whsec_another' }));
      expect(other).toEqual({ kind: 'refused', reason: 'signature' });
      const signed = vendor.sign({ body: body(), at });
      const changed = await receive({ ...signed, body: signed.body.replace('ten_1', 'ten_2') });
      expect(changed).toEqual({ kind: 'refused', reason: 'signature' });
      const unsigned = await receive({ headers: {}, body: body() });
      expect(unsigned).toEqual({ kind: 'refused', reason: 'malformed' });
    });

    test('what is signed and no event is refused', async () => {
      expect(await receive(vendor.sign({ body: 'nonsense', at: Date.now() }))).toEqual({
        kind: 'refused',
        reason: 'malformed',
      });
    });
  });
});
