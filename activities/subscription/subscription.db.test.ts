import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { notifications } from '#db/schema/notification.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { PlanOffer } from '#domain/subscription/vendor.ts';
import { type BillingHarness, billingHarnesses } from '#providers/billing/contract-harness.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { contextAt, ownerOf, refusalOf } from '#services/booking/testing/requests.ts';
import {
  cancelPlan,
  changePlan,
  openBillingPortal,
  previewSeats,
} from '#services/subscription/change-subscription.ts';
import { hintSubscription } from '#services/subscription/hint-subscription.ts';
import { openPlanCheckout } from '#services/subscription/open-plan-checkout.ts';
import { readBilling } from '#services/subscription/read-billing.ts';
import { setPlan } from '#services/tenant/set-plan.ts';
import { createSubscriptionActivities } from './subscription.ts';

const dayMs = 86_400_000;
const pages = { returnUrl: 'http://127.0.0.1:9/app/billing', cancelUrl: 'http://127.0.0.1:9/app/billing' };
const team: PlanOffer = { plan: 'team', interval: 'month' };
let db: Database;
let vendor: BillingHarness;
let tenant: TestTenant;
beforeAll(async () => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  vendor = await billingHarnesses.stripe();
});
beforeEach(async () => {
  await vendor.clearFaults();
  tenant = await createTestTenant(db, { hosts: 2 });
});
afterAll(async () => {
  await vendor.stop();
  await closeDatabase(db);
});

const owner = (now = Date.now()) =>
  contextAt(db, { tenantId: tenant.tenantId, now }, { actor: ownerOf(tenant) });
const operator = () =>
  contextAt(
    db,
    { tenantId: tenant.tenantId, now: Date.now() },
    { actor: { kind: 'operator', userId: 'usr_1', email: 'operator@example.com' } },
  );
const ask = (now = Date.now()) =>
  createSubscriptionActivities({
    db,
    billing: new Map([[vendor.provider.vendor, vendor.provider]]),
  }).askAboutSubscription({ tenantId: tenant.tenantId, now });
const press = (offer: PlanOffer = team) =>
  openPlanCheckout(owner(), { seller: vendor.provider, ...pages }, offer);
const rows = () =>
  withTenant(db, tenant.tenantId, async (tx) => {
    const [[row], [subscription], log, told] = await Promise.all([
      tx.select().from(tenants),
      tx.select().from(subscriptions),
      tx.select().from(auditLog),
      tx.select().from(notifications),
    ]);
    return {
      plan: row?.plan,
      source: row?.planSource,
      subscription,
      actions: log.map(({ action }) => action),
      told: told.map(({ template }) => template).toSorted(),
    };
  });
const pageId = async (): Promise<string> => (await rows()).subscription?.checkoutId ?? '';
const buy = async (how: Parameters<BillingHarness['subscribe']>[1] = {}): Promise<string> => {
  await press();
  await vendor.subscribe(await pageId(), how);
  await ask();
  return (await rows()).subscription?.subscriptionId ?? '';
};

describe('the page on which a plan is bought', () => {
  test('is the same for the same press, and another one closes it', async () => {
    const first = await press();
    expect(await press()).toEqual(first);
    const before = await pageId();
    const second = await press({ plan: 'pro', interval: 'year' });
    expect(second.url).not.toBe(first.url);
    expect(await vendor.provider.readCheckout(before)).toMatchObject({ state: 'expired' });
    expect((await rows()).actions.filter((each) => each === 'subscription.subscribe')).toHaveLength(2);
  });

  test('asks for as many seats as the plan has places: nobody pays for whom it would freeze', async () => {
    tenant = await createTestTenant(db, { hosts: 7 });
    await press({ plan: 'pro', interval: 'month' });
    expect((await rows()).subscription?.checkoutSeats).toBe(5);
    await press(team);
    expect((await rows()).subscription?.checkoutSeats).toBe(7);
  });

  test('that somebody has just paid on is no way to pay twice', async () => {
    await press();
    await vendor.subscribe(await pageId());
    expect(await refusalOf(press({ plan: 'pro', interval: 'month' }))).toBe('already_subscribed');
    expect(await refusalOf(press())).toBe('already_subscribed');
    await ask();
    expect(await refusalOf(press())).toBe('already_subscribed');
  });

  test('is found again when its answer was lost, and nothing is lost while the vendor is away', async () => {
    await vendor.fault({ method: 'POST', times: 2, reset: 'after' });
    expect(await refusalOf(press())).toBe('temporarily_unavailable');
    const { url } = await press();
    expect(url).toContain(await pageId());
    const made = (await vendor.writes()).filter(({ key }) => key?.includes(tenant.tenantId));
    expect(new Set(made.map(({ key }) => key)).size).toBe(1);
  });

  test('is not opened where an operator has given the plan, or none is sold', async () => {
    expect(await refusalOf(openPlanCheckout(owner(), { seller: null, ...pages }, team))).toBe(
      'plans_not_sold',
    );
    await setPlan(operator(), { plan: 'team', limits: {}, reason: 'A friend' });
    expect(await refusalOf(press())).toBe('plan_given');
  });
});

