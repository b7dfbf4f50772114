import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSubscriptionActivities } from '#activities/subscription/subscription.ts';
import { subscriptions, webhookInbox } from '#db/schema/installation.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { billingVendors } from '#domain/vendors.ts';
import { type BillingHarness, billingHarnesses } from '#providers/billing/contract-harness.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, firstLogin, openApi, send, setConfirmed } from './testing/harness.ts';

const [vendor] = billingVendors;
const dayMs = 86_400_000;
const path = `/api/v1/webhooks/billing/${vendor}`;
const offer = { plan: 'team', interval: 'month' };

let api: Api;
let harness: BillingHarness;
beforeAll(async () => {
  harness = await billingHarnesses[vendor]();
  api = await openApi({
    databaseUrls: testDatabase(),
    deps: { billing: new Map([[vendor, harness.provider]]) },
  });
});
afterAll(async () => {
  await api.close();
  await harness.stop();
});
beforeEach(async () => {
  await harness.clearFaults();
  await setConfirmed(api, firstLogin(api), Date.now());
  await inTenant(async (tx) => {
    // What was bought before has ended, and nobody remembers the trial.
    await tx.update(subscriptions).set({
      subscriptionId: 'sub_former',
      state: 'ended',
      checkoutBegunAt: null,
      trialUsedAt: null,
      trialCard: null,
    });
    await tx.update(tenants).set({ plan: 'free', planSource: 'standard' });
  });
});

const inTenant = <Result>(work: Parameters<typeof withTenant<Result>>[2]): Promise<Result> =>
  withTenant(api.db, api.tenant.tenantId, work);
const ask = (method: string, of: string, body?: unknown) =>
  send(api, method, `/api/v1/billing${of}`, {
    as: firstLogin(api),
    ...(body === undefined ? {} : { body }),
  });
const jsonOf = async (answer: Response) => Object(await answer.json());
const read = async () => jsonOf(await ask('GET', ''));
const rowOf = () => inTenant(async (tx) => (await tx.select().from(subscriptions))[0]);
const follow = (now = Date.now()) =>
  createSubscriptionActivities({
    db: api.db,
    billing: new Map([[vendor, harness.provider]]),
  }).askAboutSubscription({ tenantId: api.tenant.tenantId, now });
const buy = async (): Promise<string> => {
  expect((await ask('POST', '/checkout', offer)).status).toBe(200);
  await harness.subscribe((await rowOf())?.checkoutId ?? '');
  await follow();
  return (await rowOf())?.subscriptionId ?? '';
};

describe('plans that are for sale', () => {
  it('are listed with what a seat costs, also while the vendor is away once it was asked', async () => {
    const offers = async () => (await jsonOf(await ask('GET', '/offers'))).items;
    const items = await offers();
    expect(items).toHaveLength(4);
    expect(items[0]).toMatchObject({ plan: 'pro', price: { currency: 'USD' }, limits: { members: 5 } });
    await harness.fault({ status: 500 });
    expect(await offers()).toEqual(items);
  });

  it('are bought on a page of the vendor, and what was bought shows once the vendor says so', async () => {
    expect(await read()).toMatchObject({ plan: 'free', isSold: true, subscription: null, isPageOpen: false });
    const { url } = await jsonOf(await ask('POST', '/checkout', offer));
    expect(url).toContain(harness.url);
    expect(await read()).toMatchObject({ plan: 'free', isPageOpen: true });
    await harness.subscribe((await rowOf())?.checkoutId ?? '');
    expect((await ask('POST', '/check')).status).toBe(200);
    expect(await read()).toMatchObject({ plan: 'free' });
    await follow();
    expect(await read()).toMatchObject({
      plan: 'team',
      source: 'subscription',
      isPageOpen: false,
      subscription: { ...offer, state: 'trialing', isCancelled: false },
    });
    await expectProblem(await ask('POST', '/checkout', offer), 'already_subscribed');
  });

  it('are refused by field where they are not for sale', async () => {
    const problem = await expectProblem(
      await ask('POST', '/checkout', { ...offer, plan: 'enterprise' }),
      'invalid_request',
    );
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/plan']);
  });

  it('are changed, cancelled and kept', async () => {
    await expectProblem(await ask('POST', '/cancel'), 'not_subscribed');
    await buy();
    expect(await (await ask('POST', '/cancel')).json()).toMatchObject({ subscription: { isChanging: true } });
    await follow();
    expect(await read()).toMatchObject({ subscription: { isChanging: false, isCancelled: true } });
    await ask('POST', '/resume');
    await ask('POST', '/plan', { plan: 'pro', interval: 'year' });
    await follow();
    expect(await read()).toMatchObject({
      plan: 'pro',
      subscription: { interval: 'year', isCancelled: false },
    });
  });

  it('say what one member more costs, and where cards and invoices are', async () => {
    expect(await (await ask('GET', '/next-seat')).json()).toEqual({ preview: null });
    await buy();
    expect(await (await ask('GET', '/next-seat')).json()).toMatchObject({
      preview: { now: { currency: 'USD' }, later: { currency: 'USD' } },
    });
    const { url } = await jsonOf(await ask('POST', '/portal', { locale: 'vi' }));
    expect(url).toContain(harness.url);
  });

  it('need a fresh sign-in to be paid for, and an owner', async () => {
    await setConfirmed(api, firstLogin(api), Date.now() - 3_600_000);
    for (const [of, body] of [
      ['/checkout', offer],
      ['/portal', { locale: 'en' }],
      ['/plan', offer],
      ['/cancel', undefined],
      ['/resume', undefined],
    ] as const)
      await expectProblem(await ask('POST', of, body), 'fresh_sign_in_required');
    const role = (to: 'owner' | 'admin') => inTenant((tx) => tx.update(members).set({ role: to }));
    await role('admin');
    await expectProblem(await ask('GET', ''), 'forbidden');
    await role('owner');
  });

  it('show every member until when a plan lasts whose payment is owed', async () => {
    const me = async () =>
      (await (await send(api, 'GET', '/api/v1/me', { as: firstLogin(api) })).json()) as {
        sellsPlans: boolean;
        tenant: { planEndsAt: string | null };
      };
    await buy();
    expect(await me()).toMatchObject({ sellsPlans: true, tenant: { planEndsAt: null } });
    const since = Date.now();
    await inTenant((tx) => tx.update(subscriptions).set({ state: 'past_due', pastDueSince: since }));
    expect((await me()).tenant.planEndsAt).toBe(new Date(since + 7 * dayMs).toISOString());
  });
});

