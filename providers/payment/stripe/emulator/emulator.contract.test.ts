import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Emulator } from '#providers/emulation/emulator.ts';
import { emulatorAccounts, emulatorKeys } from './credentials.ts';
import { startEmulator } from './start.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, seed: 11 });
});
beforeEach(() => admin('POST', '/reset'));
afterAll(() => emulator.stop());

async function admin(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${emulator.url}/_admin${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const sdk = (key: string = emulatorKeys.test, at: Emulator = emulator): Stripe =>
  new Stripe(key, {
    host: '127.0.0.1',
    port: at.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });

const seconds = (ms = 0): number => Math.floor((Date.now() + ms) / 1_000);
const params = (change: object = {}): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  line_items: [
    { quantity: 1, price_data: { currency: 'usd', unit_amount: 4_500, product_data: { name: 'Check-up' } } },
  ],
  customer_email: 'an@example.com',
  metadata: { order: '7' },
  success_url: 'http://127.0.0.1:9/paid?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://127.0.0.1:9/back',
  ...change,
});
const refused = (call: Promise<unknown>): Promise<Record<string, unknown>> =>
  call.then(
    () => ({}),
    (error: unknown) => ({ ...(error as object) }),
  );
type Raw = { method?: string; body?: URLSearchParams; headers?: Record<string, string> };
const raw = (path: string, init: Raw = {}): Promise<Response> =>
  fetch(`${emulator.url}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${emulatorKeys.test}`, ...init.headers },
  });
const paid = async (stripe = sdk(), change: object = {}) => {
  const session = await stripe.checkout.sessions.create(params(change));
  await admin('POST', `/sessions/${session.id}/pay`);
  return stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
};

describe('who asks', () => {
  test('a key by Bearer or Basic is known; none, an unknown and a revoked one are refused in the vendor’s words', async () => {
    const basic = `Basic ${Buffer.from(`${emulatorKeys.test}:`).toString('base64')}`;
    expect((await raw('/v1/account', { headers: { authorization: basic } })).status).toBe(200);
    const none = await fetch(`${emulator.url}/v1/account`);
    expect([none.status, await none.json()]).toMatchObject([
      401,
      { error: { type: 'invalid_request_error' } },
    ]);
    expect(await refused(sdk('rk_test_Unknown12345').accounts.retrieveCurrent())).toMatchObject({
      statusCode: 401,
    });
    await admin('POST', `/keys/${emulatorKeys.test}/revoke`);
    expect(await refused(sdk().accounts.retrieveCurrent())).toMatchObject({ code: 'api_key_expired' });
    await admin('POST', `/keys/${emulatorKeys.test}/restore`);
    expect((await sdk().accounts.retrieveCurrent()).id).toBe(emulatorAccounts.own);
  });

  test('accounts, and real money and tests, do not see each other', async () => {
    const session = await sdk().checkout.sessions.create(params());
    expect(session.livemode).toBe(false);
    for (const key of [emulatorKeys.live, emulatorKeys.otherAccount]) {
      expect(await refused(sdk(key).checkout.sessions.retrieve(session.id))).toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
      expect((await sdk(key).checkout.sessions.list()).data).toEqual([]);
    }
    expect((await sdk(emulatorKeys.live).checkout.sessions.create(params())).livemode).toBe(true);
  });

  test('a restricted key is refused what it lacks', async () => {
    const call = sdk(emulatorKeys.withoutWebhooks).webhookEndpoints.list();
    expect(await refused(call)).toMatchObject({ statusCode: 403, type: 'StripePermissionError' });
  });
});

