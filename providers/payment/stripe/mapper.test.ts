import { describe, expect, test } from 'vitest';
import type { CheckoutRequest } from '#domain/payment/vendor.ts';
import {
  referenceOf,
  toRefundParams,
  toSessionParams,
  toVendorDispute,
  toVendorPayment,
  toVendorRefund,
} from './mapper.ts';
import { Dispute, Refund, Session } from './shapes.ts';

const reference = { tenantId: 'ten_1', paymentId: 'pay_1', bookingId: 'bkg_1' };
const metadata = { everslot_tenant: 'ten_1', everslot_payment: 'pay_1', everslot_booking: 'bkg_1' };
const request: CheckoutRequest = {
  key: 'k',
  reference,
  amount: { amountMinor: 500_000, currency: 'VND' },
  title: 'Khám tổng quát',
  guestEmail: 'an@example.com',
  locale: 'vi',
  expiresAt: Date.UTC(2027, 0, 1, 12, 0, 0, 999),
  returnUrl: 'https://book.example.com/paid',
  cancelUrl: 'https://book.example.com/back',
};

const charge = {
  object: 'charge',
  id: 'ch_1',
  created: 1_800_000_000,
  disputed: false,
  receipt_url: 'https://pay.stripe.com/receipts/1',
  payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
};
const intent = {
  object: 'payment_intent',
  id: 'pi_1',
  status: 'succeeded',
  amount: 500_000,
  amount_received: 500_000,
  latest_charge: charge,
};
const session = {
  object: 'checkout.session',
  id: 'cs_1',
  livemode: true,
  created: 1_799_999_000,
  metadata,
  status: 'complete',
  url: null,
  expires_at: 1_800_003_600,
  currency: 'vnd',
  payment_intent: intent,
};
const read = (change: object, refunds: Refund[] = [], disputes: Dispute[] = []) =>
  toVendorPayment(Session.parse({ ...session, ...change }), {
    server: undefined,
    refunds,
    disputes,
    warnings: [],
  });
const charged = (change: object) => ({
  payment_intent: { ...intent, latest_charge: { ...charge, ...change } },
});

describe('what is asked for', () => {
  test('one hosted page for one amount, with our mark on the page and on the money', () => {
    expect(toSessionParams(request)).toEqual({
      ui_mode: 'hosted_page',
      mode: 'payment',
      submit_type: 'book',
      locale: 'vi',
      line_items: [
        {
          quantity: 1,
          price_data: { currency: 'vnd', unit_amount: 500_000, product_data: { name: 'Khám tổng quát' } },
        },
      ],
      client_reference_id: 'bkg_1',
      customer_email: 'an@example.com',
      metadata: { ...metadata, everslot_key: 'k' },
      payment_intent_data: { metadata, capture_method: 'automatic', description: 'Khám tổng quát' },
      allowed_payment_method_types: ['card', 'link'],
      adaptive_pricing: { enabled: false },
      allow_promotion_codes: false,
      expires_at: Date.UTC(2027, 0, 1, 12) / 1_000,
      success_url: 'https://book.example.com/paid',
      cancel_url: 'https://book.example.com/back',
    });
  });

  test('money that waits for approval is reserved and not taken', () => {
    const method = (change: Partial<CheckoutRequest>) =>
      toSessionParams({ ...request, ...change }).payment_intent_data?.capture_method;
    expect(method({ captures: 'on_approval' })).toBe('manual');
    expect(method({ captures: 'at_once' })).toBe('automatic');
  });

  test('texts go as one line without what cannot be shown, and an empty description is left out', () => {
    const params = toSessionParams({ ...request, title: ' Two\r\nlines\u0000 ', description: '\n' });
    const [item] = params.line_items ?? [];
    expect(item?.price_data?.product_data).toEqual({ name: 'Two lines' });
    const halved = toSessionParams({ ...request, title: `${'x'.repeat(249)}🪷` });
    expect(halved.payment_intent_data?.description).toBe(`${'x'.repeat(249)}\uFFFD`);
    const long = toSessionParams({ ...request, title: 'x'.repeat(400), description: 'With Linh' });
    expect(long.line_items?.[0]?.price_data?.product_data).toEqual({
      name: 'x'.repeat(250),
      description: 'With Linh',
    });
  });

  test.each([
    [19_999, 'VND'],
    [100_000_000, 'VND'],
    [5_123, 'KWD'],
    [1.5, 'USD'],
  ] as const)('%d %s is refused before anything is sent', (amountMinor, currency) => {
    expect(() => toSessionParams({ ...request, amount: { amountMinor, currency } })).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });

  test('a refund names its key, and any amount that the currency has', () => {
    const asked = {
      key: 'k1',
      reference,
      chargeId: 'pi_1',
      amount: { amountMinor: 1, currency: 'ISK' },
    } as const;
    expect(toRefundParams(asked)).toEqual({
      payment_intent: 'pi_1',
      amount: 100,
      metadata: { ...metadata, everslot_key: 'k1' },
    });
  });
});

