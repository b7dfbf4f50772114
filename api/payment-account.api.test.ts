import { randomBytes, randomUUID } from 'node:crypto';
import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { auditLog } from '#db/schema/audit.ts';
import { webhookInbox } from '#db/schema/installation.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { links } from '#db/schema/link.ts';
import { notifications } from '#db/schema/notification.ts';
import { payments } from '#db/schema/payment.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, type TestTenant } from '#db/testing/tenant.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { type PaymentHarness, paymentHarnesses } from '#providers/payment/contract-harness.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bookAsGuest } from '#services/booking/testing/requests.ts';
import { findEndpoint } from '#services/integration/payment/find-endpoint.ts';
import { createApp } from './app.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, publicUrl, send, setConfirmed } from './testing/harness.ts';

const [vendor] = paymentVendors;
const path = '/api/v1/tenant/payment-accounts';
const hourMs = 3_600_000;

let api: Api;
let harness: PaymentHarness;
let place = 0;

type Account = {
  id: string;
  status: string;
  mode: string;
  accountLabel: string;
  isCurrent: boolean;
  isUnrestricted: boolean;
  webhook: { url: string; state: string; formerSecretUntil: string | null; lastEventAt: string | null };
};

beforeAll(async () => {
  harness = await paymentHarnesses[vendor]();
  api = await openApi({
    databaseUrls: testDatabase(),
    deps: { payments: new Map([[vendor, harness.provider]]) },
  });
});
afterAll(async () => {
  await api.close();
  await harness.stop();
});
beforeEach(async () => {
  await harness.reset();
  await setConfirmed(api, firstLogin(api), Date.now());
  for (const { id } of (await list()).items) await disconnect(id);
  // Each case begins without links with a price and without payments.
  await inTenant(async (tx) => {
    await tx.update(links).set({ priceMinor: null, currency: null });
    await tx.update(payments).set({ state: 'closed' }).where(eq(payments.state, 'open'));
  });
});

const inTenant = <Result>(
  work: Parameters<typeof withTenant<Result>>[2],
  tenantId = api.tenant.tenantId,
): Promise<Result> => withTenant(api.db, tenantId, work);
const connect = (body: Record<string, unknown>) =>
  send(api, 'POST', path, { as: firstLogin(api), body: { vendor, ...body } });
const connected = async (body: Record<string, unknown> = {}): Promise<Account> => {
  const answer = await connect({ key: harness.keys.test, ...body });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Account;
};
const disconnect = (id: string) => send(api, 'DELETE', `${path}/${id}`, { as: firstLogin(api) });
const setSecret = (id: string, secret: string) =>
  send(api, 'PUT', `${path}/${id}/webhook-secret`, { as: firstLogin(api), body: { secret } });
const list = async () =>
  (await (await send(api, 'GET', path, { as: firstLogin(api) })).json()) as {
    items: Account[];
    available: { vendor: string; scopes: string[]; events: string[] }[];
    pricedLinks: number;
  };
