import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, bookAsGuest, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
beforeAll(async () => {
  // Every guest here has the same address.
  web = await startWeb({ env: { RATE_LIMIT_DATA: 'off', RATE_LIMIT_DATA_EMAIL: 'off' } });
});
afterAll(() => web?.stop());

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const check = async (page: Page, name: string): Promise<void> => {
  expect([await fits(page), await axeFindings(page)], name).toEqual([0, []]);
};

type Mail = { subject: string; text: string };
const mailsTo = async (email: string): Promise<Mail[]> => {
  const address = `${standInUrl(web.stack, 'email')}/_admin/messages?to=${encodeURIComponent(email)}`;
  const { messages } = (await (await fetch(address)).json()) as { messages: Mail[] };
  return messages;
};
const linkTo = async (email: string): Promise<string> => {
  const find = async () =>
    (await mailsTo(email))
      .map(({ text }) => /https?:\/\/\S+\/your-data\/open\/\S+/.exec(text)?.[0])
      .find((each) => each !== undefined);
  await expect.poll(find, { timeout: 60_000 }).toBeDefined();
  return (await find()) ?? '';
};

/** A guest with one booking ahead. */
const book = (slot: number, email: string, name = 'Grace Hopper') =>
  bookAsGuest(web.stack, {
    link: 'intro-call',
    durationMinutes: 30,
    slot,
    guest: { name, email },
    answers: { topic: 'Compilers' },
  });

const texts = {
  en: {
    title: 'Your data',
    erase: 'Have my data erased',
    see: 'See and download my data',
    send: 'Send the link',
    sent: 'Check your inbox',
    file: 'Download everything (JSON)',
    eraseData: 'Erase my data',
    sure: 'Erase your data?',
    confirm: 'Cancel my bookings and erase my data',
    erased: 'Your data has been erased',
  },
  vi: {
    title: 'Dữ liệu của bạn',
    erase: 'Xóa dữ liệu của tôi',
    see: 'Xem và tải về dữ liệu của tôi',
    send: 'Gửi liên kết',
    sent: 'Hãy kiểm tra email của bạn',
    file: 'Tải về tất cả (JSON)',
    eraseData: 'Xóa dữ liệu của tôi',
    sure: 'Xóa dữ liệu của bạn?',
    confirm: 'Hủy lịch hẹn và xóa dữ liệu của tôi',
    erased: 'Dữ liệu của bạn đã được xóa',
  },
} as const;

describe('a guest’s data', () => {
  it.each([
    ['en', 360, 'light', 4],
    ['vi', 1280, 'dark', 6],
  ] as const)(
    'is asked for, read, downloaded and erased by keyboard (%s, %i px, %s)',
    async (lang, width, colorScheme, slot) => {
      const t = texts[lang];
      const email = `data-${lang}@example.com`;
      await book(slot, email);
      const page = await web.open({
        viewport: { width, height: 800 },
        locale: lang === 'en' ? 'en-GB' : 'vi-VN',
        colorScheme,
      });
      await page.goto(`${web.stack.demo?.guestPath ?? ''}?lang=${lang}`);
      await page.getByRole('link', { name: t.title }).press('Enter');
      await page.getByRole('heading', { level: 1, name: t.title }).waitFor();
      await check(page, `ask-${lang}-${width}`);
      await page.getByRole('radio', { name: t.see }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.type(email);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: t.sent }).waitFor();
      await check(page, `sent-${lang}-${width}`);

      await page.goto(await linkTo(email));
      await page.getByText('Grace Hopper').first().waitFor();
      await page.getByText('Compilers').waitFor();
      await check(page, `data-${lang}-${width}`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: t.file }).press('Enter'),
      ]);
      expect(download.suggestedFilename()).toMatch(/^data-[\d-]+\.json$/);
      await page.getByRole('link', { name: t.eraseData }).press('Enter');
      await page.getByRole('heading', { level: 1, name: t.sure }).waitFor();
      await check(page, `erase-${lang}-${width}`);
      await page.getByRole('button', { name: t.confirm }).press('Enter');
      const done = async () => {
        await page.reload();
        return page.locator('h1').innerText();
      };
      await expect.poll(done, { timeout: 60_000, interval: 1_000 }).toBe(t.erased);
      await check(page, `erased-${lang}-${width}`);
      const subjects = async () => (await mailsTo(email)).map(({ subject }) => subject).join('\n');
      await expect
        .poll(subjects, { timeout: 60_000 })
        .toContain(lang === 'en' ? 'has been erased' : 'đã được xóa');
    },
  );

  it('is asked for in the same way by an address of which nothing is kept, and that gets no mail, without scripts', async () => {
    const context = await web.browser.newContext({ baseURL: web.stack.publicUrl, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`/your-data${web.stack.demo?.guestPath ?? ''}?lang=en`);
    await page.getByLabel('The e-mail address you booked with').fill('nobody@example.org');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('If anything is kept about nobody@example.org').waitFor();
    expect(await mailsTo('nobody@example.org')).toEqual([]);
    await page.goto('/your-data/open/data.nothing.at.all.here');
    await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
    await context.close();
  });

  it.each([360, 1280])(
    'is exported and erased by an owner, who types the address and sees how far it is (%i px)',
    async (width) => {
      const email = `ada-${width}@example.com`;
      await book(width === 360 ? 8 : 10, email, `Ada ${width}`);
      const page = await web.open({ viewport: { width, height: 800 }, locale: 'en-GB' });
      await signIn(web, page, '/app/contacts');
      await page.getByRole('link', { name: `Ada ${width}` }).press('Enter');
      await page.getByRole('heading', { level: 1, name: `Ada ${width}` }).waitFor();
      await page.getByText('Data of this guest').waitFor();
      await check(page, `contact-${width}`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Export this guest’s data' }).press('Enter'),
      ]);
      expect(download.suggestedFilename()).toMatch(/^data-[\d-]+\.json$/);
      await page.getByRole('button', { name: 'Erase this guest' }).press('Enter');
      const dialog = page.getByRole('alertdialog');
      await dialog.getByLabel('The guest’s e-mail address, to confirm').fill('somebody@example.com');
      await page.keyboard.press('Enter');
      await dialog.getByText('This is not the address of this guest').waitFor();
      await check(page, `dialog-${width}`);
      await dialog.getByLabel('The guest’s e-mail address, to confirm').fill(email);
      await page.keyboard.press('Enter');
      await page.getByText(/^Erased on/).waitFor({ timeout: 60_000 });
      await page.getByRole('heading', { level: 1, name: '—' }).waitFor();
      expect(await page.getByText(email).count()).toBe(0);
      await check(page, `contact-erased-${width}`);
    },
  );
});
