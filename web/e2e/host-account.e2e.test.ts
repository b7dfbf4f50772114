import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, bookAsGuest, demoOf, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const toast = (on: Page, text: string): Locator =>
  on.locator('[data-sonner-toast]').filter({ hasText: text }).first();

const isCovered = async (cover: Locator, control: Locator): Promise<boolean> => {
  const [a, b] = [await cover.boundingBox(), await control.boundingBox()];
  if (a === null || b === null) throw new Error('one of them is not shown');
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
};

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('what the app says of itself', () => {
  it.each([360, 1280])('leaves the buttons that save and confirm free (%i px)', async (width) => {
    const page = await web.open({ viewport: { width, height: 800 } });
    await signIn(web, page, '/app/links');
    await page.getByRole('link', { name: 'Coaching session' }).click();
    await page.getByLabel('Description').fill(`Written at ${width}`);
    await page.getByRole('button', { name: 'Save' }).click();
    const said = toast(page, 'Saved. Guests see the changes right away.');
    await said.waitFor();
    await page.getByLabel('Description').fill(`Written again at ${width}`);
    expect(await isCovered(said, page.getByRole('button', { name: 'Save' }))).toBe(false);
    expect(await isCovered(said, page.getByRole('button', { name: 'Discard changes' }))).toBe(false);
    await page.context().close();
  });

  it('names the rule beside the field when something cannot be added to a list', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/links/new');
    const box = page.getByLabel('Add a duration in minutes');
    for (const [minutes, words] of [
      ['1000', 'Enter a whole number from 5 to 480 minutes'],
      ['', 'Enter a whole number from 5 to 480 minutes'],
      ['30', 'This duration is already chosen'],
    ] as const) {
      await box.fill(minutes);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText(words).waitFor();
      expect(await box.getAttribute('aria-invalid')).toBe('true');
      await box.fill('20');
      await page.getByText(words).waitFor({ state: 'detached' });
    }
    await page.getByLabel('Amount').last().fill('31');
    await page.getByLabel('Unit').last().selectOption('days');
    await page.getByRole('button', { name: 'Add a reminder' }).click();
    await page.getByText('Enter a whole number, 30 days at most').waitFor();
    await page.context().close();
  });

  it('leads addresses of nothing to a page that says so, in both languages', async () => {
    const page = await web.open();
    await signIn(web, page);
    for (const path of [
      'bookings/bkg_wrong',
      'links/1',
      'schedules/sch_01jd8v6q5kf3wrv6gq2n8kz4s1',
      'sessions/nonsense',
      'contacts/cnt_x',
      'no-such-page',
    ]) {
      await page.goto(`/app/${path}`);
      await page.getByRole('heading', { name: 'Page not found' }).first().waitFor();
      expect(await page.getByRole('button', { name: 'Try again' }).count(), path).toBe(0);
    }
    await page.goto('/app/bookings?linkId=lnk_wrong');
    await page.getByRole('heading', { name: 'Bookings', level: 1 }).waitFor();
    expect(await page.getByText('Please check what you entered.').count()).toBe(0);
    await page.evaluate(() => localStorage.setItem('everslot.locale', 'vi'));
    await page.goto('/app/links/lnk_wrong');
    await page.getByRole('heading', { name: 'Không tìm thấy trang' }).waitFor();
    await page.context().close();
  });
});

