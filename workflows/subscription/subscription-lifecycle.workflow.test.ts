import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { subscriptions } from '#db/schema/installation.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { type BillingHarness, billingHarnesses } from '#providers/billing/contract-harness.ts';
import { ownerOf } from '#services/booking/testing/requests.ts';
import { cancelPlan, changePlan, resumePlan } from '#services/subscription/change-subscription.ts';
import { hintSubscription } from '#services/subscription/hint-subscription.ts';
import { openPlanCheckout } from '#services/subscription/open-plan-checkout.ts';
import { contextOf, keepHistory, type Lab, openLab } from '#workflows/testing/harness.ts';

const dayMs = 86_400_000;
const pages = { returnUrl: 'http://127.0.0.1:9/app/billing', cancelUrl: 'http://127.0.0.1:9/app/billing' };

let lab: Lab;
let vendor: BillingHarness;
let vendorNow: number;
beforeEach(async () => {
  vendor = await billingHarnesses.stripe();
  vendorNow = Date.now();
  lab = await openLab({
    hosts: 2,
    billing: new Map([[vendor.provider.vendor, vendor.provider]]),
  });
});
afterEach(async () => {
  await lab.close();
  await vendor.stop();
});

const owner = () => contextOf(lab, ownerOf(lab.tenant));

/** Lets time pass for the workflows, and for the vendor first: what is due there has happened when it is asked. */
const pass = async (days: number): Promise<void> => {
  await vendor.advanceClock(days * dayMs);
  vendorNow += days * dayMs;
  await lab.sleep(days * dayMs);
};

/** The vendor's clock goes with the workflows'. */
const syncClock = async (): Promise<void> => {
  const at = await lab.env.currentTimeMs();
  if (at <= vendorNow) return;
  await vendor.advanceClock(at - vendorNow);
  vendorNow = at;
};

const rows = () =>
  withTenant(lab.db, lab.tenant.tenantId, async (tx) => {
    const [[tenant], [subscription]] = await Promise.all([
      tx.select({ plan: tenants.plan, source: tenants.planSource }).from(tenants),
      tx.select().from(subscriptions),
    ]);
    return { ...tenant, subscription };
  });

/** A message of the vendor arrives: the follower asks. */
const hint = async (): Promise<void> => {
  const { tenantId } = lab.tenant;
  const now = await lab.env.currentTimeMs();
  await withTenant(lab.db, tenantId, (tx) => hintSubscription(tx, { tenantId, now }));
  await lab.called();
  await lab.sleep('30 seconds');
};

const goToPage = async (trialDays = 0, plan: 'pro' | 'team' = 'team'): Promise<string> => {
  await syncClock();
  const seller = { ...vendor.provider, trialDays };
  await openPlanCheckout(await owner(), { seller, ...pages }, { plan, interval: 'month' });
  await lab.called();
  const { subscription } = await rows();
  return subscription?.checkoutId ?? '';
};

const buy = async (trialDays = 0, how: Parameters<BillingHarness['subscribe']>[1] = {}): Promise<string> => {
  await vendor.subscribe(await goToPage(trialDays), how);
  await hint();
  return (await rows()).subscription?.subscriptionId ?? '';
};

/** Who is frozen, the owner first. */
const frozen = async (): Promise<boolean[]> => {
  const found = await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.select({ id: members.id, frozenAt: members.frozenAt }).from(members),
  );
  return lab.tenant.hosts.map(({ id }) => found.find((each) => each.id === id)?.frozenAt != null);
};
const mailsOfFrozen = () => lab.sent.filter(({ content }) => content.subject.startsWith('members_frozen'));

const told = () => lab.sent.flatMap(({ content }) => /^plan_[a-z_]+/.exec(content.subject)?.[0] ?? []);

