import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentClient } from '#providers/payment/port.ts';
import { createStripeProvider, openStripe } from './adapter.ts';
import { emulatorAccounts, emulatorKeys } from './emulator/credentials.ts';
import { startEmulator } from './emulator/start.ts';

const key = 'rk_test_abcdefgh1234';
const metadata = { everslot_tenant: 'ten_1', everslot_payment: 'pay_1', everslot_booking: 'bkg_1' };
const reference = { tenantId: 'ten_1', paymentId: 'pay_1', bookingId: 'bkg_1' };
const session = {
  object: 'checkout.session',
  id: 'cs_1',
  livemode: false,
  created: 1_799_999_000,
  metadata,
  status: 'open',
  url: 'https://checkout.stripe.com/c/pay/cs_1',
  expires_at: 1_800_003_600,
  currency: 'usd',
  payment_intent: null,
};

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };
type Asked = { method: string; url: string; headers: IncomingMessage['headers'] };

let server: Server;
let baseUrl: string;
let answers: Answer[] = [];
/** For calls that are made side by side, in no order. */
let answersAt: Record<string, Answer> = {};
let asked: Asked[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, headers });
    request.resume();
    const prepared = answersAt[url.split('?')[0] ?? ''] ?? answers.shift();
    const { status = 200, headers: given, body } = prepared ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/json', ...given });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answers = [];
  answersAt = {};
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise<void>((resolve) => void server.close(() => resolve()));
});

const provider = () => createStripeProvider({ baseUrl, platformKey: null });
const client = (): PaymentClient => provider().open({ kind: 'own_key', key }, async () => undefined);
const refusal = (status: number, error: object, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { error: { message: 'canary of rk_test_abcdefgh1234', ...error } },
});
const list = (...data: object[]): Answer => ({ body: { object: 'list', data, has_more: false } });
const refund = () =>
  client().refund({ key: 'k', reference, chargeId: 'pi_1', amount: { amountMinor: 100, currency: 'USD' } });

describe('what an error of the vendor means', () => {
  const invalid = 'invalid_request_error';
  const cases: [number, object, string, string][] = [
    [400, { type: invalid, code: 'parameter_unknown', param: 'x' }, 'invalid', 'malformed_request'],
    [400, { type: invalid, code: 'amount_too_small' }, 'invalid', 'malformed_request'],
    [400, { type: invalid, code: 'resource_missing' }, 'missing', 'missing'],
    [400, { type: invalid, code: 'rate_limit' }, 'throttled', 'throttled'],
    [400, { type: 'idempotency_error' }, 'conflict', 'key_reused'],
    [409, { type: 'idempotency_error' }, 'conflict', 'key_reused'],
    [409, { type: invalid, code: 'idempotency_key_in_use' }, 'unavailable', 'in_progress'],
    [409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }, 'unavailable', 'in_progress'],
    [409, { type: invalid }, 'unavailable', 'in_progress'],
    [401, { type: invalid }, 'revoked', 'credentials_refused'],
    [401, { type: invalid, code: 'api_key_expired' }, 'revoked', 'credentials_refused'],
    [402, { type: 'card_error', code: 'card_declined' }, 'invalid', 'not_allowed'],
    [403, { type: invalid }, 'revoked', 'insufficient_permissions'],
    [403, { type: invalid, code: 'account_invalid' }, 'revoked', 'access_withdrawn'],
    [404, { type: invalid, code: 'resource_missing' }, 'missing', 'missing'],
    [404, { type: invalid }, 'missing', 'missing'],
    [424, { type: 'something_new' }, 'invalid', 'malformed_request'],
    [429, { type: invalid, code: 'rate_limit' }, 'throttled', 'throttled'],
    [429, { type: invalid, code: 'lock_timeout' }, 'throttled', 'throttled'],
    [500, { type: 'api_error' }, 'unavailable', 'unavailable'],
    [503, { type: 'api_error' }, 'unavailable', 'unavailable'],
  ];
  test.each(cases)('%d %j is %s, %s, and quotes nothing', async (status, error, kind, reason) => {
    answers = [refusal(status, error)];
    const failure = await client()
      .readPayment('cs_1')
      .catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ kind, reason, server: baseUrl.slice('http://'.length) });
    const { message, cause } = failure as Error;
    expect(`${message} ${String(cause)} ${JSON.stringify(failure)}`).not.toMatch(/canary|abcdefgh/);
    expect(asked).toHaveLength(1);
  });

  test.each([
    [{ code: 'charge_already_refunded' }, 'conflict'],
    [{ code: 'charge_disputed' }, 'conflict'],
    [{ code: 'refund_disputed_payment' }, 'conflict'],
    [{ param: 'amount' }, 'conflict'],
    [{ param: 'metadata' }, 'invalid'],
  ])('a refund that is refused for %j is %s', async (error, kind) => {
    answers = [list(), refusal(400, { type: invalid, ...error })];
    await expect(refund()).rejects.toMatchObject({ kind });
  });

  test.each([
    ['17', 17],
    ['0.4', 1],
    [new Date(Date.now() + 90_500).toUTCString(), 90],
    ['soon', undefined],
    ['', undefined],
  ])('told to wait %j it says %j seconds', async (header, seconds) => {
    answers = [refusal(429, { code: 'rate_limit' }, { 'retry-after': header })];
    const failure = await client()
      .readPayment('cs_1')
      .catch((thrown: unknown) => thrown as { retryAfterSeconds?: number });
    const told = (failure as { retryAfterSeconds?: number }).retryAfterSeconds;
    expect(seconds === 90 ? Math.abs((told ?? 0) - 90) <= 1 : told === seconds).toBe(true);
  });
});

