import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { currencies } from '#domain/money/currencies.ts';
import type { CheckoutRequest, RefundRequest, VendorPayment } from '#domain/payment/vendor.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { type PaymentHarness, paymentHarnesses } from './contract-harness.ts';
import type { PaymentClient } from './port.ts';

const minute = 60_000;
let named = 0;

const checkout = (change: Partial<CheckoutRequest> = {}): CheckoutRequest => {
  named += 1;
  return {
    key: `test:ten_1:pay_${named}:open`,
    reference: { tenantId: 'ten_1', paymentId: `pay_${named}`, bookingId: `bkg_${named}` },
    amount: { amountMinor: 4_500, currency: 'USD' },
    title: 'Khám tổng quát: An',
    guestEmail: 'an@example.com',
    locale: 'vi',
    expiresAt: Date.now() + 45 * minute,
    returnUrl: 'http://127.0.0.1:9/paid',
    cancelUrl: 'http://127.0.0.1:9/back',
    ...change,
  };
};

const backOf = (
  payment: VendorPayment,
  amountMinor: number,
  key = `back:${payment.reference.paymentId}`,
): RefundRequest => ({
  key,
  reference: payment.reference,
  chargeId: payment.chargeId ?? '',
  amount: { amountMinor, currency: payment.currency },
});