/** The addresses for notifications that there are at the vendor. */
const atVendor = async (key = harness.keys.test): Promise<string[]> => {
  const answer = await fetch(`${harness.url}/v1/webhook_endpoints`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  return ((await answer.json()) as { data: { url: string }[] }).data.map(({ url }) => url);
};
const givePrice = async (): Promise<void> => {
  const link = await createTestLink(api.db, api.tenant);
  await inTenant((tx) =>
    tx.update(links).set({ priceMinor: 500_000, currency: 'VND' }).where(eq(links.id, link.id)),
  );
};
const pointersOf = (problem: { errors?: readonly { pointer: string }[] | undefined }): string[] =>
  (problem.errors ?? []).map(({ pointer }) => pointer);

describe('an account that takes payments', () => {
  it('is offered with the permissions its key needs', async () => {
    const { items, available, pricedLinks } = await list();
    expect({ items, pricedLinks }).toEqual({ items: [], pricedLinks: 0 });
    expect(available).toEqual([
      { vendor, scopes: [...harness.provider.scopes], events: [...harness.provider.events] },
    ]);
    expect(harness.provider.scopes.length).toBeGreaterThan(3);
  });

  it('is connected by its key, which is tried, kept sealed and never shown, and gets an address at the vendor', async () => {
    const account = await connected();
    expect(account).toMatchObject({
      status: 'connected',
      mode: 'test',
      isCurrent: true,
      isUnrestricted: false,
      webhook: { state: 'automatic', lastEventAt: null },
    });
    const { url } = account.webhook;
    expect(url).toMatch(new RegExp(`^${publicUrl}/api/v1/webhooks/payment/${vendor}/[A-Za-z0-9_-]{22}$`));
    expect(await atVendor()).toEqual([url]);
    const stored = await inTenant(async (tx) => [
      await tx.select().from(integrations),
      await tx.select().from(paymentAccounts),
      await tx.select().from(auditLog),
    ]);
    for (const text of [JSON.stringify([account, await list(), stored]), api.logged()]) {
      expect(text).not.toContain(harness.keys.test);
      expect(text).not.toContain('whsec_');
    }
  });

  it('gets a new key and a new address for notifications when it is connected again, and stays one', async () => {
    const first = await connected();
    const again = await connected({ key: harness.keys.unrestricted, acceptsUnrestricted: true });
    expect(again.id).toBe(first.id);
    expect(again.webhook).toMatchObject({ url: first.webhook.url, state: 'automatic' });
    // What was signed by the address before this one is believed for a day.
    expect(again.webhook.formerSecretUntil).not.toBeNull();
    expect(await atVendor()).toEqual([first.webhook.url]);
    expect((await list()).items).toHaveLength(1);
  });

  it.each([
    ['a publishable key', 'pk_test_51HqLyjWDarjtT1zdp7dc'],
    ['a signing secret', 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH'],
    ['a key with a blank', 'rk_test_51Hq LyjWDarjtT1zdp7dc'],
    ['nothing', ''],
    ['something long', `rk_test_${'x'.repeat(600)}`],
    ['a key with a NUL', 'rk_test_51Hq\0LyjWDarjtT1zdp7dc'],
  ])('is not connected by %s, which is said at the field', async (_what, key) => {
    expect(pointersOf(await expectProblem(await connect({ key }), 'invalid_request'))).toEqual(['/key']);
    expect((await list()).items).toEqual([]);
  });

  it('is not connected by a key that the vendor refuses, and the reason is said', async () => {
    const answer = await connect({ key: harness.unknownKey });
    expect(await answer.clone().json()).toMatchObject({ reason: 'credentials_refused' });
    expect(pointersOf(await expectProblem(answer, 'account_refused'))).toEqual(['/key']);
    await harness.revoke(harness.keys.test);
    await expectProblem(await connect({ key: harness.keys.test }), 'account_refused');
    expect((await list()).items).toEqual([]);
  });

  it('is not connected while the vendor does not answer', async () => {
    await harness.fault({ status: 503, times: 10 });
    const answer = await connect({ key: harness.keys.test });
    expect(await answer.clone().json()).toMatchObject({ reason: 'unavailable' });
    await expectProblem(answer, 'account_refused');
  });

  it('is connected by an unrestricted key once that is accepted', async () => {
    const key = harness.keys.unrestricted;
    expect(pointersOf(await expectProblem(await connect({ key }), 'unrestricted_key'))).toEqual([
      '/acceptsUnrestricted',
    ]);
    expect((await connected({ key, acceptsUnrestricted: true })).isUnrestricted).toBe(true);
  });

  it('is not connected in another mode while links have a price', async () => {
    await connected();
    await givePrice();
    const answer = await connect({ key: harness.keys.live });
    const problem = await expectProblem(answer, 'payment_mode_in_use');
    expect(pointersOf(problem)).toEqual(['/key']);
    expect(problem.detail).toContain('links with a price 1, unsettled payments 0');
    expect((await list()).pricedLinks).toBe(1);
  });

  it('is not connected in a mode that the installation does not take', async () => {
    const app = createApp({ ...api.deps, config: { ...api.deps.config, PAYMENT_MODE: 'live' } });
    const answer = await send({ ...api, app }, 'POST', path, {
      as: firstLogin(api),
      body: { vendor, key: harness.keys.test },
    });
    expect(pointersOf(await expectProblem(answer, 'payment_mode_off'))).toEqual(['/key']);
  });

  it('asks for a sign-in that was confirmed lately', async () => {
    await setConfirmed(api, firstLogin(api), Date.now() - hourMs);
    await expectProblem(await connect({ key: harness.keys.test }), 'fresh_sign_in_required');
  });

  it('is connected without an address for notifications where the key may make none, and takes a secret entered by hand', async () => {
    const account = await connected({ key: harness.keys.withoutWebhooks });
    expect(account.webhook.state).toBe('missing');
    for (const secret of [
      '',
      'nonsense-nonsense-nonsense',
      harness.keys.test,
      'whsec_short',
      'whsec_with a blank in it xx',
    ])
      expect(
        pointersOf(await expectProblem(await setSecret(account.id, secret), 'invalid_request')),
      ).toContain('/secret');
    const answer = await setSecret(account.id, 'whsec_entered_by_hand_0001');
    expect(answer.status).toBe(200);
    expect((await answer.json()) as Account).toMatchObject({ webhook: { state: 'manual' } });
    expect(api.logged()).not.toContain('whsec_entered_by_hand_0001');
  });

  it('is connected all the same when the vendor fails to make an address', async () => {
    await harness.fault({ path: 'webhook_endpoints', status: 500, times: 10 });
    expect((await connected()).webhook.state).toBe('missing');
  });

  it('is tried by a read; a key that is refused by then has to be replaced, and its owners are told once', async () => {
    const { id } = await connected();
    const tried = () =>
      send(api, 'POST', `/api/v1/tenant/integrations/${id}/test`, { as: firstLogin(api), body: {} });
    expect((await tried()).status).toBe(204);
    await harness.revoke(harness.keys.test);
    await expectProblem(await tried(), 'account_refused');
    await expectProblem(await tried(), 'account_refused');
    expect((await list()).items).toMatchObject([{ id, status: 'needs_reconnection', isCurrent: false }]);
    const owed = await inTenant((tx) =>
      tx
        .select({ template: notifications.template })
        .from(notifications)
        .where(eq(notifications.subjectId, id)),
    );
    expect(owed).toEqual([{ template: 'integration_reconnect' }]);
    await harness.restore(harness.keys.test);
    expect(await connected()).toMatchObject({ id, status: 'connected', isCurrent: true });
  });

  it('is disconnected with its address at the vendor, and in no other way', async () => {
    const { id } = await connected();
    const other = await send(api, 'DELETE', `/api/v1/integrations/${id}`, { as: firstLogin(api) });
    await expectProblem(other, 'invalid_request');
    const answer = await disconnect(id);
    expect([answer.status, await answer.json()]).toEqual([200, { webhook: 'removed' }]);
    expect(await atVendor()).toEqual([]);
    expect((await list()).items).toEqual([]);
    await expectProblem(await disconnect(id), 'not_found');
  });

  it('is disconnected also where the vendor does not remove the address, which is said', async () => {
    const { id } = await connected();
    await harness.revoke(harness.keys.test);
    expect(await (await disconnect(id)).json()).toEqual({ webhook: 'left' });
    const [row] = await inTenant((tx) => tx.select().from(integrations).where(eq(integrations.id, id)));
    expect(row).toMatchObject({ status: 'disconnected', credentialsCiphertext: null });
    await harness.restore(harness.keys.test);
    const byHand = await connected({ key: harness.keys.withoutWebhooks });
    expect(await (await disconnect(byHand.id)).json()).toEqual({ webhook: 'none' });
  });
});

describe('notifications of a vendor that takes payments', () => {
  const endpointOf = async (account: Account) => {
    const endpointId = account.webhook.url.split('/').at(-1) ?? '';
    const endpoint = await findEndpoint(api.db, api.deps.secrets, { vendor, endpointId, now: Date.now() });
    if (endpoint === null) throw new Error('the address leads nowhere');
    return endpoint;
  };
  const addPayment = async (integrationId: string, checkoutId: string, chargeId: string | null = null) => {
    const { tenantId } = api.tenant;
    const link = await createTestLink(api.db, api.tenant);
    place += 1;
    const at = { tenantId, now: Date.now() };
    const bookingId = await bookAsGuest(api.db, at, { linkId: link.id, start: tomorrow(2 * place) });
    const id = newId('payment');
    await inTenant((tx) =>
      tx.insert(payments).values({
        tenantId,
        id,
        bookingId,
        integrationId,
        vendor,
        mode: 'test',
        state: 'open',
        amountMinor: 500_000,
        currency: 'VND',
        payBy: Date.now() + hourMs,
        checkoutId,
        chargeId,
      }),
    );
    return { tenantId, bookingId, paymentId: id };
  };
  type Reference = Awaited<ReturnType<typeof addPayment>>;
  const event = (
    object: Record<string, unknown>,
    reference: Reference | null,
    change: Record<string, unknown> = {},
  ): string =>
    JSON.stringify({
      object: 'event',
      id: `evt_${randomUUID()}`,
      type: 'checkout.session.completed',
      livemode: false,
      data: {
        object: {
          ...object,
          metadata:
            reference === null
              ? {}
              : {
                  everslot_tenant: reference.tenantId,
                  everslot_booking: reference.bookingId,
                  everslot_payment: reference.paymentId,
                },
        },
      },
      ...change,
    });
  const post = (
    account: Account,
    body: string,
    { secret, at = Date.now() }: { secret: string; at?: number },
  ) => {
    const { headers } = harness.sign({ body, secret, at });
    return send(api, 'POST', new URL(account.webhook.url).pathname, { body, headers });
  };
  const askAt = async (paymentId: string): Promise<number | null> => {
    const [row] = await inTenant((tx) =>
      tx.select({ askAt: payments.askAt }).from(payments).where(eq(payments.id, paymentId)),
    );
    return row?.askAt ?? null;
  };
  const counted = async (outcome: string): Promise<number> => {
    const { values } = await api.deps.metrics.webhooks.get();
    return (
      values.find(({ labels }) => labels.capability === 'payment' && labels.outcome === outcome)?.value ?? 0
    );
  };
  const keptOf = async (account: Account) => {
    const { endpointId } = await endpointOf(account);
    return api.db.$count(webhookInbox, like(webhookInbox.eventId, `${endpointId}/%`));
  };
  const session = (checkoutId: string) => ({ object: 'checkout.session', id: checkoutId });

  const paid = async () => {
    const account = await connected();
    const { secrets } = await endpointOf(account);
    const checkoutId = `cs_test_${randomUUID().replaceAll('-', '')}`;
    const reference = await addPayment(account.id, checkoutId);
    return { account, secret: secrets[0] ?? '', checkoutId, reference, kept: await keptOf(account) };
  };

  it('make the payment look once, even when delivered twice, and are kept as ids alone', async () => {
    const { account, secret, checkoutId, reference, kept } = await paid();
    const body = event({ ...session(checkoutId), customer_email: 'an@example.com' }, reference);
    expect((await post(account, body, { secret })).status).toBe(204);
    const first = await askAt(reference.paymentId);
    expect(first).toBeGreaterThan(Date.now() - hourMs);
    const repeated = await counted('repeated');
    expect((await post(account, body, { secret })).status).toBe(204);
    expect(await counted('repeated')).toBe(repeated + 1);
    expect(await askAt(reference.paymentId)).toBe(first);
    expect(await keptOf(account)).toBe(kept + 1);
    const rows = await api.db.select().from(webhookInbox).where(eq(webhookInbox.vendor, vendor));
    expect(JSON.stringify(rows)).not.toContain('an@example.com');
    const [listed] = (await list()).items;
    expect(Date.parse(listed?.webhook.lastEventAt ?? '')).toBeGreaterThan(Date.now() - hourMs);
  });

  it('are about a payment by the name of its money as well, where they carry no mark', async () => {
    const { account, secret } = await paid();
    const chargeId = `pi_${randomUUID().replaceAll('-', '')}`;
    const reference = await addPayment(account.id, `cs_test_${randomUUID()}`, chargeId);
    const disputed = event({ object: 'dispute', id: 'dp_1', payment_intent: chargeId }, null);
    expect((await post(account, disputed, { secret })).status).toBe(204);
    expect(await askAt(reference.paymentId)).not.toBeNull();
  });

  it('are believed with the secret before this one for a day', async () => {
    const { account, secret, checkoutId, reference } = await paid();
    expect((await setSecret(account.id, 'whsec_the_one_after_it_0001')).status).toBe(200);
    expect((await post(account, event(session(checkoutId), reference), { secret })).status).toBe(204);
    expect(await askAt(reference.paymentId)).not.toBeNull();
  });

  it('are refused and counted when they are not signed by the vendor, or were long ago', async () => {
    const { account, secret, checkoutId, reference } = await paid();
    const body = event(session(checkoutId), reference);
    const before = [await counted('refused_signature'), await counted('refused_timestamp')];
    const forged = `whsec_${randomBytes(24).toString('hex')}`;
    await expectProblem(await post(account, body, { secret: forged }), 'signature_invalid');
    await expectProblem(await post(account, body, { secret: '' }), 'signature_invalid');
    const dayAgo = Date.now() - 24 * hourMs;
    await expectProblem(await post(account, body, { secret, at: dayAgo }), 'signature_invalid');
    const unsigned = await send(api, 'POST', new URL(account.webhook.url).pathname, { body });
    expect(unsigned.status).toBe(400);
    await expectProblem(unsigned, 'signature_invalid');
    expect([await counted('refused_signature'), await counted('refused_timestamp')]).toEqual([
      (before[0] ?? 0) + 2,
      (before[1] ?? 0) + 1,
    ]);
    expect(await askAt(reference.paymentId)).toBeNull();
    expect((await list()).items[0]?.webhook.lastEventAt).toBeNull();
  });

  it('are refused while there is no secret to check them with', async () => {
    const account = await connected({ key: harness.keys.withoutWebhooks });
    await expectProblem(
      await post(account, event(session('cs_1'), null), { secret: '' }),
      'signature_invalid',
    );
  });

  it('lead nowhere at any other address, and nothing says why', async () => {
    const { account, secret, checkoutId, reference } = await paid();
    const body = event(session(checkoutId), reference);
    const before = await counted('refused_unknown');
    const elsewhere = (url: string) =>
      post({ ...account, webhook: { ...account.webhook, url } }, body, { secret });
    const { url } = account.webhook;
    const unknown = [
      url.slice(0, -1),
      `${url}x`,
      url.replace(/[^/]+$/, randomBytes(16).toString('base64url')),
    ];
    for (const each of unknown) await expectProblem(await elsewhere(each), 'not_found');
    expect(await counted('refused_unknown')).toBe(before + unknown.length);
    await disconnect(account.id);
    await expectProblem(await elsewhere(url), 'not_found');
    expect((await elsewhere(url.replace(`/${vendor}/`, '/nobody/'))).status).toBe(404);
    expect(await askAt(reference.paymentId)).toBeNull();
  });

  it('of the other mode are acknowledged, counted and not acted on', async () => {
    const { account, secret, checkoutId, reference, kept } = await paid();
    const before = await counted('other_mode');
    const body = event(session(checkoutId), reference, { livemode: true });
    expect((await post(account, body, { secret })).status).toBe(204);
    expect(await counted('other_mode')).toBe(before + 1);
    expect(await askAt(reference.paymentId)).toBeNull();
    expect(await keptOf(account)).toBe(kept);
  });

  it("about another organisation's payment, or nobody's, are acknowledged and nothing else", async () => {
    const { account, secret, checkoutId, reference, kept } = await paid();
    const theirs: TestTenant = api.stranger;
    const bodies = [
      event(session(checkoutId), { ...reference, tenantId: theirs.tenantId }),
      event(session('cs_test_of_somebody_else'), null),
      event(session('cs_test_of_somebody_else'), { ...reference, paymentId: newId('payment') }),
      event({ object: 'payment_intent', id: 'pi_of_a_shop' }, null),
    ];
    for (const body of bodies) expect((await post(account, body, { secret })).status).toBe(204);
    expect(await askAt(reference.paymentId)).toBeNull();
    expect(await keptOf(account)).toBe(kept);
  });

  it('of kinds that say nothing to us, also ones that do not exist yet, are acknowledged', async () => {
    const { account, secret, kept } = await paid();
    for (const body of [
      event({ object: 'customer', id: 'cus_1' }, null, { type: 'customer.created' }),
      event({ object: 'thing_of_2030', id: 'tng_1' }, null, { type: 'thing.made' }),
      JSON.stringify({ object: 'v2.core.event', id: 'evt_thin' }),
    ])
      expect((await post(account, body, { secret })).status).toBe(204);
    expect(await keptOf(account)).toBe(kept);
  });

  it('that are no events are refused, and ones that are too large are not read', async () => {
    const { account, secret } = await paid();
    for (const body of ['', 'null', '{', '[]', '{"object":"event"}'])
      await expectProblem(await post(account, body, { secret }), 'signature_invalid');
    const huge = event({ ...session('cs_1'), note: 'x'.repeat(2_000_000) }, null);
    await expectProblem(await post(account, huge, { secret }), 'body_too_large');
  });

  it("of one account make nothing of another account's payments", async () => {
    const { account, reference, checkoutId } = await paid();
    const other = await connected({ key: harness.keys.otherAccount });
    const { secrets } = await endpointOf(other);
    const answer = await post(other, event(session(checkoutId), reference), { secret: secrets[0] ?? '' });
    expect(answer.status).toBe(204);
    expect(await askAt(reference.paymentId)).toBeNull();
    expect(other.id).not.toBe(account.id);
  });
});