describe('a plan that is paid for', () => {
  test('is given after a trial has begun, kept through the grace, taken at its end, which freezes members beyond what is free, and given back once paid, with all members', async () => {
    const id = await buy(14, { deed: 'pay_then_decline' });
    expect(await rows()).toMatchObject({ plan: 'team', source: 'subscription' });
    await pass(12);
    expect(told()).toEqual(['plan_trial_ending']);
    await pass(3);
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { state: 'past_due' } });
    await pass(3);
    expect((await rows()).plan).toBe('team');
    expect(await frozen()).toEqual([false, false]);
    await pass(4);
    expect((await rows()).plan).toBe('free');
    expect(await frozen()).toEqual([false, true]);
    expect(mailsOfFrozen()).toHaveLength(1);
    expect(told()).toEqual([
      'plan_trial_ending',
      'plan_past_due',
      'plan_past_due',
      'plan_past_due',
      'plan_ended',
    ]);
    await vendor.useCard(id, { isDeclined: false });
    await hint();
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { state: 'active', seats: 2 } });
    expect(await frozen()).toEqual([false, false]);
    expect(mailsOfFrozen()).toHaveLength(1);
    await vendor.endAtVendor(id);
    await hint();
    await lab.ended(`subscription/${lab.tenant.tenantId}`);
    expect(await rows()).toMatchObject({ plan: 'free', subscription: { state: 'ended' } });
    await keepHistory(lab, `subscription/${lab.tenant.tenantId}`, 'subscription-lifecycle-lapsed');
  });

  test('is noticed without any message of the vendor', async () => {
    await vendor.subscribe(await goToPage());
    await lab.sleep('15 minutes');
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { state: 'active' } });
    const { subscription } = await rows();
    await vendor.endAtVendor(subscription?.subscriptionId ?? '');
    await pass(2);
    expect((await rows()).plan).toBe('free');
  });

  test('has as many seats as there are members, from the first page on', async () => {
    const id = await buy();
    expect(await vendor.provider.readSubscription(id)).toMatchObject({ seats: 2 });
    await vendor.provider.changeSeats({ key: 'by hand', subscriptionId: id, seats: 7 });
    await hint();
    expect(await vendor.provider.readSubscription(id)).toMatchObject({ seats: 2 });
  });

  test('is changed, cancelled and taken up again as an owner asks, also while the vendor is away', async () => {
    const id = await buy();
    await vendor.fault({ status: 500, times: 4 });
    await changePlan(await owner(), vendor.provider, { plan: 'pro', interval: 'year' });
    await lab.called();
    await lab.sleep('2 hours');
    expect(await rows()).toMatchObject({ plan: 'pro', subscription: { interval: 'year', wantedPlan: null } });
    await cancelPlan(await owner());
    await lab.called();
    await lab.sleep('1 minute');
    expect(await vendor.provider.readSubscription(id)).toMatchObject({ isCancelled: true });
    await resumePlan(await owner());
    await lab.called();
    await lab.sleep('1 minute');
    expect(await rows()).toMatchObject({ subscription: { isCancelled: false, state: 'active' } });
  });

  test('is the same whatever was lost on the way', async () => {
    const id = await buy();
    await vendor.provider.changeSeats({ key: 'by hand', subscriptionId: id, seats: 7 });
    await vendor.fault({ method: 'POST', times: 2, reset: 'after' });
    await hint();
    await hint();
    await lab.sleep('1 hour');
    expect(await rows()).toMatchObject({ plan: 'team', subscription: { seats: 2, failures: 0 } });
  });

  test('stays for a week when the vendor says what nobody knows, and no longer', async () => {
    const id = await buy();
    await vendor.putInto(id, 'hibernating');
    await hint();
    await pass(6);
    expect((await rows()).plan).toBe('team');
    await pass(2);
    expect((await rows()).plan).toBe('free');
  });
});

test('what an operator has given is not touched by what is paid for', async () => {
  await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.update(tenants).set({ plan: 'enterprise', planSource: 'standard' }),
  );
  const id = await buy();
  await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.update(tenants).set({ plan: 'enterprise', planSource: 'operator' }),
  );
  await vendor.endAtVendor(id);
  await hint();
  expect(await rows()).toMatchObject({ plan: 'enterprise', source: 'operator' });
});
