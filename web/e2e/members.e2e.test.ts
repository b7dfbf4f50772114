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

/** The last one first. */
const mailsTo = async (email: string): Promise<{ subject: string; text: string }[]> => {
  const answer = await fetch(
    `${standInUrl(web.stack, 'email')}/_admin/messages?to=${encodeURIComponent(email)}`,
  );
  return ((await answer.json()) as { messages: { subject: string; text: string }[] }).messages;
};

/** The link in the last invitation to an address. */
const linkTo = async (email: string): Promise<string> => {
  const linkIn = async (): Promise<string | undefined> =>
    /https?:\/\/\S+\/invitation#\S+/.exec((await mailsTo(email))[0]?.text ?? '')?.[0];
  await expect.poll(linkIn, { timeout: 60_000 }).toBeDefined();
  return (await linkIn()) ?? '';
};

describe('members', () => {
  it.each([360, 1280])(
    'are invited by mail, come in with a new account, and are removed again (%i px)',
    async (width) => {
      const email = `mai-${width}@example.com`;
      const page = await web.open({ viewport: { width, height: 800 } });
      await signIn(web, page, '/app/members');
      await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Invite a member' }).click();
      await page.getByLabel('E-mail address').fill('minh.pham@example.com');
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      await page.getByText('Somebody with this address is already a member.').first().waitFor();
      await page.getByLabel('E-mail address').fill(email);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      await toast(page, `Invitation sent to ${email}.`).waitFor();
      await page.getByText('invited by Trần Thùy Linh').first().waitFor();
      expect(await fits(page)).toBe(0);
      expect(await axeFindings(page)).toEqual([]);

      const guest = await web.open({ viewport: { width, height: 800 } });
      await guest.goto(await linkTo(email));
      await guest.getByRole('heading', { name: 'Join Lotus Studio' }).waitFor();
      expect(await fits(guest)).toBe(0);
      expect(await axeFindings(guest)).toEqual([]);
      await guest.getByLabel('Name').fill(`Mai ${width}`);
      await guest.getByLabel('Password', { exact: true }).fill('copper kettle under the willow');
      await guest.getByRole('button', { name: 'Create account and join' }).click();
      await guest.getByRole('heading', { name: 'Bookings', level: 1 }).waitFor({ timeout: 30_000 });
      await guest.goto(await linkTo(email));
      await guest.getByText('This invitation was already accepted.').waitFor();

      // Something of theirs stands open when they are removed.
      await guest.goto('/app/api-keys');
      await guest.getByRole('button', { name: 'Create a key' }).first().click();
      await guest.getByRole('dialog').getByLabel('Name').fill('Reports');
      await guest.getByRole('button', { name: 'View only' }).click();

      await page.reload();
      await page.getByRole('button', { name: `Actions for Mai ${width}` }).click();
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
      await page.getByText('There are no upcoming bookings.').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await toast(page, `Mai ${width} is removed.`).waitFor();
      await page.getByRole('heading', { name: 'Recent departures' }).waitFor();
      // The page is told by itself.
      const told = guest.getByRole('alertdialog', {
        name: 'You are no longer a member of Lotus Studio',
      });
      await told.waitFor();
      expect(await guest.getByRole('dialog').count()).toBe(0);
      expect(await fits(guest)).toBe(0);
      expect(await axeFindings(guest)).toEqual([]);
      await told.getByRole('button', { name: 'Continue' }).press('Enter');
      const nowhere = guest.getByRole('heading', { name: 'You belong to no organisation' });
      await nowhere.waitFor();
      await guest.getByText(`You are signed in as ${email}`).waitFor();
      expect(await fits(guest)).toBe(0);
      expect(await axeFindings(guest)).toEqual([]);

      // The password is right, and says so: the page is the same one.
      await guest.getByRole('button', { name: 'Sign out' }).press('Enter');
      await guest.getByLabel('E-mail').fill(email);
      await guest.getByLabel('Password', { exact: true }).fill('copper kettle under the willow');
      await guest.getByLabel('Password', { exact: true }).press('Enter');
      await nowhere.waitFor();
      await guest.goto('/app/no-organisation');
      await nowhere.waitFor();
      await expect
        .poll(async () => (await mailsTo(email))[0]?.subject, { timeout: 60_000 })
        .toBe('You are no longer a member of Lotus Studio');
    },
  );
});