describe('what the vendor says of a payment', () => {
  test('all of it in our terms', () => {
    expect(read({})).toEqual({
      reference,
      mode: 'live',
      checkout: { checkoutId: 'cs_1', state: 'complete', url: null, expiresAt: 1_800_003_600_000 },
      currency: 'VND',
      reservation: null,
      chargeId: 'pi_1',
      capturedMinor: 500_000,
      capturedAt: 1_800_000_000_000,
      method: 'Visa •••• 4242',
      receiptUrl: 'https://pay.stripe.com/receipts/1',
      refunds: [],
      disputes: [],
      warnedAt: null,
    });
  });

  test.each([
    ['open', 'open'],
    ['complete', 'complete'],
    ['expired', 'expired'],
    ['resting', 'open'],
    [null, 'open'],
  ])('a page that is %j is %s: what is not known can still be paid', (status, state) => {
    expect(read({ status, payment_intent: null }).checkout.state).toBe(state);
  });

  test.each([
    'requires_payment_method',
    'requires_action',
    'processing',
    'requires_capture',
    'canceled',
    'dreaming',
  ])('nothing was taken while the money %s', (status) => {
    expect(read({ payment_intent: { ...intent, status } })).toMatchObject({
      chargeId: null,
      capturedMinor: 0,
      capturedAt: null,
      method: null,
      receiptUrl: null,
    });
  });

  test('a page for which nothing had to be paid took nothing', () => {
    const free = { payment_status: 'no_payment_required', payment_intent: null };
    expect(read(free)).toMatchObject({ checkout: { state: 'complete' }, capturedMinor: 0, chargeId: null });
  });

  test.each([
    [{ type: 'card', card: { brand: 'mastercard', last4: '0005' } }, 'Mastercard •••• 0005'],
    [{ type: 'card', card: { brand: 'new_brand', last4: '1' } }, 'New brand'],
    [{ type: 'card', card: { brand: 'unknown', last4: '4242' } }, 'Card •••• 4242'],
    [{ type: 'card', card: { brand: '<b>', last4: '4242' } }, 'Card •••• 4242'],
    [{ type: 'card', card: { brand: 'constructor', last4: null } }, 'Constructor'],
    [{ type: 'link' }, 'Link'],
    [{ type: '<script>' }, null],
    [null, null],
  ])('%j is shown as %j', (details, method) => {
    expect(read(charged({ payment_method_details: details })).method).toBe(method);
  });

  test.each(['http://pay.example.com/r', 'javascript:alert(1)', 'nonsense', null])(
    'no receipt is offered at %j',
    (receipt_url) => {
      expect(read(charged({ receipt_url })).receiptUrl).toBeNull();
    },
  );

  test('what does not carry our mark is none of ours', () => {
    for (const other of [{}, null, { everslot_tenant: 'ten_1' }])
      expect(() => read({ metadata: other })).toThrow(expect.objectContaining({ kind: 'missing' }));
  });

  test('a currency that we have no prices in cannot be read', () => {
    expect(() => read({ currency: 'xyz' })).toThrow(expect.objectContaining({ reason: 'unexpected_answer' }));
  });
});

test.each([
  [metadata, reference],
  [{ ...metadata, more: 'x' }, reference],
  [{ ...metadata, everslot_tenant: 'ten_\u0000' }, null],
  [{ ...metadata, everslot_tenant: '' }, null],
  [{ ...metadata, everslot_tenant: 1 }, null],
  [['everslot_tenant'], null],
  [undefined, null],
  ['text', null],
])('our mark in %j is %j', (given, expected) => {
  expect(referenceOf(given)).toEqual(expected);
});

describe('refunds', () => {
  const refund = (change: object) =>
    toVendorRefund(
      Refund.parse({ object: 'refund', id: 're_1', amount: 50_000, status: 'succeeded', ...change }),
      'ISK',
    );

  test.each([
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['canceled', 'cancelled'],
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['toString', 'pending'],
    [null, 'pending'],
  ])('%j is %s', (status, state) => {
    expect(refund({ status })).toMatchObject({ state, amountMinor: 500, key: null });
  });

  test.each([
    ['lost_or_stolen_card', 'card_gone'],
    ['expired_or_canceled_card', 'card_gone'],
    ['insufficient_funds', 'balance_short'],
    ['charge_for_pending_refund_disputed', 'disputed'],
    ['declined', 'declined'],
    ['merchant_request', 'unknown'],
    ['something_new', 'unknown'],
    [null, 'unknown'],
  ])('one that failed for %j failed as %s, and only then', (failure_reason, failure) => {
    expect(refund({ status: 'failed', failure_reason }).failure).toBe(failure);
    expect(refund({ failure_reason }).failure).toBeNull();
  });

  test('it names the key that it was asked for with', () => {
    expect(refund({ metadata: { everslot_key: 'k1' } }).key).toBe('k1');
    expect(refund({ metadata: null }).key).toBeNull();
  });
});

describe('disputes', () => {
  const dispute = (change: object) =>
    toVendorDispute(
      Dispute.parse({
        object: 'dispute',
        id: 'du_1',
        amount: 500,
        status: 'lost',
        reason: 'fraudulent',
        ...change,
      }),
      'USD',
    );

  test.each([
    ['needs_response', 'open'],
    ['under_review', 'open'],
    ['warning_needs_response', 'open'],
    ['warning_under_review', 'open'],
    ['appeal_needs_response', 'open'],
    ['appeal_under_review', 'open'],
    ['warning_closed', 'won'],
    ['prevented', 'won'],
    ['won', 'won'],
    ['lost', 'lost'],
    ['something_new', 'open'],
  ])('%s is %s', (status, state) => {
    expect(dispute({ status }).state).toBe(state);
  });

  test('its reason is a plain word, and its date is told where there is one', () => {
    expect(dispute({ reason: '<b>' }).reason).toBe('general');
    expect(dispute({ reason: null }).reason).toBe('general');
    expect(dispute({}).respondBy).toBeNull();
    expect(dispute({ evidence_details: { due_by: 1_800_000_000 } })).toMatchObject({
      reason: 'fraudulent',
      respondBy: 1_800_000_000_000,
      amountMinor: 500,
    });
  });
});
