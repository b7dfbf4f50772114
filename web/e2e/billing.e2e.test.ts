import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, signIn, speak, startWeb, type Web } from './harness.ts';

let web: Web;
let page: Page;
const dayMs = 86_400_000;

const vendorUrl = (): string =>
  web.stack.standIns.find(({ capability }) => capability === 'billing')?.url ?? '';
/** The vendor's pages, whatever name of this machine leads there. */
const atVendor = (url: URL): boolean => url.port === new URL(vendorUrl()).port;
const admin = async (path: string, body: object = {}): Promise<void> => {
  const answer = await fetch(`${vendorUrl()}/_admin${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
};
const subscriptionId = async (): Promise<string> => {
  const state = await (await fetch(`${vendorUrl()}/_admin/state`)).json();
  return Object.keys(Object(state).subscriptions).at(-1) ?? '';
};

beforeAll(async () => {
  web = await startWeb();
  page = await web.open();
  await signIn(web, page);
});
afterAll(() => web?.stop());

const fits = (on: Page): Promise<number> =>
  on.evaluate(() => document.documentElement.scrollWidth - innerWidth);
/** At a phone's width and at that of a desk, in light and dark. */
const check = async (name: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1_280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect([await fits(page), await axeFindings(page)], `${name} ${colorScheme} ${width}`).toEqual([0, []]);
    }
  await page.emulateMedia({ colorScheme: 'light' });
};
const atBilling = () => page.getByRole('heading', { name: 'Plan and billing', level: 1 }).waitFor();

describe('plan and billing', () => {
  it('shows what there is to buy to whoever has only a keyboard', async () => {
    await page
      .getByRole('button', { name: /Account menu/ })
      .first()
      .press('Enter');
    await page.getByRole('menuitem', { name: 'Plan and billing' }).press('Enter');
    await atBilling();
    await page.getByRole('heading', { name: 'Team', level: 3 }).waitFor();
    await page.getByText('$18.00 per member and month').waitFor();
    await page.getByRole('radio', { name: 'Yearly' }).press('Space');
    await page.getByText('$180.00 per member and year').waitFor();
    await page.getByRole('radio', { name: 'Monthly' }).press('Space');
    await check('offers');
  });

  it('buys nothing with a card that is declined, and a plan with one that pays', async () => {
    await page.getByRole('button', { name: 'Choose Team' }).press('Enter');
    await page.waitForURL(atVendor);
    await page.getByRole('button', { name: 'Card is declined' }).press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await atBilling();
    await page.getByText('Enterprise', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Choose Team' }).press('Enter');
    await page.waitForURL(atVendor);
    await page.getByRole('button', { name: 'Subscribe with test card •••• 4242' }).press('Enter');
    await atBilling();
    await page.getByText(/^Your trial ends on/).waitFor();
    await page.getByText('Your plan', { exact: true }).waitFor();
    await page.waitForURL((url) => !url.searchParams.has('bought'));
    await check('a trial');
  });

  it('shows what was done at the vendor: a plan that is cancelled there is kept here', async () => {
    await page.getByRole('button', { name: 'Cards and invoices' }).press('Enter');
    await page.waitForURL(atVendor);
    await page.getByRole('button', { name: 'Cancel at the end of the period' }).press('Enter');
    await page.getByRole('button', { name: 'Do not cancel' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await page.getByText(/^Cancelled: you keep the plan until/).waitFor();
    await page.getByRole('button', { name: 'Keep plan' }).press('Enter');
    await page.getByText(/^Your trial ends on/).waitFor();
    await page.getByRole('button', { name: 'Cancel plan' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel plan' }).press('Enter');
    await page.getByText(/^Cancelled: you keep the plan until/).waitFor();
    await page.getByRole('button', { name: 'Keep plan' }).press('Enter');
    await page.getByText(/^Your trial ends on/).waitFor();
  });

  it('reads as well in Vietnamese', async () => {
    await speak(page, 'vi');
    await page.reload();
    await page.getByRole('heading', { name: 'Gói và thanh toán', level: 1 }).waitFor();
    await page.getByText('18,00').first().waitFor();
    await check('in Vietnamese');
    await speak(page, 'en');
  });

  it('says what one member more costs before they are invited', async () => {
    await page.goto(`${web.stack.publicUrl}/app/members`);
    await page.getByRole('button', { name: 'Invite' }).first().press('Enter');
    await page.getByText(/^One more member:/).waitFor();
    await page.keyboard.press('Escape');
  });

  it('warns every member while a payment is owed, and falls back to Free when the plan has ended', async () => {
    const id = await subscriptionId();
    await page.goto(`${web.stack.publicUrl}/app/bookings`);
    await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
    await admin(`/subscriptions/${id}/card`, { isDeclined: true });
    await admin('/clock', { advanceMs: 15 * dayMs });
    // Nothing is pressed or loaded again: an open page is told.
    await page.getByText(/^The payment for your organisation’s plan failed/).waitFor({ timeout: 60_000 });
    await check('the banner');
    await page.getByRole('link', { name: 'Open billing' }).press('Enter');
    await page.getByText(/^The last payment failed/).waitFor();
    await check('a payment that is owed');
    await admin(`/subscriptions/${id}/end`);
    await page.getByText('Your plan has ended. Nothing was deleted.').waitFor({ timeout: 60_000 });
    await page.getByText('Free', { exact: true }).first().waitFor();
  });

  it('shows operators what an organisation pays', async () => {
    await page.goto(`${web.stack.publicUrl}/app/operator/tenants`);
    await page.getByRole('link', { name: /Lotus/ }).first().press('Enter');
    await page.getByRole('heading', { name: 'Billing' }).waitFor();
    await page.getByText('Team, Monthly, Ended').waitFor();
  });
});