describe('what is no answer of the vendor', () => {
  const cases: [string, Answer][] = [
    ['a 404 without an error in it', { status: 404, body: { message: 'not here' } }],
    ['a 404 with something like a page of ours in it', { status: 404, body: session }],
    ['a proxy’s page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad</html>' }],
    ['a redirect', { status: 302, headers: { location: 'https://example.com' }, body: '' }],
    ['nothing', { body: '' }],
    ['null', { body: 'null' }],
    ['a list', { body: [] }],
    ['another object', { body: { ...session, object: 'customer' } }],
    ['an id that is none', { body: { ...session, id: '' } }],
    ['money that was not expanded', { body: { ...session, payment_intent: 'pi_1' } }],
    ['an amount that is none', { body: { ...session, payment_intent: { object: 'payment_intent' } } }],
    ['a mode that is none', { body: { ...session, livemode: 'yes' } }],
  ];
  test.each(cases)('%s: nothing is known', async (_, answer) => {
    answers = [answer];
    await expect(client().readPayment('cs_1')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('a server that is not there is unreachable, and a silent one a timeout', async () => {
    const away = createStripeProvider({ baseUrl: 'http://127.0.0.1:9', platformKey: null });
    const open = away.open({ kind: 'own_key', key }, async () => undefined);
    await expect(open.readPayment('cs_1')).rejects.toMatchObject({ reason: 'unreachable' });
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const config = { baseUrl: `http://127.0.0.1:${port}`, platformKey: null, timeoutMs: 100 };
    const waiting = createStripeProvider(config).open({ kind: 'own_key', key }, async () => undefined);
    await expect(waiting.readPayment('cs_1')).rejects.toMatchObject({ reason: 'timeout' });
    silent.closeAllConnections();
    silent.close();
  });
});

test('fields, words and kinds that come to the vendor’s answers change nothing', async () => {
  const more = {
    new_field: { deep: [1] },
    status: 'resting',
    ui_mode: 'hologram',
    metadata: { ...metadata, x: 'y' },
  };
  answers = [{ body: { ...session, ...more } }];
  expect(await client().readPayment('cs_1')).toMatchObject({ reference, checkout: { state: 'open' } });
});

const paidIntent = {
  amount: 100,
  object: 'payment_intent',
  id: 'pi_1',
  status: 'succeeded',
  amount_received: 100,
  latest_charge: { object: 'charge', id: 'ch_1', created: 1_800_000_000, disputed: true },
};
const paidSession = { ...session, status: 'complete', payment_intent: paidIntent };
const page = () =>
  client().openCheckout({
    key: 'k',
    reference,
    amount: { amountMinor: 4_500, currency: 'USD' },
    title: 'A',
    guestEmail: 'an@example.com',
    locale: 'en',
    expiresAt: Date.now() + 3_600_000,
    returnUrl: 'https://book.example.com/paid',
    cancelUrl: 'https://book.example.com/back',
  });
const listing = () => client().listPayments({ from: 0, to: 1, cursor: null });
const hook = () => client().createWebhook('https://book.example.com/hook');

/** Every answer that is read, with those that come before it, or at its path where several are asked for side by side. */
const everyAnswer: readonly [string, () => Promise<unknown>, readonly Answer[] | string][] = [
  ['a page that is opened', page, []],
  ['a page that is read', () => client().readPayment('cs_1'), []],
  ['a page that is closed', () => client().closeCheckout('cs_1'), []],
  ['refunds that were made before', refund, []],
  ['a refund that is made', refund, [list()]],
  ['the pages of a time', listing, []],
  ['the endpoints there are', hook, []],
  ['an endpoint that is made', hook, [list()]],
  ['an endpoint that is removed', () => client().deleteWebhook('we_1'), []],
  ['the pages of a key that is tried', () => provider().verifyKey(key), '/v1/checkout/sessions'],
];
const brokenAnswers: readonly [string, Answer][] = [
  ['a 404 without an error in it', { status: 404, body: { message: 'not here' } }],
  ['a page of a proxy', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad</html>' }],
  ['a page of a proxy that says it is well', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ['half an answer', { body: '{"object":"list","data":[{"object":"chec' }],
  ['nothing', { body: '' }],
  ['null', { body: 'null' }],
  ['a list that is none', { body: [] }],
  ['another object', { body: { object: 'customer', id: 'cus_1' } }],
  ['a list of something else', { body: { object: 'list', data: 'none', has_more: false } }],
];

describe.each(everyAnswer)('%s', (_what, call, before) => {
  test.each(brokenAnswers)('as %s: nothing is known, and it is tried again', async (_, broken) => {
    const isSideBySide = typeof before === 'string';
    answers = isSideBySide ? [] : [...before, broken];
    answersAt = isSideBySide
      ? { '/v1/account': { body: { object: 'account', id: 'acct_1' } }, [before]: broken }
      : {};
    await expect(call()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

test.each([
  ['refunds', list(), '/v1/refunds'],
  ['disputes', list(), '/v1/disputes'],
] as const)('money whose %s cannot be read is not known at all', async (_what, sound, broken) => {
  for (const [, answer] of brokenAnswers) {
    answers = [{ body: paidSession }];
    answersAt = { '/v1/refunds': sound, '/v1/disputes': sound, [broken]: answer };
    await expect(client().readPayment('cs_1')).rejects.toMatchObject({ kind: 'unavailable' });
  }
});

describe('what comes to the vendor’s answers by and by', () => {
  const more = { new_field: { deep: [1] }, livemode: false };
  const made = { object: 'refund', id: 're_1', amount: 100, metadata: { ...metadata, new: 'x' }, ...more };

  test('a refund in a state that is not known is on its way, and one that failed for a new reason has failed', async () => {
    answers = [list(), { body: { ...made, status: 'thinking' } }];
    expect(await refund()).toMatchObject({ refundId: 're_1', state: 'pending', failure: null });
    answers = [list(), { body: { ...made, status: 'failed', failure_reason: 'bank_on_holiday' } }];
    expect(await refund()).toMatchObject({ state: 'failed', failure: 'unknown' });
  });

  test('a dispute in a state that is not known is open, for a reason that is told as it is', async () => {
    const dispute = {
      object: 'dispute',
      id: 'du_1',
      amount: 100,
      status: 'second_appeal',
      reason: 'new_reason',
      ...more,
    };
    answers = [{ body: { ...paidSession, ...more } }];
    answersAt = {
      '/v1/refunds': list({ ...made, status: 'succeeded' }),
      '/v1/disputes': list(dispute),
      '/v1/radar/early_fraud_warnings': list(),
    };
    expect(await client().readPayment('cs_1')).toMatchObject({
      capturedMinor: 100,
      refunds: [{ state: 'succeeded' }],
      disputes: [{ state: 'open', reason: 'new_reason' }],
    });
  });

  test('money in a state that is not known is not taken', async () => {
    answers = [{ body: { ...paidSession, payment_intent: { ...paidIntent, status: 'resting' } } }];
    expect(await client().readPayment('cs_1')).toMatchObject({ capturedMinor: 0, chargeId: null });
  });

  test('lists, endpoints and what is left of them are read with more in them', async () => {
    answers = [list({ ...session, ...more }, { ...session, id: 'cs_2', metadata: null, ...more })];
    expect((await listing()).items.map((item) => item.reference)).toEqual([reference, null]);
    answers = [
      list(),
      { body: { object: 'webhook_endpoint', id: 'we_1', secret: 'whsec_1', status: 'new', ...more } },
    ];
    expect(await hook()).toEqual({ webhookId: 'we_1', secret: 'whsec_1' });
    answers = [{ body: { object: 'webhook_endpoint', id: 'we_1', deleted: true, ...more } }];
    await client().deleteWebhook('we_1');
  });
});

test('a page that is neither closed nor paid after it was closed is a failure, not an end', async () => {
  answers = [refusal(400, { type: 'invalid_request_error' }), { body: session }];
  await expect(client().closeCheckout('cs_1')).rejects.toMatchObject({ kind: 'unavailable' });
  answers = [{ body: { ...session, status: 'resting' } }];
  await expect(client().closeCheckout('cs_1')).rejects.toMatchObject({ kind: 'unavailable' });
});

test('disputes are asked for only where there are any, so that a key may lack them', async () => {
  const charge = { object: 'charge', id: 'ch_1', created: 1_800_000_000 };
  const intent = {
    object: 'payment_intent',
    id: 'pi_1',
    status: 'succeeded',
    amount: 100,
    amount_received: 100,
  };
  const paid = { ...session, status: 'complete', payment_intent: { ...intent, latest_charge: charge } };
  const warnings = '/v1/radar/early_fraud_warnings';
  answers = [{ body: paid }];
  answersAt = { '/v1/refunds': list(), [warnings]: list() };
  expect((await client().readPayment('cs_1')).disputes).toEqual([]);
  expect(new Set(asked.map(({ url }) => url.split('?')[0]))).toEqual(
    new Set(['/v1/checkout/sessions/cs_1', warnings, '/v1/refunds']),
  );
  expect(asked).toHaveLength(3);
  // A key that was made before they were asked for may not read warnings: a payment goes without.
  answers = [{ body: paid }];
  answersAt = { '/v1/refunds': list(), [warnings]: refusal(403, { type: 'invalid_request_error' }) };
  expect((await client().readPayment('cs_1')).warnedAt).toBeNull();
});

test('a failure that is kept under the key is looked behind, and the next key is used but three times', async () => {
  const kept = refusal(500, { type: 'api_error' }, { 'idempotent-replayed': 'true' });
  answers = [list(), kept, list(), kept, list(), kept];
  await expect(refund()).rejects.toMatchObject({ kind: 'unavailable' });
  const keys = asked.flatMap(({ method, headers }) => (method === 'POST' ? headers['idempotency-key'] : []));
  expect(keys).toEqual(['k', 'k:2', 'k:3']);
  const made = {
    object: 'refund',
    id: 're_1',
    amount: 100,
    status: 'succeeded',
    metadata: { everslot_key: 'k' },
  };
  answers = [list(), kept, list(made)];
  expect((await refund()).refundId).toBe('re_1');
});

test('a page that was made all the same is found by its key, among those of the same payment', async () => {
  const kept = refusal(500, { type: 'api_error' }, { 'idempotent-replayed': 'true' });
  const of = (id: string, key: string) => ({ ...session, id, metadata: { ...metadata, everslot_key: key } });
  answers = [kept, list(of('cs_3', 'k:later'), of('cs_2', 'k')), { body: of('cs_2', 'k') }];
  const page = await client().openCheckout({
    key: 'k',
    reference,
    amount: { amountMinor: 4_500, currency: 'USD' },
    title: 'A',
    guestEmail: 'an@example.com',
    locale: 'en',
    expiresAt: Date.now() + 3_600_000,
    returnUrl: 'https://book.example.com/paid',
    cancelUrl: 'https://book.example.com/back',
  });
  expect(page.checkout.checkoutId).toBe('cs_2');
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
});

test('the key, the pinned version and no telemetry go with every call, and advice to programmers is not printed', async () => {
  const warnings: unknown[] = [];
  const note = (warning: unknown): void => void warnings.push(warning);
  process.on('warning', note);
  answers = [{ headers: { 'stripe-notice': 'canary' }, body: session }, { body: session }];
  await client().readPayment('cs_1');
  await client().readPayment('cs_1');
  process.off('warning', note);
  expect(warnings).toEqual([]);
  for (const { headers } of asked) {
    expect(headers.authorization).toBe(`Bearer ${key}`);
    expect(headers['stripe-version']).toBe('2026-10-28.endive');
    expect(headers['x-stripe-client-telemetry']).toBeUndefined();
  }
});

describe('a key that is tried', () => {
  const account = { object: 'account', id: 'acct_1', country: 'SG', default_currency: 'sgd' };
  const answer = (sessions: object[], about: object): void => {
    answersAt = {
      '/v1/checkout/sessions': list(...sessions),
      '/v1/account': { body: { ...account, ...about } },
    };
  };

  test('blanks around it are not part of it, and its account is named as its owner knows it', async () => {
    answer([], { settings: { dashboard: { display_name: 'Lotus\nStudio' } } });
    expect(await provider().verifyKey(` ${key}\n`)).toEqual({
      credentials: { kind: 'own_key', key },
      account: { externalAccountId: 'acct_1', label: 'Lotus Studio' },
      mode: 'test',
      isUnrestricted: false,
      country: 'SG',
      currency: 'SGD',
    });
  });

  test('an account without a name is known by what it has, and unknown money and places are left out', async () => {
    answer([], { country: 'Nowhere', default_currency: 'xyz', email: '' });
    expect(await provider().verifyKey(key)).toMatchObject({
      account: { label: 'acct_1' },
      country: null,
      currency: null,
    });
  });

  test('one that may not read its account is named by itself, without showing it', async () => {
    const emulator = await startEmulator({ port: 0, seed: 3 });
    const restricted = { key: 'rk_test_NoAccount1234', account: emulatorAccounts.own, lacks: ['accounts'] };
    await fetch(`${emulator.url}/_admin/keys`, { method: 'POST', body: JSON.stringify(restricted) });
    const local = createStripeProvider({ baseUrl: emulator.url, platformKey: null });
    const granted = await local.verifyKey(restricted.key);
    expect(granted.account.label).toBe('rk_test_…1234');
    expect(granted.account.externalAccountId).toMatch(/^key_[0-9a-f]{24}$/);
    expect(granted).toEqual(await local.verifyKey(restricted.key));
    await emulator.stop();
  });

  test('one whose money is of another kind than it says is not taken', async () => {
    answer([{ ...session, livemode: true }], {});
    await expect(provider().verifyKey(key)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('accounts that are connected to a platform', () => {
  test('they are used with the platform’s key and see what is theirs; others are refused', async () => {
    const emulator = await startEmulator({ port: 0, seed: 3 });
    const env = {
      STRIPE_BASE_URL: emulator.url,
      STRIPE_PLATFORM_KEY: emulatorKeys.platform,
      ALLOW_LOOPBACK_PROVIDERS: 'true',
    };
    const open = (account: string) =>
      openStripe(env).open({ kind: 'connect', account }, async () => undefined);
    const page = await open(emulatorAccounts.own).openCheckout({
      key: 'k',
      reference,
      title: 'A',
      guestEmail: 'an@example.com',
      locale: 'en',
      amount: { amountMinor: 4_500, currency: 'USD' },
      expiresAt: Date.now() + 3_600_000,
      returnUrl: 'http://127.0.0.1:9/a',
      cancelUrl: 'http://127.0.0.1:9/b',
    });
    const { checkoutId } = page.checkout;
    const own = openStripe(env).open({ kind: 'own_key', key: emulatorKeys.test }, async () => undefined);
    expect((await own.readPayment(checkoutId)).reference).toEqual(reference);
    const other = open(emulatorAccounts.other).readPayment(checkoutId);
    await expect(other).rejects.toMatchObject({ kind: 'revoked', reason: 'access_withdrawn' });
    await emulator.stop();
  });

  test('without a platform there are none', () => {
    const open = () => provider().open({ kind: 'connect', account: 'acct_1' }, async () => undefined);
    expect(open).toThrow(expect.objectContaining({ reason: 'not_configured' }));
  });
});