describe('what comes of it', () => {
  test('is one transaction: state, plan, record and mails; repeated, it changes nothing', async () => {
    await buy();
    const first = await rows();
    expect(first).toMatchObject({
      plan: 'team',
      source: 'subscription',
      subscription: { state: 'trialing', plan: 'team', seats: 2, failures: 0, checkoutBegunAt: null },
    });
    expect(first.actions).toContain('subscription.follow');
    expect(first.actions).toContain('tenant.set_plan');
    await ask();
    await ask();
    expect((await rows()).actions).toEqual(first.actions);
  });

  test('a look that began before the last one changes nothing, whenever its answer comes', async () => {
    const id = await buy();
    const early = Date.now();
    await vendor.endAtVendor(id);
    await ask(early + 2_000);
    expect((await rows()).plan).toBe('free');
    await vendor.putInto(id, 'active');
    await ask(early + 1_000);
    expect(await rows()).toMatchObject({ plan: 'free', subscription: { state: 'ended' } });
  });

  test('what comes while the vendor is asked is asked for again', async () => {
    await buy();
    const at = Date.now() + 1_000;
    const answer = ask(at);
    const { tenantId } = tenant;
    await withTenant(db, tenantId, (tx) => hintSubscription(tx, { tenantId, now: at + 1 }));
    await answer;
    expect((await rows()).subscription?.askAt).toBe(at + 1);
  });

  test('a trial is had once, also by whoever buys anew', async () => {
    const id = await buy();
    expect((await rows()).subscription?.state).toBe('trialing');
    await vendor.endAtVendor(id);
    await ask();
    await press({ plan: 'pro', interval: 'month' });
    expect((await rows()).subscription?.checkoutTrialDays).toBe(0);
    expect((await readBilling(owner(), vendor.provider)).trialDays).toBe(0);
  });

  test('a card that has had a trial with somebody else pays at once', async () => {
    const fingerprint = `fp_${tenant.tenantId}`;
    await buy({ fingerprint });
    expect((await rows()).subscription?.state).toBe('trialing');
    tenant = await createTestTenant(db);
    await vendor.fault({ method: 'POST', path: '^/v1/subscriptions/', times: 2, reset: 'after' });
    await expect(buy({ fingerprint })).rejects.toMatchObject({ kind: 'unavailable' });
    await ask();
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { state: 'active', trialCard: null } });
  });

  test('a payment that is owed is told on three days, and after the week that the plan is gone', async () => {
    const id = await buy({ deed: 'pay_then_decline' });
    const { subscription } = await rows();
    await vendor.advanceClock(15 * dayMs);
    const since = subscription?.trialEndsAt ?? 0;
    await ask(since + 600_000);
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { state: 'past_due' } });
    expect((await rows()).told).toEqual([
      'plan_past_due',
      'plan_past_due',
      'plan_past_due',
      'plan_trial_ending',
    ]);
    expect(await readBilling(owner(since + dayMs), vendor.provider)).toMatchObject({
      subscription: { graceEndsAt: new Date(since + 7 * dayMs).toISOString() },
    });
    await ask(since + 7 * dayMs);
    expect(await rows()).toMatchObject({ plan: 'free' });
    expect((await rows()).told).toContain('plan_ended');
    await vendor.useCard(id, { isDeclined: false });
    await ask(since + 8 * dayMs);
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { pastDueSince: null } });
  });
});

describe('an operator', () => {
  test('gives a plan that payments do not touch, and can let it follow them again', async () => {
    const id = await buy();
    await setPlan(operator(), { plan: 'enterprise', limits: {}, reason: 'Support' });
    await vendor.endAtVendor(id);
    await ask();
    expect(await rows()).toMatchObject({ plan: 'enterprise', source: 'operator' });
    await setPlan(operator(), {
      plan: 'enterprise',
      limits: {},
      followsPayment: true,
      reason: 'Over',
    });
    expect(await rows()).toMatchObject({ plan: 'free', source: 'subscription' });
  });
});

describe('an owner', () => {
  test('sees what a seat costs before somebody joins, and nothing where seats are not paid for', async () => {
    expect(await previewSeats(owner(), vendor.provider, { more: 1 })).toBeNull();
    await buy();
    expect(await previewSeats(owner(), vendor.provider, { more: 1 })).toMatchObject({ seats: 3 });
    expect(await previewSeats(owner(), vendor.provider, { more: 0 })).toBeNull();
  });

  test('changes, cancels and looks at invoices of a plan that there is', async () => {
    expect(await refusalOf(cancelPlan(owner()))).toBe('not_subscribed');
    const portal = () =>
      openBillingPortal(owner(), { seller: vendor.provider, returnUrl: pages.returnUrl }, { locale: 'vi' });
    expect(await refusalOf(portal())).toBe('not_subscribed');
    const id = await buy();
    expect((await portal()).url).toContain(vendor.url);
    await changePlan(owner(), vendor.provider, { plan: 'pro', interval: 'year' });
    await cancelPlan(owner());
    await ask();
    expect(await vendor.provider.readSubscription(id)).toMatchObject({
      offer: { plan: 'pro', interval: 'year' },
      isCancelled: true,
    });
    expect(await rows()).toMatchObject({
      plan: 'pro',
      subscription: { wantedPlan: null, wantedCancelled: null },
    });
  });
});