describe.each(paymentVendors)('payments at %s', (vendor) => {
  let harness: PaymentHarness;
  const opened = async (key = harness.keys.test): Promise<PaymentClient> => {
    const { credentials } = await harness.provider.verifyKey(key);
    return harness.provider.open(credentials, async () => undefined);
  };
  const impatient = async (): Promise<PaymentClient> => {
    const { credentials } = await harness.provider.verifyKey(harness.keys.test);
    return harness.impatientProvider.open(credentials, async () => undefined);
  };
  const paid = async (client: PaymentClient, change: Partial<CheckoutRequest> = {}) => {
    const { checkout: page } = await client.openCheckout(checkout(change));
    await harness.pay(page.checkoutId);
    return client.readPayment(page.checkoutId);
  };
  beforeAll(async () => {
    harness = await paymentHarnesses[vendor]();
  });
  beforeEach(() => harness.reset());
  afterAll(() => harness.stop());

  describe('keys', () => {
    test('a key is known by its account, its mode and whether it opens everything', async () => {
      const { keys, provider } = harness;
      const [own, live, all, other] = await Promise.all(
        [keys.test, keys.live, keys.unrestricted, keys.otherAccount].map((key) => provider.verifyKey(key)),
      );
      expect([own?.mode, live?.mode]).toEqual(['test', 'live']);
      expect([own?.isUnrestricted, all?.isUnrestricted]).toEqual([false, true]);
      expect(own?.account).toEqual(all?.account);
      expect(own?.account.externalAccountId).not.toBe(other?.account.externalAccountId);
      expect(own?.account.label).not.toBe('');
      expect(provider.scopes.length).toBeGreaterThan(0);
    });

    test.each(['', '   ', 'pk_test_abcdefghij', 'whsec_abcdefghij', 'nonsense', 'rk_test_ab\u0000cdefghij'])(
      'what is no secret key is refused before anything is sent: %j',
      async (key) => {
        await expect(harness.provider.verifyKey(key)).rejects.toMatchObject({ kind: 'invalid' });
      },
    );

    test('a key that was never issued, or was revoked, is refused, and the failure does not quote it', async () => {
      const { provider, keys, unknownKey } = harness;
      await harness.revoke(keys.test);
      for (const key of [unknownKey, keys.test]) {
        const failure = await provider.verifyKey(key).catch((error: unknown) => error);
        expect(failure).toMatchObject({ reason: 'credentials_refused' });
        expect(String(failure)).not.toContain(key);
      }
    });

    test('a client whose key was revoked says so for everything it is asked', async () => {
      const client = await opened();
      const payment = await paid(client);
      await harness.revoke(harness.keys.test);
      const refused = { kind: 'revoked', reason: 'credentials_refused' };
      await expect(client.openCheckout(checkout())).rejects.toMatchObject(refused);
      await expect(client.readPayment(payment.checkout.checkoutId)).rejects.toMatchObject(refused);
      await expect(client.closeCheckout(payment.checkout.checkoutId)).rejects.toMatchObject(refused);
      await expect(client.refund(backOf(payment, 100))).rejects.toMatchObject(refused);
      await harness.restore(harness.keys.test);
      expect((await client.refund(backOf(payment, 100))).state).toBe('succeeded');
    });

    test('credentials that it did not issue cannot be opened, and the failure quotes none of them', () => {
      for (const credentials of [{}, { key: 'canary' }, { kind: 'own_key', key: 'canary' }]) {
        const open = () => harness.provider.open(credentials, async () => undefined);
        expect(open).toThrow(expect.objectContaining({ reason: 'credentials_unreadable' }));
        expect(open).not.toThrow(/canary/);
      }
    });
  });

  describe('a page', () => {
    test('it is open, has an address, carries our mark, and nothing has been taken', async () => {
      const request = checkout();
      const payment = await (await opened()).openCheckout(request);
      expect(payment).toMatchObject({
        reference: request.reference,
        mode: 'test',
        currency: 'USD',
        chargeId: null,
        capturedMinor: 0,
        capturedAt: null,
        method: null,
        receiptUrl: null,
        refunds: [],
        disputes: [],
      });
      expect(payment.checkout).toMatchObject({ state: 'open', url: expect.stringMatching(/^https?:/) });
      expect(Math.abs(payment.checkout.expiresAt - request.expiresAt)).toBeLessThan(1_000);
    });

    test('once the guest has paid it says what was taken, when and how', async () => {
      const payment = await paid(await opened());
      expect(payment).toMatchObject({ capturedMinor: 4_500, checkout: { state: 'complete', url: null } });
      expect(payment.chargeId).not.toBeNull();
      expect(payment.capturedAt).toBeGreaterThan(Date.now() - 5 * minute);
      expect(payment.method).toMatch(/•••• \d{4}$/);
      expect(payment.receiptUrl).toMatch(/^https:/);
    });

    test('a card that was declined leaves it open, and the guest can pay afterwards', async () => {
      const client = await opened();
      const { checkout: page } = await client.openCheckout(checkout());
      await harness.decline(page.checkoutId);
      expect(await client.readPayment(page.checkoutId)).toMatchObject({
        checkout: { state: 'open' },
        capturedMinor: 0,
        chargeId: null,
      });
      await harness.pay(page.checkoutId);
      expect((await client.readPayment(page.checkoutId)).capturedMinor).toBe(4_500);
    });

    test('what is being paid in a way that takes its time is complete and not taken', async () => {
      const client = await opened();
      const { checkout: page } = await client.openCheckout(checkout());
      await harness.payLater(page.checkoutId);
      const pending = await client.readPayment(page.checkoutId);
      expect(pending).toMatchObject({ checkout: { state: 'complete' }, capturedMinor: 0, chargeId: null });
      await harness.settle(page.checkoutId, true);
      expect((await client.readPayment(page.checkoutId)).capturedMinor).toBe(4_500);
    });

    test('what took its time and failed is over: nobody can pay it any more', async () => {
      const client = await opened();
      const { checkout: page } = await client.openCheckout(checkout());
      await harness.payLater(page.checkoutId);
      await harness.settle(page.checkoutId, false);
      expect(await client.readPayment(page.checkoutId)).toMatchObject({
        checkout: { state: 'expired' },
        capturedMinor: 0,
      });
    });

    test('the same key and content are the same page, another content under the key is refused', async () => {
      const client = await opened();
      const request = checkout();
      const first = await client.openCheckout(request);
      expect(await client.openCheckout(request)).toEqual(first);
      const other = client.openCheckout({ ...request, title: 'Other' });
      await expect(other).rejects.toMatchObject({ kind: 'conflict', reason: 'key_reused' });
      expect(await harness.checkoutsOf(request.reference.paymentId)).toHaveLength(1);
    });

    test('a repeat shows the page as it is now, not as it was made', async () => {
      const client = await opened();
      const request = checkout();
      const { checkout: page } = await client.openCheckout(request);
      await harness.pay(page.checkoutId);
      expect(await client.openCheckout(request)).toMatchObject({
        capturedMinor: 4_500,
        checkout: { state: 'complete' },
      });
    });

    test('two tries at the same moment make one page', async () => {
      const client = await opened();
      const request = checkout();
      const ends = await Promise.allSettled([client.openCheckout(request), client.openCheckout(request)]);
      expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
      expect(await harness.checkoutsOf(request.reference.paymentId)).toHaveLength(1);
    });

    test('nobody else sees it', async () => {
      const payment = await paid(await opened());
      const { checkoutId } = payment.checkout;
      for (const key of [harness.keys.otherAccount, harness.keys.live]) {
        const other = await opened(key);
        await expect(other.readPayment(checkoutId)).rejects.toMatchObject({ kind: 'missing' });
        await expect(other.closeCheckout(checkoutId)).rejects.toMatchObject({ kind: 'missing' });
        await expect(other.refund(backOf(payment, 100))).rejects.toMatchObject({ kind: 'missing' });
      }
      const client = await opened();
      await expect(client.readPayment('cs_test_nothing')).rejects.toMatchObject({ kind: 'missing' });
    });

    test.each(currencies)(
      'an amount of %s comes back as it was sent, from the smallest to the largest',
      async (currency) => {
        const limits = harness.provider.limitsOf(currency);
        if (limits === null) return;
        const client = await opened();
        for (const amountMinor of [limits.minMinor, limits.maxMinor]) {
          const payment = await paid(client, { amount: { amountMinor, currency } });
          expect(payment).toMatchObject({ capturedMinor: amountMinor, currency });
          const half = limits.minMinor;
          expect((await client.refund(backOf(payment, half))).amountMinor).toBe(half);
        }
        for (const amountMinor of [limits.minMinor - 1, limits.maxMinor + 1, 0, -1, 0.5]) {
          const refused = client.openCheckout(checkout({ amount: { amountMinor, currency } }));
          await expect(refused).rejects.toMatchObject({ kind: 'invalid' });
        }
      },
    );
  });

  describe('closing', () => {
    test('nobody can pay on a page that was closed, and closing it again says the same', async () => {
      const client = await opened();
      const { checkout: page } = await client.openCheckout(checkout());
      const closed = await client.closeCheckout(page.checkoutId);
      expect(closed).toMatchObject({ capturedMinor: 0, checkout: { state: 'expired', url: null } });
      await expect(harness.pay(page.checkoutId)).rejects.toThrow();
      expect(await client.closeCheckout(page.checkoutId)).toEqual(closed);
    });

    test('whoever paid first is told', async () => {
      const client = await opened();
      const payment = await paid(client);
      expect(await client.closeCheckout(payment.checkout.checkoutId)).toEqual(payment);
    });

    test('a page closes by itself when its time is over', async () => {
      const client = await opened();
      const { checkout: page } = await client.openCheckout(checkout());
      await harness.advanceClock(46 * minute);
      await expect(harness.pay(page.checkoutId)).rejects.toThrow();
      expect((await client.closeCheckout(page.checkoutId)).checkout.state).toBe('expired');
    });

    test('exactly one of paid and expired is the end when both happen at once', async () => {
      const client = await opened();
      for (let round = 0; round < 10; round += 1) {
        const { checkout: page } = await client.openCheckout(checkout());
        const paying = harness.pay(page.checkoutId).then(
          () => true,
          () => false,
        );
        const [isPaid, end] = await Promise.all([paying, client.closeCheckout(page.checkoutId)]);
        expect(end.checkout.state).toBe(isPaid ? 'complete' : 'expired');
        expect(end.capturedMinor).toBe(isPaid ? 4_500 : 0);
      }
    });
  });

  describe('refunds', () => {
    test('parts go back under their own keys up to what was taken, and no further', async () => {
      const client = await opened();
      const payment = await paid(client);
      expect(await client.refund(backOf(payment, 1_500, 'a'))).toMatchObject({
        key: 'a',
        amountMinor: 1_500,
        state: 'succeeded',
        failure: null,
      });
      await expect(client.refund(backOf(payment, 3_001, 'b'))).rejects.toMatchObject({ kind: 'conflict' });
      await client.refund(backOf(payment, 3_000, 'c'));
      await expect(client.refund(backOf(payment, 1, 'd'))).rejects.toMatchObject({ kind: 'conflict' });
      const after = await client.readPayment(payment.checkout.checkoutId);
      const shown = after.refunds.map(({ key, amountMinor }) => `${key} ${amountMinor}`);
      expect(shown.toSorted()).toEqual(['a 1500', 'c 3000']);
      expect(after.capturedMinor).toBe(4_500);
    });

    test('the same key is the same refund, also long after the vendor has forgotten the key', async () => {
      const client = await opened();
      const payment = await paid(client);
      const first = await client.refund(backOf(payment, 1_500));
      expect(await client.refund(backOf(payment, 1_500))).toEqual(first);
      await harness.advanceClock(3 * 86_400_000);
      expect(await client.refund(backOf(payment, 1_500))).toEqual(first);
      const other = client.refund(backOf(payment, 1_501));
      await expect(other).rejects.toMatchObject({ kind: 'conflict', reason: 'key_reused' });
      expect((await client.readPayment(payment.checkout.checkoutId)).refunds).toHaveLength(1);
    });

    test('one that waits is shown as waiting, and one that fails later as failed, with why', async () => {
      const client = await opened();
      const payment = await paid(client);
      await harness.makeRefunds('pending');
      const refund = await client.refund(backOf(payment, 4_500));
      expect(refund.state).toBe('pending');
      await harness.endRefund(refund.refundId, 'succeeded');
      const shown = async () => (await client.readPayment(payment.checkout.checkoutId)).refunds;
      expect(await shown()).toMatchObject([{ state: 'succeeded', failure: null }]);
      await harness.endRefund(refund.refundId, 'failed');
      expect(await shown()).toMatchObject([{ state: 'failed', failure: 'card_gone' }]);
      await harness.makeRefunds('succeeded');
      expect((await client.refund(backOf(payment, 4_500, 'again'))).state).toBe('succeeded');
    });

    test('one that was made by hand at the vendor is shown without a key of ours', async () => {
      const client = await opened();
      const payment = await paid(client);
      await harness.refundByHand(payment.chargeId ?? '', 700);
      const after = await client.readPayment(payment.checkout.checkoutId);
      expect(after.refunds).toMatchObject([{ key: null, amountMinor: 700 }]);
    });

    test('more of them than one page holds are all read', async () => {
      const client = await opened();
      const payment = await paid(client);
      for (let index = 0; index < 104; index += 1) await harness.refundByHand(payment.chargeId ?? '', 1);
      const after = await client.readPayment(payment.checkout.checkoutId);
      expect(after.refunds).toHaveLength(104);
      expect(new Set(after.refunds.map(({ refundId }) => refundId)).size).toBe(104);
    });

    test('what a bank asks for back cannot be refunded until the dispute is won', async () => {
      const client = await opened();
      const payment = await paid(client);
      const disputeId = await harness.dispute(payment.chargeId ?? '');
      const read = async () => (await client.readPayment(payment.checkout.checkoutId)).disputes;
      expect(await read()).toMatchObject([{ disputeId, amountMinor: 4_500, state: 'open' }]);
      expect((await read())[0]?.respondBy).toBeGreaterThan(Date.now());
      await expect(client.refund(backOf(payment, 100))).rejects.toMatchObject({ kind: 'conflict' });
      await harness.endDispute(disputeId, 'won');
      expect(await read()).toMatchObject([{ state: 'won' }]);
      expect((await client.refund(backOf(payment, 100))).state).toBe('succeeded');
    });

    test('a dispute that was lost is told', async () => {
      const client = await opened();
      const payment = await paid(client);
      await harness.endDispute(await harness.dispute(payment.chargeId ?? ''), 'lost');
      const after = await client.readPayment(payment.checkout.checkoutId);
      expect(after.disputes).toMatchObject([{ state: 'lost' }]);
    });
  });

  describe('failures', () => {
    /** A connection that was cut is tried once more at once, so both answers are lost. */
    const lost: ['reset' | 'timeout', number][] = [
      ['reset', 2],
      ['timeout', 1],
    ];

    test.each(lost)('a page is made once when the answer was lost by a %s', async (kind, times) => {
      const client = await impatient();
      const request = checkout();
      await harness.fault({ method: 'POST', path: harness.paths.open, [kind]: 'after', times });
      await expect(client.openCheckout(request)).rejects.toMatchObject({ kind: 'unavailable' });
      const page = await (await opened()).openCheckout(request);
      expect(page.checkout.state).toBe('open');
      expect(await harness.checkoutsOf(request.reference.paymentId)).toHaveLength(1);
    });

    test.each(lost)('a page is closed once when the answer was lost by a %s', async (kind, times) => {
      const client = await impatient();
      const { checkout: page } = await client.openCheckout(checkout());
      await harness.fault({ method: 'POST', path: harness.paths.close, [kind]: 'after', times });
      await expect(client.closeCheckout(page.checkoutId)).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await client.closeCheckout(page.checkoutId)).checkout.state).toBe('expired');
    });

    test.each(lost)('money goes back once when the answer was lost by a %s', async (kind, times) => {
      const client = await impatient();
      const payment = await paid(client);
      await harness.fault({ method: 'POST', path: harness.paths.refund, [kind]: 'after', times });
      await expect(client.refund(backOf(payment, 1_000))).rejects.toMatchObject({ kind: 'unavailable' });
      const refund = await client.refund(backOf(payment, 1_000));
      const after = await client.readPayment(payment.checkout.checkoutId);
      expect(after.refunds).toEqual([refund]);
    });

    test('a failure that the vendor keeps under a key is got past, and nothing is made twice', async () => {
      const client = await opened();
      const request = checkout();
      await harness.storeFailures(1);
      await expect(client.openCheckout(request)).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await client.openCheckout(request)).checkout.state).toBe('open');
      await client.openCheckout(request);
      expect(await harness.checkoutsOf(request.reference.paymentId)).toHaveLength(1);
      const payment = await paid(client);
      await harness.storeFailures(1);
      await expect(client.refund(backOf(payment, 500))).rejects.toMatchObject({ kind: 'unavailable' });
      await client.refund(backOf(payment, 500));
      await client.refund(backOf(payment, 500));
      expect((await client.readPayment(payment.checkout.checkoutId)).refunds).toHaveLength(1);
    });

    test('a limit says for how long, and an outage that nothing is known', async () => {
      const client = await opened();
      await harness.fault({ status: 429, retryAfterSeconds: 17, times: 1 });
      await expect(client.openCheckout(checkout())).rejects.toMatchObject({
        kind: 'throttled',
        retryAfterSeconds: 17,
      });
      const { checkout: page } = await client.openCheckout(checkout());
      await harness.fault({ status: 503, times: 1 });
      await expect(client.closeCheckout(page.checkoutId)).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await client.readPayment(page.checkoutId)).checkout.state).toBe('open');
    });
  });

  describe('notifications', () => {
    let server: Server;
    let url: string;
    const arrived: { headers: IncomingHttpHeaders; body: string }[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        request.on('end', () => {
          arrived.push({ headers: request.headers, body });
          response.writeHead(200).end();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    });
    beforeEach(() => {
      arrived.length = 0;
    });
    afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
    const read = (secrets: readonly string[]) =>
      Promise.all(
        arrived.map(({ headers, body }) => {
          const given = Object.entries(headers).map(([name, value]) => [name, String(value)]);
          const request = new Request(url, { method: 'POST', body, headers: Object.fromEntries(given) });
          return harness.provider.receive(request, secrets, Date.now());
        }),
      );

    test('what happens to a payment is told with its mark, its page and what names the money', async () => {
      const client = await opened();
      const { secret } = await client.createWebhook(url);
      const payment = await paid(client);
      await client.refund(backOf(payment, 100));
      await harness.dispute(payment.chargeId ?? '');
      await harness.settleNotifications();
      const received = await read([secret]);
      expect(received.map(({ kind }) => kind)).toEqual(received.map(() => 'hints'));
      const hints = received.flatMap((each) => (each.kind === 'hints' ? each.hints : []));
      expect(new Set(hints.map(({ eventId }) => eventId)).size).toBe(hints.length);
      expect(hints).toContainEqual({
        eventId: expect.any(String),
        mode: 'test',
        reference: payment.reference,
        checkoutId: payment.checkout.checkoutId,
        chargeId: payment.chargeId,
      });
      // A dispute carries no mark, but it says which money it is about.
      expect(hints).toContainEqual(expect.objectContaining({ reference: null, chargeId: payment.chargeId }));
    });

    test('another secret reads nothing, and one of several is enough', async () => {
      const client = await opened();
      const { secret } = await client.createWebhook(url);
      await paid(client);
      await harness.settleNotifications();
      expect(await read(['whsec_other'])).toEqual(
        arrived.map(() => ({ kind: 'refused', reason: 'signature' })),
      );
      const kinds = (await read(['whsec_other', secret])).map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(['hints']));
    });

    test('an address has one endpoint however often it is made, also when an answer was lost', async () => {
      const client = await impatient();
      await harness.fault({ method: 'POST', path: 'webhook', timeout: 'after', times: 1 });
      await expect(client.createWebhook(url)).rejects.toMatchObject({ kind: 'unavailable' });
      await client.createWebhook(url);
      const { secret } = await client.createWebhook(url);
      await paid(client);
      await harness.settleNotifications();
      const events = arrived.map(({ body }) => (JSON.parse(body) as { id: string }).id);
      expect(new Set(events).size).toBe(events.length);
      const kinds = (await read([secret])).map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(['hints']));
    });

    test('nothing is told to an endpoint that was removed, and removing it again is no failure', async () => {
      const client = await opened();
      const { webhookId } = await client.createWebhook(url);
      await client.deleteWebhook(webhookId);
      await client.deleteWebhook(webhookId);
      await paid(client);
      await harness.settleNotifications();
      expect(arrived).toEqual([]);
    });

    test('a key that may not make endpoints says so, and can do the rest', async () => {
      const client = await opened(harness.keys.withoutWebhooks);
      await expect(client.createWebhook(url)).rejects.toMatchObject({ reason: 'insufficient_permissions' });
      expect((await paid(client)).capturedMinor).toBe(4_500);
    });
  });

  test('payments are listed once each, over all pages, with their marks', async () => {
    const client = await opened();
    const requests = Array.from({ length: 103 }, () => checkout());
    for (const request of requests) await client.openCheckout(request);
    const items = [];
    let cursor: string | null = null;
    do {
      const range = { from: Date.now() - 60 * minute, to: Date.now() + minute, cursor };
      const page: Awaited<ReturnType<PaymentClient['listPayments']>> = await client.listPayments(range);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    const ids = items.map(({ reference }) => reference?.paymentId ?? '');
    expect(ids.toSorted()).toEqual(requests.map(({ reference }) => reference.paymentId).toSorted());
    const earlier = await client.listPayments({ from: 0, to: Date.now() - 60 * minute, cursor: null });
    expect(earlier).toEqual({ items: [], next: null });
  });

  describe('all of an account', () => {
    const everything = { from: 0, to: Date.now() + 24 * 60 * minute, cursor: null };

    test('what was taken is listed with our mark, and what somebody took by hand without one', async () => {
      const client = await opened();
      const payment = await paid(client);
      await client.openCheckout(checkout());
      const byHand = await harness.takeByHand({ key: harness.keys.test, amount: 900, currency: 'usd' });
      const { items, next } = await client.listCharges(everything);
      expect(next).toBeNull();
      expect(items).toMatchObject([
        { chargeId: byHand, reference: null, capturedMinor: 900, refundedMinor: 0, isDisputed: false },
        { chargeId: payment.chargeId, reference: payment.reference, capturedMinor: 4_500, currency: 'USD' },
      ]);
      const stranger = await opened(harness.keys.otherAccount);
      expect((await stranger.listCharges(everything)).items).toEqual([]);
    });

    test('refunds and disputes are listed with the money that they are of', async () => {
      const client = await opened();
      const [one, other] = [await paid(client), await paid(client)];
      const refund = await client.refund(backOf(one, 500));
      const disputeId = await harness.dispute(other.chargeId ?? '');
      expect((await client.listRefunds(everything)).items).toMatchObject([
        { ...refund, chargeId: one.chargeId },
      ]);
      expect((await client.listDisputes(everything)).items).toMatchObject([
        { disputeId, chargeId: other.chargeId, state: 'open', amountMinor: 4_500 },
      ]);
    });

    test('a bank that takes a payment for fraud says so of that payment', async () => {
      const client = await opened();
      const payment = await paid(client);
      expect(payment.warnedAt).toBeNull();
      await harness.warn(payment.chargeId ?? '');
      expect((await client.readPayment(payment.checkout.checkoutId)).warnedAt).toBeGreaterThan(0);
    });
  });
});
