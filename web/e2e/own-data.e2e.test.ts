import { strFromU8, unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const toast = (on: Page, text: string): Locator =>
  on.locator('[data-sonner-toast]').filter({ hasText: text }).first();
const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** The link that the last mail to an address carries. */
const linkTo = async (email: string, what: RegExp): Promise<string> => {
  const messages = `${standInUrl(web.stack, 'email')}/_admin/messages?to=${encodeURIComponent(email)}`;
  const linkIn = async (): Promise<string | undefined> => {
    const { messages: found } = (await (await fetch(messages)).json()) as { messages: { text: string }[] };
    return found.map(({ text }) => what.exec(text)?.[0]).find((link) => link !== undefined);
  };
  await expect.poll(linkIn, { timeout: 60_000 }).toBeDefined();
  return (await linkIn()) ?? '';
};

/** A member of their own, signed in. */
const join = async (owner: Page, email: string, width: number): Promise<Page> => {
  await signIn(web, owner, '/app/members');
  await owner.getByRole('button', { name: 'Invite a member' }).click();
  await owner.getByLabel('E-mail address').fill(email);
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await toast(owner, email).waitFor();
  const member = await web.open({ viewport: { width, height: 800 } });
  await member.goto(await linkTo(email, /https?:\/\/\S+\/invitation#\S+/));
  await member.getByLabel('Name').fill('Lan');
  await member.getByLabel('Password', { exact: true }).fill('copper kettle under the willow');
  await member.getByRole('button', { name: 'Create account and join' }).click();
  await member.getByRole('heading', { name: 'Bookings', level: 1 }).waitFor({ timeout: 30_000 });
  return member;
};

describe('a person’s data', () => {
  it.each([360, 1280])(
    'is asked for, announced by mail and downloaded; an account is to be deleted and kept after all (%i px)',
    async (width) => {
      const email = `lan-${width}@example.com`;
      const owner = await web.open({ viewport: { width, height: 800 } });
      const page = await join(owner, email, width);

      await page.goto('/app/your-data');
      await page.getByRole('heading', { name: 'Your data', level: 1 }).waitFor();
      await page.getByText('You have not requested a file yet.').waitFor();
      expect(await fits(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Request a file' }).click();
      await toast(page, 'Your file is being made.').waitFor();
      await page.getByText('Ready', { exact: true }).waitFor({ timeout: 60_000 });
      expect(await linkTo(email, /https?:\/\/\S+\/app\/your-data/)).toContain('/app/your-data');
      const href = await page.getByRole('link', { name: /^Download the file/ }).getAttribute('href');
      const bytes = await page.evaluate(
        async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())],
        href ?? '',
      );
      const profile = unzipSync(Uint8Array.from(bytes))['profile.json'];
      expect(JSON.parse(strFromU8(profile ?? new Uint8Array()))).toMatchObject({ name: 'Lan', email });

      await page.getByRole('button', { name: 'Delete my account' }).click();
      await page.getByLabel('Your e-mail address, to confirm').fill('somebody@example.com');
      const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Delete my account' });
      await confirm.click();
      await page.getByText('This is not the address you sign in with').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByLabel('Your e-mail address, to confirm').fill(email);
      await confirm.click();
      await toast(page, 'Your account will be deleted.').waitFor();
      await page.goto('/app/bookings');
      await page.getByText(/^Your account will be deleted on/).waitFor();
      expect(await fits(page)).toBe(0);
      await page.getByRole('button', { name: 'Keep my account' }).click();
      await toast(page, 'Your account stays.').waitFor();
      await expect.poll(() => page.getByText(/^Your account will be deleted on/).count()).toBe(0);

      await owner.goto('/app/your-data');
      await owner.getByText('make somebody else an owner').waitFor();
      expect(await owner.getByRole('button', { name: 'Delete my account' }).count()).toBe(0);
      expect(await axeFindings(owner)).toEqual([]);
    },
  );
});