describe('notifications of the vendor', () => {
  const post = (message: { headers: Record<string, string>; body: string }) =>
    api.app.fetch(new Request(`http://127.0.0.1${path}`, { method: 'POST', ...message }));
  const signed = (
    change: {
      eventId?: string;
      tenantId?: string | null;
      isLive?: boolean;
      at?: number;
      secret?: string;
    } = {},
  ) => {
    const { eventId = `evt_${randomUUID()}`, tenantId = api.tenant.tenantId, isLive = false } = change;
    const body = harness.messageOf({ eventId, tenantId, isLive });
    const { at = Date.now(), secret } = change;
    return harness.sign({ body, at, ...(secret === undefined ? {} : { secret }) });
  };
  const countOf = async (outcome: string): Promise<number> => {
    const { values } = await api.deps.metrics.webhooks.get();
    return (
      values.find(({ labels }) => labels.capability === 'billing' && labels.outcome === outcome)?.value ?? 0
    );
  };
  const counted = async (
    outcome: string,
    message: { headers: Record<string, string>; body: string },
  ): Promise<number> => {
    const before = await countOf(outcome);
    const { status } = await post(message);
    expect(await countOf(outcome)).toBe(before + 1);
    return status;
  };
  const sleep = () => inTenant((tx) => tx.update(subscriptions).set({ askAt: Date.now() + dayMs }));
  const isAwake = async (): Promise<boolean> => ((await rowOf())?.askAt ?? Infinity) <= Date.now();

  it('have the vendor asked, once for each, and their content is believed in nothing', async () => {
    await buy();
    await sleep();
    const message = signed({ eventId: 'evt_twice' });
    expect(await counted('woken', message)).toBe(204);
    expect(await isAwake()).toBe(true);
    await sleep();
    expect(await counted('repeated', message)).toBe(204);
    expect(await isAwake()).toBe(false);
    const kept = await api.db
      .select()
      .from(webhookInbox)
      .where(eq(webhookInbox.eventId, 'billing/evt_twice'));
    expect(kept.map(({ payload }) => payload)).toEqual([{ tenantId: api.tenant.tenantId }]);
  });

  it('of real money, of nobody and of tenants that bought nothing change nothing', async () => {
    await buy();
    await sleep();
    expect(await counted('other_mode', signed({ isLive: true }))).toBe(204);
    expect(await counted('ignored', signed({ tenantId: null }))).toBe(204);
    expect(await counted('ignored', signed({ tenantId: api.stranger.tenantId }))).toBe(204);
    expect(await counted('ignored', signed({ tenantId: 'ten_of_nobody' }))).toBe(204);
    expect(await isAwake()).toBe(false);
  });

  it('that are old, signed by another or with nothing are refused', async () => {
    expect(await counted('refused_timestamp', signed({ at: Date.now() - dayMs }))).toBe(400);
    expect(await counted('refused_signature', signed({ secret: 'whsec_another' }))).toBe(400);
    expect(await counted('refused_malformed', { headers: {}, body: '{}' })).toBe(400);
  });

  it('that are huge are refused before they are read', async () => {
    const huge = harness.sign({ body: JSON.stringify({ pad: 'x'.repeat(3_000_000) }), at: Date.now() });
    expect((await post(huge)).status).toBe(413);
  });
});
