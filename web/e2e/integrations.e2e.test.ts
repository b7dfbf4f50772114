import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emulatorApiKey } from '#providers/email/resend/emulator/credentials.ts';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

describe("the organisation's accounts", () => {
  it.each([360, 1280])(
    'an owner connects, tests and disconnects one by keyboard, and is told why one does not work (%i px)',
    async (width) => {
      const page = await web.open({ viewport: { width, height: 800 }, locale: 'en-GB' });
      await signIn(web, page, '/app/integrations');
      const section = page.getByRole('region', { name: 'Accounts of the organisation' });
      await section.getByRole('button', { name: 'Connect Resend' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Connect Resend' });
      await dialog.getByRole('button', { name: 'Connect', exact: true }).press('Enter');
      await expect.poll(() => dialog.getByText('Please fill this in').count()).toBe(2);
      expect(await axeFindings(page)).toEqual([]);
      await dialog.getByLabel('Sender address').fill(`clinic-${width}@example.com`);
      await dialog.getByLabel('API key').fill('re_not_issued');
      await dialog.getByLabel('API key').press('Enter');
      await dialog.getByText('The account does not work. Please check what you entered.').waitFor();
      await dialog.getByText('the provider rejected our credentials').waitFor();
      await dialog.getByLabel('API key').fill(emulatorApiKey);
      await dialog.getByLabel('API key').press('Enter');
      await dialog.waitFor({ state: 'detached' });
      const account = section.getByRole('listitem').filter({ hasText: `clinic-${width}@example.com` });
      await account.getByText('Connected', { exact: true }).waitFor();
      await account.getByRole('button', { name: /^Test/ }).press('Enter');
      await page.getByText('A test e-mail is on its way to you.').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      expect(await page.content()).not.toContain(emulatorApiKey);
      await account.getByRole('button', { name: /^Disconnect/ }).press('Enter');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).press('Enter');
      await account.waitFor({ state: 'detached' });
    },
  );
});
