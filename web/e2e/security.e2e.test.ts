import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, demoOf, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const toast = (on: Page, text: string): Promise<void> =>
  on.locator('[data-sonner-toast]').filter({ hasText: text }).first().waitFor();

/** Fills in the password and waits for whatever comes after it. */
const enterPassword = async (on: Page): Promise<void> => {
  const { email, password } = demoOf(web);
  await on.goto('/app/sign-in');
  await on.getByLabel('E-mail').fill(email);
  await on.getByLabel('Password', { exact: true }).fill(password);
  await on.getByRole('button', { name: 'Sign in', exact: true }).click();
};

const isIn = (on: Page): Promise<void> =>
  on.locator('[data-live=live]').first().waitFor({ state: 'attached' });

describe('where a host is signed in', () => {
  it('is shown, and another device is signed out from there', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/security');
    const other = await web.open({ viewport: { width: 360, height: 740 } });
    await signIn(web, other);
    await page.reload();
    await page.getByText('This device').waitFor();
    await page
      .getByRole('button', { name: /^Sign out Chrome on/ })
      .first()
      .click();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
    await toast(page, 'The device is signed out.');
    await other.goto('/app/bookings');
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('one-time codes', () => {
  it('are set up with an app, asked for at the next sign-in, and turned off again', async () => {
    const page = await web.open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await signIn(web, page, '/app/security');
    // As the API answers when the sign-in is not fresh any more.
    await page.route(
      '**/api/v1/me/second-factor/setup',
      (route) => route.fulfill({ status: 403, json: { code: 'fresh_sign_in_required' } }),
      { times: 1 },
    );
    await page.getByRole('button', { name: 'Set up one-time codes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Confirm that it is you').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('Password').fill('not the password');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByText('This is not your password').waitFor();
    await dialog.getByLabel('Password').fill(demoOf(web).password);
    await page.keyboard.press('Enter');
    await dialog.getByRole('img', { name: 'QR code for your app' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
    const codeIn = (milliseconds: number): string =>
      new TOTP({ secret }).generate({ timestamp: Date.now() + milliseconds });
    await dialog.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.keyboard.press('Enter');
    await dialog.getByText('This code is wrong').waitFor();
    await dialog.getByRole('textbox', { name: 'Code' }).fill(codeIn(0));
    await page.keyboard.press('Enter');
    await dialog.getByText('Your recovery codes').waitFor();
    const recovery = await dialog.getByRole('listitem').allTextContents();
    expect(recovery).toHaveLength(10);
    await dialog.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('10 recovery codes left').waitFor();

    const again = await web.open();
    await enterPassword(again);
    await again.getByRole('heading', { name: 'Enter a code' }).waitFor();
    expect(await axeFindings(again)).toEqual([]);
    await again.getByLabel('Code').fill(codeIn(30_000));
    await again.keyboard.press('Enter');
    await isIn(again);
    const third = await web.open();
    await enterPassword(third);
    await third.getByLabel('Code').fill(recovery[0] ?? '');
    await third.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isIn(third);

    await third.goto('/app/security');
    await third.getByText('9 recovery codes left').waitFor();
    await third.getByRole('button', { name: 'Turn off' }).click();
    await third
      .getByRole('dialog')
      .getByLabel('Code')
      .fill(recovery[1] ?? '');
    await third.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
    await toast(third, 'One-time codes are turned off.');
    await third.getByRole('button', { name: 'Set up one-time codes' }).waitFor();
  });
});

/** A browser with an authenticator in it that its owner has unlocked. */
const withAuthenticator = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};

describe('a passkey', () => {
  it('is added, signs in without a password, and is removed', async () => {
    const page = await web.open();
    await withAuthenticator(page);
    await signIn(web, page, '/app/security');
    await page.getByText('You have no passkey yet.').waitFor();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Create the passkey' }).click();
    await page.getByText('Enter a name').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Name').fill('My laptop');
    await page.getByRole('button', { name: 'Create the passkey' }).click();
    await toast(page, 'The passkey is added.');
    await page.getByText('Not used yet').waitFor();

    await page
      .getByRole('button', { name: /Account menu/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await isIn(page);
    await page.goto('/app/security');
    await page.getByText(/Last used/).waitFor();
    await page.getByRole('button', { name: 'Remove My laptop' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await toast(page, 'The passkey is removed.');
    await page.getByText('You have no passkey yet.').waitFor();
  });
});