describe('a calendar that is lost', () => {
  it('is told once when it is connected, and seen on every page when it has to be again', async () => {
    const page = await web.open({ viewport: { width: 360, height: 800 } });
    await signIn(web, page, '/app/integrations?error=denied');
    await page.getByText('Access was not granted, so nothing was connected.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.getByRole('button', { name: 'Connect Google Calendar' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await toast(page, 'The calendar is connected.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.getByText('Up to date').first().waitFor();
    await page.reload();
    await page.getByText('Up to date').first().waitFor();
    expect(await page.getByText('The calendar is connected.').count()).toBe(0);
    const account = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
    const admin = `${standInUrl(web.stack, 'calendar')}/_admin/accounts/${encodeURIComponent(account)}/revoke`;
    expect((await fetch(admin, { method: 'POST' })).ok).toBe(true);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Our access was revoked or has expired.').waitFor({ timeout: 60_000 });
    for (const path of ['bookings', 'links', 'attention', 'schedules/new', 'profile']) {
      await page.goto(`/app/${path}`);
      await page.getByText(`${account} needs to be reconnected.`).waitFor();
      expect(await fits(page), path).toBe(0);
    }
    await page.goto('/app/links');
    await page.getByText('Calendar needs reconnection').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Reconnect', exact: true }).click();
    await page.getByRole('button', { name: 'Reconnect' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Up to date').first().waitFor();
    await page.goto('/app/bookings');
    await page.getByRole('heading', { name: 'Bookings', level: 1 }).waitFor();
    expect(await page.getByText('needs to be reconnected.').count()).toBe(0);
    await page.context().close();
  });
});

describe('links', () => {
  const guestPage = async (slug: string): Promise<number> =>
    (await fetch(`${web.stack.publicUrl}/linh/${slug}`)).status;

  it('are ordered by keyboard, copied, hidden, archived and restored, and deleted only without bookings', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/links');
    const up = page.getByRole('button', { name: 'Move Voice class up' });
    await up.focus();
    await up.press('Enter');
    await page.getByText('Voice class is now number 4 of 5.').waitFor();
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Move Voice class up',
    );
    await expect
      .poll(async () =>
        (await (await fetch(`${web.stack.publicUrl}/linh`)).text())
          .split('link-title')
          .slice(4, 6)
          .map((part) => /voice|free/i.exec(part)?.[0]?.toLowerCase()),
      )
      .toEqual(['voice', 'free']);
    await page.getByRole('link', { name: 'Voice class' }).click();
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'Voice class (2)', level: 1 }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Guests can book this link' }).isChecked()).toBe(false);
    await page.getByRole('checkbox', { name: 'Guests can book this link' }).check();
    await page.getByRole('checkbox', { name: 'Hide it from my public page' }).check();
    await page.getByLabel('Next step (https address)').fill('http://example.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter an https address').waitFor();
    await page.getByLabel('Next step (https address)').fill('https://example.com/prepare?from=class');
    await page.getByRole('button', { name: 'Save' }).click();
    await toast(page, 'Saved. Guests see the changes right away.').waitFor();
    expect(await guestPage('voice-class-2')).toBe(200);
    expect(await (await fetch(`${web.stack.publicUrl}/linh`)).text()).not.toContain('voice-class-2');
    expect(await (await fetch(`${web.stack.publicUrl}/linh/voice-class-2`)).text()).toContain('noindex');
    await page.getByRole('button', { name: 'Archive…' }).click();
    await page.getByRole('button', { name: 'Archive the link' }).click();
    const archived = page.getByRole('region', { name: 'Archived' });
    await archived.getByRole('link', { name: 'Voice class (2)' }).click();
    await page.getByText('Guests cannot see it; its bookings are kept.').waitFor();
    expect(await page.getByLabel('Title').isDisabled()).toBe(true);
    expect(await guestPage('voice-class-2')).toBe(404);
    await page.getByRole('button', { name: 'Restore Voice class (2)' }).click();
    await toast(page, 'Link restored.').waitFor();
    await expect.poll(() => guestPage('voice-class-2')).toBe(200);
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete the link' }).click();
    await page.getByRole('heading', { name: 'Links', level: 1 }).waitFor();
    expect(await guestPage('voice-class-2')).toBe(404);
    await bookAsGuest(web.stack, {
      link: 'first-free',
      durationMinutes: 30,
      slot: 3,
      guest: { name: 'Ada', email: 'ada@example.com' },
    });
    await page.getByRole('link', { name: 'Whoever is free first' }).click();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete the link' }).click();
    await page
      .getByRole('alertdialog')
      .getByText('This link has bookings, so it cannot be deleted.')
      .waitFor();
    await page.context().close();
  });

  it('of others are shown to those who host them, marked as such and not to be changed', async () => {
    const page = await web.open({ viewport: { width: 360, height: 800 } });
    await page.goto('/app/links');
    await page.getByLabel('E-mail').fill('minh.pham@example.com');
    await page.getByLabel('Password', { exact: true }).fill(demoOf(web).password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .getByText(/^Của Trần Thùy Linh$/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Session with both of us' }).click();
    await page.getByText('Chỉ Trần Thùy Linh sửa được.').waitFor();
    expect(await page.getByLabel('Tiêu đề').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: /^(?:Lưu trữ…|Xóa…|Nhân bản)$/ }).count()).toBe(0);
    expect(await fits(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the profile', () => {
  /** One pixel, told apart from initials by being an image. */
  const photo = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  );

  it.each([360, 1280])('is changed and shown wherever it stands (%i px)', async (width) => {
    const page = await web.open({ viewport: { width, height: 800 } });
    await signIn(web, page, '/app/profile');
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByLabel('About me').fill(`Coach, ${width}`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter your name').waitFor();
    await page.getByLabel('Name', { exact: true }).fill(`Linh ${width}`);
    await page.getByLabel('Time format').selectOption('12h');
    await page.getByLabel('First day of the week').selectOption('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await toast(page, 'Profile saved.').waitFor();
    expect(await fits(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('no image') });
    await page.getByText('This file cannot be read as an image.').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: photo });
    await toast(page, 'Photo saved.').waitFor();
    const guest = await web.open({ viewport: { width, height: 800 }, locale: 'en-GB' });
    await guest.goto('/linh');
    await guest.getByRole('heading', { name: `Linh ${width}` }).waitFor();
    await guest.getByText(`Coach, ${width}`).waitFor();
    const isDrawn = await guest
      .locator('.profile img')
      .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
    expect(isDrawn).toBe(320);
    await page.goto('/app/schedules/new');
    const switches = page.getByRole('switch', { name: /^Available on/ });
    await switches.first().waitFor();
    const days = await switches.evaluateAll((all) =>
      all.map((each) => each.getAttribute('aria-label') ?? ''),
    );
    expect(days[0] ?? '').toMatch(/Sunday/);
    await page.context().close();
    await guest.context().close();
  });

  it('changes the password, and whoever forgot it chooses another by mail', async () => {
    const { email, password } = demoOf(web);
    const page = await web.open({ viewport: { width: 360, height: 800 } });
    await signIn(web, page, '/app/profile');
    const changed = 'a lantern beside the river';
    await page.getByLabel('Current password').fill('not the password');
    await page.getByLabel('New password').fill(changed);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your current password').waitFor();
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password').fill('everslot12');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This password is easy to guess.').waitFor();
    await page.getByLabel('New password').fill(changed);
    await page.getByRole('button', { name: 'Change password' }).click();
    await toast(page, 'Password changed.').waitFor();

    const forgetful = await web.open({ viewport: { width: 360, height: 800 } });
    await forgetful.goto('/app/sign-in');
    await forgetful.getByRole('link', { name: 'Forgot your password?' }).click();
    await forgetful.getByLabel('E-mail').fill('nobody');
    await forgetful.getByRole('button', { name: 'Send the link' }).click();
    await forgetful.getByText('Enter a valid e-mail address').waitFor();
    await forgetful.getByLabel('E-mail').fill(email);
    await forgetful.getByRole('button', { name: 'Send the link' }).click();
    await forgetful.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    expect(await axeFindings(forgetful)).toEqual([]);
    const messages = `${standInUrl(web.stack, 'email')}/_admin/messages?to=${encodeURIComponent(email)}&subject=password`;
    const linkIn = async (): Promise<string | undefined> => {
      const { messages: found } = (await (await fetch(messages)).json()) as { messages: { text: string }[] };
      return /https?:\/\/\S+new-password#\S+/.exec(found[0]?.text ?? '')?.[0];
    };
    await expect.poll(linkIn, { timeout: 60_000 }).toBeDefined();
    await forgetful.goto((await linkIn()) ?? '');
    await forgetful.getByLabel('New password').fill('password123');
    await forgetful.getByRole('button', { name: 'Save the password' }).click();
    await forgetful.getByText('This password is easy to guess.').waitFor();
    await forgetful.getByLabel('New password').fill('copper kettle under the willow');
    expect(await axeFindings(forgetful)).toEqual([]);
    await forgetful.getByRole('button', { name: 'Save the password' }).click();
    await toast(forgetful, 'Your new password is saved.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await forgetful.goto((await linkIn()) ?? '');
    await forgetful.getByRole('link', { name: 'Request a new link' }).waitFor();
    await page.context().close();
    await forgetful.context().close();
  });
});
