import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { captureMarginMs, surelyReservedMs } from '#domain/payment/reservation.ts';
import type { CheckoutRequest, VendorPayment } from '#domain/payment/vendor.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { type PaymentHarness, paymentHarnesses } from './contract-harness.ts';
import type { PaymentClient } from './port.ts';

const minute = 60_000;
const day = 86_400_000;
const amountMinor = 4_500;
let named = 0;

const checkout = (): CheckoutRequest => {
  named += 1;
  return {
    key: `test:ten_1:reserve_${named}:open`,
    reference: { tenantId: 'ten_1', paymentId: `pay_${named}`, bookingId: `bkg_${named}` },
    amount: { amountMinor, currency: 'USD' },
    title: 'Khám tổng quát: An',
    guestEmail: 'an@example.com',
    locale: 'vi',
    captures: 'on_approval',
    expiresAt: Date.now() + 45 * minute,
    returnUrl: 'http://127.0.0.1:9/paid',
    cancelUrl: 'http://127.0.0.1:9/back',
  };
};

describe.each(paymentVendors)('money that is reserved at %s', (vendor) => {
  let harness: PaymentHarness;
  const open = async (of: 'provider' | 'impatientProvider' = 'provider'): Promise<PaymentClient> => {
    const { credentials } = await harness.provider.verifyKey(harness.keys.test);
    return harness[of].open(credentials, async () => undefined);
  };
  const reserved = async (client: PaymentClient): Promise<VendorPayment> => {
    const { checkout: page } = await client.openCheckout(checkout());
    await harness.pay(page.checkoutId);
    return client.readPayment(page.checkoutId);
  };
  const asked = ({ checkout: { checkoutId } }: VendorPayment, key = `end:${checkoutId}`) => ({
    key,
    checkoutId,
  });
  beforeAll(async () => {
    harness = await paymentHarnesses[vendor]();
  });
  beforeEach(() => harness.reset());
  afterAll(() => harness.stop());

  test('is held once the guest has paid, for longer than a host has to decide, and nothing is taken', async () => {
    const client = await open();
    const { checkout: page } = await client.openCheckout(checkout());
    expect((await client.readPayment(page.checkoutId)).reservation).toBeNull();
    await harness.pay(page.checkoutId);
    const seen = await client.readPayment(page.checkoutId);
    expect(seen).toMatchObject({
      checkout: { state: 'complete', url: null },
      reservation: { amountMinor, state: 'held' },
      capturedMinor: 0,
      capturedAt: null,
      receiptUrl: null,
    });
    expect(seen.chargeId).not.toBeNull();
    expect(seen.method).toMatch(/•••• \d{4}$/);
    const lasts = (seen.reservation?.captureBefore ?? 0) - Date.now();
    expect(lasts).toBeGreaterThanOrEqual(surelyReservedMs + captureMarginMs);
  });

  test('is nothing on a page whose money is taken at once, and a declined card reserves none', async () => {
    const client = await open();
    const { checkout: atOnce } = await client.openCheckout({ ...checkout(), captures: 'at_once' });
    await harness.pay(atOnce.checkoutId);
    expect(await client.readPayment(atOnce.checkoutId)).toMatchObject({
      reservation: null,
      capturedMinor: amountMinor,
    });
    const { checkout: page } = await client.openCheckout(checkout());
    await harness.decline(page.checkoutId);
    expect(await client.readPayment(page.checkoutId)).toMatchObject({
      reservation: null,
      checkout: { state: 'open' },
    });
  });

  test('is taken once, whatever the key it is asked for with again, and can be given back then', async () => {
    const client = await open();
    const payment = await reserved(client);
    const taken = await client.capture(asked(payment));
    expect(taken).toMatchObject({
      chargeId: payment.chargeId,
      capturedMinor: amountMinor,
      reservation: { state: 'taken', amountMinor },
    });
    expect(await client.capture(asked(payment))).toEqual(taken);
    expect(await client.capture(asked(payment, 'another'))).toEqual(taken);
    await expect(client.release(asked(payment, 'release'))).rejects.toMatchObject({ reason: 'conflict' });
    const { reference, chargeId, currency } = taken;
    const back = { key: 'back', reference, chargeId: chargeId ?? '', amount: { amountMinor, currency } };
    expect((await client.refund(back)).state).toBe('succeeded');
  });

  test('is released once, releasing it again is no failure, and it cannot be taken any more', async () => {
    const client = await open();
    const payment = await reserved(client);
    const free = await client.release(asked(payment));
    expect(free).toMatchObject({
      capturedMinor: 0,
      refunds: [],
      reservation: { state: 'released', amountMinor },
      checkout: { state: 'expired' },
    });
    expect(await client.release(asked(payment))).toEqual(free);
    expect(await client.release(asked(payment, 'another'))).toEqual(free);
    await expect(client.capture(asked(payment, 'capture'))).rejects.toMatchObject({
      kind: 'conflict',
      reason: 'reservation_gone',
    });
  });

  test('runs out by itself: it is free then, and says so to whoever wants to take it', async () => {
    const client = await open();
    const payment = await reserved(client);
    await harness.advanceClock((payment.reservation?.captureBefore ?? 0) - Date.now() + day);
    await expect(client.capture(asked(payment))).rejects.toMatchObject({ reason: 'reservation_gone' });
    expect((await client.release(asked(payment))).reservation?.state).toBe('released');
    expect((await client.readPayment(payment.checkout.checkoutId)).capturedMinor).toBe(0);
  });

  test('that its owner took or released at the vendor is seen as it is', async () => {
    const client = await open();
    const taken = await reserved(client);
    await harness.captureByHand(taken.chargeId ?? '');
    expect((await client.capture(asked(taken))).capturedMinor).toBe(amountMinor);
    const free = await reserved(client);
    await harness.releaseByHand(free.chargeId ?? '');
    expect((await client.release(asked(free))).reservation?.state).toBe('released');
  });

  test('is never both taken and released when both are asked for at once', async () => {
    const client = await open();
    for (let round = 0; round < 8; round += 1) {
      const payment = await reserved(client);
      const [taking, releasing] = await Promise.allSettled([
        client.capture(asked(payment, `capture-${round}`)),
        client.release(asked(payment, `release-${round}`)),
      ]);
      const end = await client.readPayment(payment.checkout.checkoutId);
      const isTaken = end.capturedMinor === amountMinor;
      expect(end.reservation?.state).toBe(isTaken ? 'taken' : 'released');
      expect([taking.status, releasing.status]).toEqual(
        isTaken ? ['fulfilled', 'rejected'] : ['rejected', 'fulfilled'],
      );
    }
  });

  describe.each(['capture', 'release'] as const)('a %s', (call) => {
    const end = { capture: 'taken', release: 'released' } as const;

    test.each([
      ['reset', 2],
      ['timeout', 1],
    ] as const)('is made once when the answer was lost by a %s', async (kind, times) => {
      const client = await open('impatientProvider');
      const payment = await reserved(client);
      await harness.fault({ method: 'POST', path: harness.paths[call], [kind]: 'after', times });
      await expect(client[call](asked(payment))).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await client[call](asked(payment))).reservation?.state).toBe(end[call]);
      const writes = (await harness.writes()).filter(({ path }) =>
        new RegExp(harness.paths[call]).test(path),
      );
      expect(new Set(writes.map(({ key }) => key)).size).toBe(1);
    });

    test('gets past a failure that the vendor keeps under the key', async () => {
      const client = await open();
      const payment = await reserved(client);
      await harness.storeFailures(1);
      await expect(client[call](asked(payment))).rejects.toMatchObject({ kind: 'unavailable' });
      expect((await client[call](asked(payment))).reservation?.state).toBe(end[call]);
    });

    test('that is refused changes nothing, and says that it will be refused again', async () => {
      const client = await open();
      const payment = await reserved(client);
      await harness.fault({ method: 'POST', path: harness.paths[call], status: 402, times: 1 });
      await expect(client[call](asked(payment))).rejects.toMatchObject({ kind: 'invalid' });
      expect((await client.readPayment(payment.checkout.checkoutId)).reservation?.state).toBe('held');
    });

    test('is refused to another account, and with a key that was revoked', async () => {
      const client = await open();
      const payment = await reserved(client);
      const { credentials } = await harness.provider.verifyKey(harness.keys.otherAccount);
      const other = harness.provider.open(credentials, async () => undefined);
      await expect(other[call](asked(payment))).rejects.toMatchObject({ kind: 'missing' });
      await harness.revoke(harness.keys.test);
      await expect(client[call](asked(payment))).rejects.toMatchObject({ kind: 'revoked' });
    });
  });
});
