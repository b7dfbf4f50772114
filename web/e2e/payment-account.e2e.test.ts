import { Client } from 'pg';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import { emulatorKeys as keys } from '#providers/payment/stripe/emulator/credentials.ts';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

/** As the application, in the demo's organisation. */
const inDemo = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: web.stack.databaseUrls.appUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.routing_key', 'linh', true)`);
    const { rows } = await client.query<{ tenant_id: string }>(
      `select tenant_id from handles where name = 'linh'`,
    );
    await client.query(`select set_config('app.tenant_id', $1, true)`, [rows[0]?.tenant_id ?? '']);
    await client.query(statement);
    await client.query('commit');
  } finally {
    await client.end();
  }
};

/** A page at the vendor that nobody can pay on any more: it tells the address of the account. */
const closeOne = async (key: string): Promise<void> => {
  const [provider] = (await createPaymentRegistry(web.stack.env)).values();
  if (provider === undefined) throw new Error('there is no payment vendor');
  const { credentials } = await provider.verifyKey(key);
  const client = provider.open(credentials, async () => undefined);
  const { checkout } = await client.openCheckout({
    key: crypto.randomUUID(),
    reference: { tenantId: 'ten_other', paymentId: 'pay_other', bookingId: 'bok_other' },
    amount: { amountMinor: 500_000, currency: 'VND' },
    title: 'Intro call',
    guestEmail: 'an@example.com',
    locale: 'en',
    expiresAt: Date.now() + 3_600_000,
    returnUrl: web.stack.publicUrl,
    cancelUrl: web.stack.publicUrl,
  });
  await client.closeCheckout(checkout.checkoutId);
};

const sectionOf = (page: Page): Locator => page.getByRole('region', { name: 'Payments' });
const isWithin = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

describe('the account that takes payments', () => {
  it('of the demo is there at once, and its notifications arrive', async () => {
    const page = await web.open({ locale: 'en-GB' });
    await signIn(web, page, '/app/integrations');
    const account = sectionOf(page).getByRole('article');
    await account.getByText('Test', { exact: true }).first().waitFor();
    await account.getByText('Set up automatically').waitFor();
    await account.getByText('none yet').waitFor();
    await closeOne(keys.test);
    await expect
      .poll(async () => {
        await page.reload();
        await account.getByText('Last notification').waitFor();
        return account.getByText('none yet').count();
      })
      .toBe(0);
  });

  it.each([
    [360, 'light'],
    [1280, 'dark'],
  ] as const)(
    'is disconnected and connected by keyboard, and what is wrong with a key is said (%i px, %s)',
    async (width, colorScheme) => {
      const page = await web.open({ viewport: { width, height: 800 }, colorScheme, locale: 'en-GB' });
      await signIn(web, page, '/app/integrations');
      const section = sectionOf(page);
      const account = section.getByRole('article');
      await account.waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await isWithin(page);
      await account.getByRole('button', { name: /^Test/ }).press('Enter');
      await page.getByText('The account works.').waitFor();
      await account.getByRole('button', { name: /^Disconnect/ }).press('Enter');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).press('Enter');
      await section.getByText('No account takes payments yet.', { exact: false }).waitFor();

      await section.getByRole('button', { name: 'Connect Stripe' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Connect Stripe' });
      const key = dialog.getByLabel('Secret key');
      await dialog.getByText('to refund guests').waitFor();
      await dialog.getByRole('button', { name: 'Connect', exact: true }).press('Enter');
      await dialog.getByText('Please fill this in').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await isWithin(page);
      await key.fill('pk_test_51HqLyjWDarjtT1zdp7dc');
      await key.press('Enter');
      await dialog.getByText('This is not a secret key.', { exact: false }).waitFor();
      await key.fill('rk_test_NeverIssuedHere1');
      await key.press('Enter');
      await dialog.getByText('the provider rejected our credentials').waitFor();
      await key.fill(keys.secret);
      await key.press('Enter');
      await dialog.getByText('This key can do everything in your account.').waitFor();
      await dialog.getByLabel('Use this key anyway').press('Space');
      expect(await axeFindings(page)).toEqual([]);
      await key.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await account.getByText('Its key can do everything in the account.', { exact: false }).waitFor();

      await account.getByRole('button', { name: /^Replace key/ }).press('Enter');
      const replace = page.getByRole('dialog', { name: /^Replace the key of/ });
      await replace.getByLabel('Secret key').fill(keys.test);
      await replace.getByLabel('Secret key').press('Enter');
      await replace.waitFor({ state: 'detached' });
      await account.getByText('Its key can do everything', { exact: false }).waitFor({ state: 'detached' });
      await account.getByText('The former signing secret is valid until', { exact: false }).waitFor();
      expect(await page.content()).not.toContain(keys.test);
    },
  );

  it.each([360, 1280])(
    'is told of notifications by hand where the key may not set them up (%i px)',
    async (width) => {
      const page = await web.open({ viewport: { width, height: 800 }, locale: 'en-GB' });
      await signIn(web, page, '/app/integrations');
      const section = sectionOf(page);
      const account = section.getByRole('article');
      await account.getByRole('button', { name: /^Disconnect/ }).press('Enter');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).press('Enter');
      await section.getByRole('button', { name: 'Connect Stripe' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Connect Stripe' });
      await dialog.getByLabel('Secret key').fill(keys.withoutWebhooks);
      await dialog.getByLabel('Secret key').press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await account.getByText('This key may not set up notifications.', { exact: false }).waitFor();
      await account
        .getByText(`${web.stack.publicUrl.split(':').at(-1)}/api/v1/webhooks/payment/`, { exact: false })
        .waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await isWithin(page);
      const secret = account.getByLabel('Signing secret');
      await secret.fill(keys.test);
      await secret.press('Enter');
      await account.getByText('This is not a signing secret.', { exact: false }).waitFor();
      await secret.fill('whsec_entered_by_hand_0001');
      await secret.press('Enter');
      await account.getByText('Set up by hand').waitFor();
      await account.getByRole('button', { name: 'Replace signing secret…' }).press('Enter');
      const replace = page.getByRole('dialog', { name: 'Signing secret' });
      await replace.getByLabel('Signing secret').fill('whsec_entered_by_hand_0002');
      await replace.getByLabel('Signing secret').press('Enter');
      await replace.waitFor({ state: 'detached' });
      await account.getByText('The former signing secret is valid until', { exact: false }).waitFor();
      expect(await page.content()).not.toContain('whsec_entered');
    },
  );

  it('is disconnected by its name only while links have a price, which are named (Vietnamese as well)', async () => {
    await inDemo(`update links set price_minor = 500000, currency = 'VND' where slug = 'intro-call'`);
    const page = await web.open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await signIn(web, page, '/app/integrations');
    await page.evaluate(() => localStorage.setItem('everslot.locale', 'vi'));
    await page.reload();
    const section = page.getByRole('region', { name: 'Thanh toán' });
    const account = section.getByRole('article');
    const name = await account.getByRole('heading', { level: 3 }).innerText();
    await account.getByRole('button', { name: /^Ngắt kết nối/ }).press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('1 liên kết có giá.', { exact: false }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ngắt kết nối' }).press('Enter');
    await dialog.getByText('Đây không phải tên của tài khoản.').waitFor();
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('textbox').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await section.getByText('1 liên kết có giá.', { exact: false }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await isWithin(page);
  });
});
