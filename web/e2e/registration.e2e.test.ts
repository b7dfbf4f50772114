import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, demoOf, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const secret = 'copper kettle under the willow';
const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const mailbox = (path: string): string => `${standInUrl(web.stack, 'email')}/_admin/${path}`;
const textsTo = async (email: string): Promise<string[]> => {
  const answer = await fetch(mailbox(`messages?to=${encodeURIComponent(email)}`));
  const { messages } = (await answer.json()) as { messages: { text: string }[] };
  return messages.map(({ text }) => text);
};
const linkIn = (text = ''): string | undefined => /https?:\/\/\S+\/register\/confirm#\S+/.exec(text)?.[0];
const linkTo = async (email: string): Promise<string> => {
  await expect.poll(async () => linkIn((await textsTo(email))[0]), { timeout: 90_000 }).toBeDefined();
  return linkIn((await textsTo(email))[0]) ?? '';
};

const fillOwn = async (page: Page, own: { name?: string; tenantName: string; handle: string }) => {
  if (own.name !== undefined) await page.getByLabel('Your name').fill(own.name);
  await page.getByLabel('Name of your organisation').fill(own.tenantName);
  await page.getByLabel('Address of your organisation').fill(own.handle);
};
const bookings = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Bookings', level: 1 }).waitFor({ timeout: 30_000 });

/** Chooses somebody on the page of a vendor's stand-in. */
const continueWith = async (page: Page, vendor: string, person: RegExp): Promise<void> => {
  await page.getByRole('button', { name: `Continue with ${vendor}` }).click();
  await page.getByRole('button', { name: person }).click();
};

describe('registering', () => {
  it.each([360, 1280])(
    'goes from the form by an e-mail to an organisation of one’s own, also when the mail vendor fails at first (%i px)',
    async (width) => {
      const email = `lan-${width}@example.com`;
      await fetch(mailbox('faults'), {
        method: 'POST',
        body: JSON.stringify({ path: '/emails', status: 503, times: 2 }),
      });
      const page = await web.open({ viewport: { width, height: 800 } });
      await page.goto('/app');
      await page.getByRole('link', { name: 'Create an account' }).click();
      await page.getByRole('heading', { name: 'Create an account' }).waitFor();
      await page.getByRole('button', { name: 'Create the account' }).click();
      await page.getByText('Enter the name of your organisation').waitFor();
      expect(await fits(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      const own = { name: 'Lan Bui', tenantName: `Lan’s studio ${width}`, handle: `lan-studio-${width}` };
      await fillOwn(page, { ...own, handle: demoOf(web).guestPath.slice(1) });
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(secret);
      await page.getByRole('button', { name: 'Create the account' }).click();
      await page.getByText('This address is taken').waitFor();
      await fillOwn(page, own);
      await page.getByRole('button', { name: 'Create the account' }).dblclick();
      await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);

      const link = await linkTo(email);
      const elsewhere = await web.open({ viewport: { width, height: 800 } });
      await elsewhere.goto(link);
      await elsewhere.getByText('You registered in another browser.').waitFor();
      await elsewhere.getByLabel('Password', { exact: true }).fill('somebody else’s');
      await elsewhere.getByRole('button', { name: 'Create the account' }).click();
      await elsewhere.getByText('This is not the password that you chose').waitFor();
      expect(await fits(elsewhere)).toBe(0);
      expect(await axeFindings(elsewhere)).toEqual([]);

      await page.goto(link);
      await page.getByText('is yours with one more click').waitFor();
      await page.getByRole('button', { name: 'Create the account' }).dblclick();
      await bookings(page);
      expect(await textsTo(email)).toHaveLength(1);
      await elsewhere.goto('about:blank');
      await elsewhere.goto(link);
      await elsewhere.getByText('This link was already used.').waitFor();
      await page.goto('/app/register');
      await page.getByText(`You are signed in as ${email}.`).waitFor();
    },
  );
});

describe('signing in with an account elsewhere', () => {
  it('makes an organisation for somebody new, and lets them in again', async () => {
    const page = await web.open();
    await page.goto('/app/sign-in');
    await page.getByRole('button', { name: 'Continue with Google' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await continueWith(page, 'Google', /Hoa Tran/);
    await page.getByText('You sign in as hoa.tran@gmail.example.').waitFor();
    await fillOwn(page, { tenantName: 'Salon Hoa', handle: 'salon-hoa' });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await bookings(page);
    const again = await web.open();
    await again.goto('/app/contacts');
    await continueWith(again, 'Google', /Hoa Tran/);
    await again.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor({ timeout: 30_000 });
    await again.goto('/app/security');
    await again.getByText('Google is your only way to sign in.').waitFor();
    expect(await again.getByRole('button', { name: 'Disconnect Google' }).count()).toBe(0);
    expect(await axeFindings(again)).toEqual([]);

    await again.setViewportSize({ width: 360, height: 800 });
    await again.goto('/app/profile');
    await again.getByText('You have no password yet').waitFor();
    expect(await fits(again)).toBe(0);
    expect(await axeFindings(again)).toEqual([]);
    await again.getByRole('button', { name: 'Send me a link to choose a password' }).press('Enter');
    await again.getByText('A link is on its way to hoa.tran@gmail.example.').waitFor();
    const toChoose = async () =>
      /https?:\/\/\S+\/new-password#\S+/.exec((await textsTo('hoa.tran@gmail.example'))[0] ?? '')?.[0];
    await expect.poll(toChoose, { timeout: 60_000 }).toBeDefined();
    await again.goto((await toChoose()) ?? '');
    await again.getByLabel('New password').fill(secret);
    await again.getByLabel('New password').press('Enter');
    await again.getByRole('heading', { name: 'Sign in' }).waitFor();
    await continueWith(again, 'Google', /Hoa Tran/);
    await bookings(again);
    await again.goto('/app/profile');
    await again.getByLabel('Current password').waitFor();
    await again.goto('/app/security');
    await again.getByRole('button', { name: 'Disconnect Google' }).waitFor();
  });

  it('is refused with a sentence for an address that nobody has verified, and for who cancels', async () => {
    const page = await web.open({ viewport: { width: 360, height: 800 } });
    await page.goto('/app/sign-in');
    await continueWith(page, 'Microsoft', /Not Linh/);
    await page.getByText('The provider has not verified your e-mail address.').waitFor();
    expect(await fits(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await continueWith(page, 'Microsoft', /^Cancel$/);
    await page.getByText('You cancelled signing in.').waitFor();
  });

  it('is connected and disconnected under Security', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/security');
    await page.getByRole('heading', { name: 'Sign in with another account' }).waitFor();
    await page.getByRole('button', { name: 'Connect Microsoft' }).click();
    await page.getByRole('button', { name: /Mai Pham/ }).click();
    await page.getByText('You can now sign in with Microsoft.').waitFor();
    await page.getByText('Microsoft · mai.pham@contoso.example').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const other = await web.open();
    await other.goto('/app/sign-in');
    await continueWith(other, 'Microsoft', /Mai Pham/);
    await bookings(other);
    await page.getByRole('button', { name: 'Disconnect Microsoft' }).click();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await page.getByText('You no longer sign in with Microsoft.').waitFor();
  });
});