describe('what is asked', () => {
  test.each([
    ['an unknown parameter', { nonsense: 1 }, 'parameter_unknown', 'nonsense'],
    [
      'an unknown one within',
      { adaptive_pricing: { enabled: false, x: 1 } },
      'parameter_unknown',
      'adaptive_pricing[x]',
    ],
    ['a missing one', { success_url: undefined }, 'parameter_missing', 'success_url'],
    ['an end too soon', { expires_at: seconds(29 * 60_000) }, undefined, 'expires_at'],
    ['an end too late', { expires_at: seconds(25 * 3_600_000) }, undefined, 'expires_at'],
  ])('%s is refused by its name', async (_, change, code, param) => {
    const error = await refused(sdk().checkout.sessions.create(params(change)));
    expect([error['statusCode'], error['code'], error['param']]).toEqual([400, code, param]);
  });

  test.each([
    ['usd', 49, 'amount_too_small'],
    ['usd', 100_000_000, 'amount_too_large'],
    ['kwd', 5_123, 'parameter_invalid_integer'],
    ['isk', 50_050, 'parameter_invalid_integer'],
    ['xyz', 500, undefined],
  ])('%s %d is refused', async (currency, unit_amount, code) => {
    const item = { quantity: 1, price_data: { currency, unit_amount, product_data: { name: 'A' } } };
    const error = await refused(sdk().checkout.sessions.create(params({ line_items: [item] })));
    expect([error['statusCode'], error['code']]).toEqual([400, code]);
  });

  test.each(['/v1/customers', '/v1/nothing', '/nothing'])(
    '%s is answered in the vendor’s envelope, with 501',
    async (path) => {
      const answer = await raw(path);
      expect(answer.status).toBe(501);
      expect(await answer.json()).toMatchObject({ error: { code: 'emulator_not_implemented' } });
    },
  );

  test('every answer has an id of its request', async () => {
    const answers = [await raw('/v1/account'), await raw('/v1/nothing'), await raw('/v1/events/evt_none')];
    for (const answer of answers) expect(answer.headers.get('request-id')).toMatch(/^req_/);
  });

  test('names of the language in a form are refused, not taken over', async () => {
    const answer = await raw('/v1/refunds', { method: 'POST', body: new URLSearchParams('__proto__[x]=1') });
    expect(answer.status).toBe(400);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('one key, one effect', () => {
  const asked = { idempotencyKey: 'k1' };

  test('the same key and content are one page and one answer, which is marked as repeated', async () => {
    const first = await sdk().checkout.sessions.create(params(), asked);
    await admin('POST', `/sessions/${first.id}/pay`);
    const again = await sdk().checkout.sessions.create(params(), asked);
    expect([again.id, again.status]).toEqual([first.id, 'open']);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await sdk().checkout.sessions.list()).data).toHaveLength(1);
  });

  test('other content under the key is an error, and so is the key of another account a key of its own', async () => {
    await sdk().checkout.sessions.create(params(), asked);
    const other = sdk().checkout.sessions.create(params({ locale: 'vi' }), asked);
    expect(await refused(other)).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    expect((await sdk(emulatorKeys.otherAccount).checkout.sessions.create(params(), asked)).status).toBe(
      'open',
    );
  });

  test('a request that overtakes its own first attempt is told so', async () => {
    await admin('POST', '/faults', { path: '/v1/checkout/sessions', latencyMs: 300, times: 1 });
    const slow = sdk().checkout.sessions.create(params(), asked);
    const until = async (): Promise<void> => {
      const { body } = await admin('GET', '/journal');
      if ((body as { entries: unknown[] }).entries.length === 0) await until();
    };
    await until();
    const overtaking = await refused(sdk().checkout.sessions.create(params(), asked));
    expect(overtaking).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect((await slow).status).toBe('open');
  });

  test('a refused request leaves the key free; a failure of the vendor is kept under it', async () => {
    await refused(sdk().checkout.sessions.create(params({ nonsense: 1 }), asked));
    await sdk().checkout.sessions.create(params(), asked);
    await admin('PATCH', '/settings', { storedFailures: 1 });
    for (const replayed of [undefined, 'true']) {
      const error = await refused(sdk().checkout.sessions.create(params(), { idempotencyKey: 'k2' }));
      expect(error['statusCode']).toBe(500);
      expect((error['headers'] as Record<string, string>)['idempotent-replayed']).toBe(replayed);
    }
  });

  test('after a day the key is forgotten', async () => {
    const first = await sdk().checkout.sessions.create(params(), asked);
    await admin('POST', '/clock', { advanceMs: 25 * 3_600_000 });
    expect((await sdk().checkout.sessions.create(params(), asked)).id).not.toBe(first.id);
  });
});

describe('money', () => {
  test('a payment is a page, an intent and a charge that name each other', async () => {
    const session = await paid();
    const intent = session.payment_intent as Stripe.PaymentIntent;
    const charge = intent.latest_charge as Stripe.Charge;
    expect([session.status, session.payment_status, session.url]).toEqual(['complete', 'paid', null]);
    expect([intent.status, intent.amount_received]).toEqual(['succeeded', 4_500]);
    expect([charge.payment_intent, charge.amount_captured, charge.paid]).toEqual([intent.id, 4_500, true]);
    expect((await sdk().paymentIntents.list()).data.map(({ id }) => id)).toEqual([intent.id]);
    expect((await sdk().charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
    const items = await sdk().checkout.sessions.listLineItems(session.id);
    expect(items.data[0]?.description).toBe('Check-up');
  });

  test('money that is only allowed is taken or let go later', async () => {
    const manual = { payment_intent_data: { capture_method: 'manual' } };
    const session = await paid(sdk(), manual);
    const { id, status } = session.payment_intent as Stripe.PaymentIntent;
    expect([status, session.payment_status]).toEqual(['requires_capture', 'unpaid']);
    const more = sdk().paymentIntents.capture(id, { amount_to_capture: 4_501 });
    expect(await refused(more)).toMatchObject({ statusCode: 400 });
    expect((await sdk().paymentIntents.capture(id, { amount_to_capture: 4_000 })).amount_received).toBe(
      4_000,
    );
    expect(await refused(sdk().paymentIntents.capture(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect(await refused(sdk().paymentIntents.cancel(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    const released = (await paid(sdk(), manual)).payment_intent as Stripe.PaymentIntent;
    expect((await sdk().paymentIntents.cancel(released.id)).status).toBe('canceled');
  });

  test('a refund takes what is left, never more, and one that fails gives it back', async () => {
    const session = await paid();
    const intent = (session.payment_intent as Stripe.PaymentIntent).id;
    const some = await sdk().refunds.create({ payment_intent: intent, amount: 4_000, metadata: { a: 'b' } });
    expect([some.status, some.metadata]).toEqual(['succeeded', { a: 'b' }]);
    const more = await refused(sdk().refunds.create({ payment_intent: intent, amount: 501 }));
    expect([more['statusCode'], more['param']]).toEqual([400, 'amount']);
    expect((await sdk().refunds.create({ payment_intent: intent })).amount).toBe(500);
    const again = sdk().refunds.create({ payment_intent: intent });
    expect(await refused(again)).toMatchObject({ code: 'charge_already_refunded' });
    await admin('POST', `/refunds/${some.id}/failed?reason=declined`);
    expect((await sdk().refunds.retrieve(some.id)).failure_reason).toBe('declined');
    expect((await sdk().refunds.create({ payment_intent: intent })).amount).toBe(4_000);
    expect((await sdk().refunds.list({ payment_intent: intent })).data).toHaveLength(3);
  });

  test('what was not paid cannot be refunded', async () => {
    expect(await refused(sdk().refunds.create({ payment_intent: 'pi_none' }))).toMatchObject({
      statusCode: 404,
    });
    expect(await refused(sdk().refunds.create({}))).toMatchObject({ statusCode: 400 });
  });

  test('lists go the newest first, in pages in both directions, within the time that is asked for', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1)
      ids.unshift((await sdk().checkout.sessions.create(params())).id);
    const first = await sdk().checkout.sessions.list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
    const last = await sdk().checkout.sessions.list({ limit: 3, starting_after: ids[1] ?? '' });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([ids.slice(2), false]);
    const before = await sdk().checkout.sessions.list({ limit: 2, ending_before: ids[4] ?? '' });
    expect([before.data.map(({ id }) => id), before.has_more]).toEqual([ids.slice(2, 4), true]);
    expect((await sdk().checkout.sessions.list({ created: { gt: seconds(60_000) } })).data).toEqual([]);
    expect(await refused(sdk().checkout.sessions.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
  });
});

describe('the page for guests', () => {
  const open = async (locale = 'en') => sdk().checkout.sessions.create(params({ locale }));
  const press = (id: string, deed: string): Promise<Response> =>
    raw(`/c/pay/${id}`, { method: 'POST', body: new URLSearchParams({ do: deed }) });
  const states = async (id: string) => (await sdk().checkout.sessions.retrieve(id)).status;

  test.each([
    ['en', 'Pay by a way that takes its time', '$45.00'],
    ['vi', 'Thanh toán bằng cách cần thêm thời gian', '45,00'],
  ])('in %s it says what costs how much, and offers every way it can go', async (locale, words, amount) => {
    const text = await (await raw(`/c/pay/${(await open(locale)).id}`)).text();
    for (const part of [`lang="${locale}"`, words, amount, 'Check-up', 'an@example.com', 'Lotus Studio'])
      expect(text).toContain(part);
  });

  test('who pays comes back, with the page’s id where it was asked for', async () => {
    const { id } = await open();
    const answer = await press(id, 'pay');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `http://127.0.0.1:9/paid?session=${id}`,
    ]);
    expect(await states(id)).toBe('complete');
    expect((await raw(`/c/pay/${id}`)).status).toBe(410);
  });

  test('who closes the page has paid and does not come back', async () => {
    const { id } = await open();
    const answer = await press(id, 'away');
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(await states(id)).toBe('complete');
  });

  test.each(['decline', 'funds', 'refuse'])('%s takes nothing, and the guest can try again', async (deed) => {
    const { id } = await open();
    const answer = await press(id, deed);
    expect([answer.status, await answer.text()]).toEqual([402, expect.stringContaining('role="alert"')]);
    expect(await states(id)).toBe('open');
    expect((await press(id, 'pay')).status).toBe(303);
    expect((await sdk().charges.list()).data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect((await sdk().paymentIntents.list()).data).toHaveLength(1);
  });

  test('the bank’s question stands before the payment', async () => {
    const { id } = await open('vi');
    expect(await (await press(id, 'secure')).text()).toContain('Ngân hàng muốn xác nhận đây là bạn.');
    expect(await states(id)).toBe('open');
    expect((await press(id, 'confirm')).status).toBe(303);
    expect(await states(id)).toBe('complete');
  });

  test('back pays nothing', async () => {
    const { id } = await open();
    expect((await press(id, 'back')).headers.get('location')).toBe('http://127.0.0.1:9/back');
    expect(await states(id)).toBe('open');
  });

  test('nobody pays on a page that has expired, and an unknown page is told', async () => {
    const { id } = await open();
    await admin('POST', '/clock', { advanceMs: 25 * 3_600_000 });
    expect((await press(id, 'pay')).status).toBe(410);
    expect((await admin('POST', `/sessions/${id}/pay`)).status).toBe(409);
    expect(await states(id)).toBe('expired');
    expect((await sdk().charges.list()).data).toEqual([]);
    expect((await raw('/c/pay/cs_none')).status).toBe(404);
  });

  test('a page elsewhere cannot press for the guest', async () => {
    const { id } = await open();
    const headers = { origin: 'https://evil.example.com' };
    const body = new URLSearchParams({ do: 'pay' });
    expect((await raw(`/c/pay/${id}`, { method: 'POST', body, headers })).status).toBe(403);
  });
});

describe('events', () => {
  let server: Server;
  let url: string;
  let isBroken = false;
  let arrived: { id: string; type: string; header: string; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        const { id, type } = JSON.parse(body) as { id: string; type: string };
        arrived.push({ id, type, body, header: String(request.headers['stripe-signature']) });
        response.writeHead(isBroken ? 500 : 200).end();
        isBroken = false;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  beforeEach(() => {
    arrived = [];
    isBroken = false;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const endpoint = (change: object = {}, key: string = emulatorKeys.test) =>
    sdk(key).webhookEndpoints.create({ url, enabled_events: ['*'], ...change });
  const types = async () => {
    await admin('POST', '/notifications/settle');
    return arrived.map(({ type }) => type);
  };

  test('all that happened is sent, signed, and can be read again', async () => {
    const { secret = '' } = await endpoint();
    const session = await paid();
    const intent = (session.payment_intent as Stripe.PaymentIntent).id;
    await sdk().refunds.create({ payment_intent: intent, amount: 100 });
    const { body } = await admin('POST', `/payments/${intent}/dispute`);
    await admin('POST', `/disputes/${(body as { id: string }).id}/won`);
    expect((await types()).toSorted()).toEqual([
      'charge.dispute.closed',
      'charge.dispute.created',
      'charge.dispute.funds_reinstated',
      'charge.dispute.funds_withdrawn',
      'charge.refunded',
      'charge.succeeded',
      'checkout.session.completed',
      'payment_intent.created',
      'payment_intent.succeeded',
      'refund.created',
    ]);
    for (const { body: text, header, id } of arrived)
      expect(sdk().webhooks.constructEvent(text, header, secret).id).toBe(id);
    const kept = await sdk().events.list({ type: 'refund.created' });
    expect(kept.data).toHaveLength(1);
    expect((await sdk().events.retrieve(kept.data[0]?.id ?? '')).type).toBe('refund.created');
  });

  test('an endpoint gets what it asked for, of its own account and kind of money', async () => {
    await endpoint({ enabled_events: ['checkout.session.completed'] });
    await endpoint({}, emulatorKeys.live);
    await endpoint({}, emulatorKeys.otherAccount);
    await paid();
    expect(await types()).toEqual(['checkout.session.completed']);
  });

  test('one that answers badly is tried again with the same event', async () => {
    await endpoint({ enabled_events: ['checkout.session.completed'] });
    isBroken = true;
    await paid();
    expect(await types()).toHaveLength(2);
    expect(arrived[0]?.id).toBe(arrived[1]?.id);
  });

  test.each([
    [{ dropProbability: 1 }, 0],
    [{ duplicateProbability: 1 }, 2],
  ])('with %j one event arrives %d times', async (change, times) => {
    await endpoint({ enabled_events: ['checkout.session.completed'] });
    await admin('PATCH', '/notifications', change);
    await paid();
    expect(await types()).toHaveLength(times);
  });

  test('held back they come in any order, and any of them can be sent again', async () => {
    const enabled_events = ['payment_intent.succeeded', 'checkout.session.completed'] as const;
    await endpoint({ enabled_events: [...enabled_events] });
    await admin('PATCH', '/notifications', { hold: true });
    await paid();
    expect(await types()).toEqual([]);
    await admin('POST', '/notifications/release?order=reverse');
    expect((await types()).toSorted()).toEqual([...enabled_events].toSorted());
    const { body } = await admin('GET', '/notifications');
    const [first] = (body as { deliveries: { id: string }[] }).deliveries;
    await admin('POST', `/notifications/replay/${encodeURIComponent(first?.id ?? '')}`);
    expect(await types()).toHaveLength(3);
  });

  test('a wrong signature is followed by the right one', async () => {
    const { secret = '' } = await endpoint({ enabled_events: ['checkout.session.completed'] });
    await admin('PATCH', '/notifications', { wrongSignatureProbability: 1 });
    isBroken = true;
    await paid();
    await types();
    const verified = arrived.map(({ body, header }) => {
      try {
        return sdk().webhooks.constructEvent(body, header, secret).type;
      } catch {
        return 'refused';
      }
    });
    expect(verified).toEqual(['refused', 'checkout.session.completed']);
  });

  test('an endpoint is changed and removed, its secret is told once, and there are at most sixteen', async () => {
    const made = await endpoint();
    expect(made.secret).toMatch(/^whsec_/);
    expect((await sdk().webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
    await sdk().webhookEndpoints.update(made.id, { disabled: true });
    await paid();
    expect(await types()).toEqual([]);
    expect((await sdk().webhookEndpoints.del(made.id)).deleted).toBe(true);
    expect(await refused(sdk().webhookEndpoints.del(made.id))).toMatchObject({ statusCode: 404 });
    for (let index = 0; index < 16; index += 1) await endpoint();
    expect(await refused(endpoint())).toMatchObject({ statusCode: 400 });
  });

  test('the journal shows requests without the key, and never the secret of an endpoint', async () => {
    const { secret } = await endpoint();
    const { body } = await admin('GET', '/journal');
    const text = JSON.stringify(body);
    expect(text).toContain('/v1/webhook_endpoints');
    expect([text.includes(secret ?? ''), text.includes(emulatorKeys.test)]).toEqual([false, false]);
  });
});

test('what people and clients did survives a restart', async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'everslot-payments-'));
  const first = await startEmulator({ port: 0, stateFolder });
  const session = await sdk(emulatorKeys.test, first).checkout.sessions.create(params(), {
    idempotencyKey: 'k',
  });
  await fetch(`${first.url}/_admin/sessions/${session.id}/pay`, { method: 'POST' });
  await first.stop();
  const second = await startEmulator({ port: 0, stateFolder });
  const stripe = sdk(emulatorKeys.test, second);
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
  expect((await stripe.checkout.sessions.create(params(), { idempotencyKey: 'k' })).id).toBe(session.id);
  expect((await stripe.checkout.sessions.create(params())).id).not.toBe(session.id);
  await second.stop();
  rmSync(stateFolder, { recursive: true });
});

test('the overview shows accounts with their keys, payments, refunds, disputes, events and requests', async () => {
  const session = await paid();
  const intent = (session.payment_intent as Stripe.PaymentIntent).id;
  await sdk().refunds.create({ payment_intent: intent, amount: 100 });
  await admin('POST', `/payments/${intent}/dispute`, { reason: 'product_not_received' });
  const text = await (await raw('/')).text();
  for (const part of [
    emulatorKeys.test,
    session.id,
    '$45.00',
    '$1.00',
    'product_not_received',
    'refund.created',
    'POST /v1/refunds',
  ])
    expect(text).toContain(part);
});

test('keys and accounts are added for more tenants', async () => {
  const account = { id: 'acct_EmulatorCedar', name: 'Cedar' };
  expect((await admin('POST', '/accounts', account)).status).toBe(201);
  const key = { key: 'rk_test_EmulatorCedar', account: account.id, lacks: ['refunds'] };
  expect((await admin('POST', '/keys', key)).status).toBe(201);
  expect((await admin('POST', '/keys', key)).status).toBe(409);
  expect((await sdk(key.key).accounts.retrieveCurrent()).settings?.dashboard.display_name).toBe('Cedar');
  expect(await refused(sdk(key.key).refunds.list())).toMatchObject({ statusCode: 403 });
});
