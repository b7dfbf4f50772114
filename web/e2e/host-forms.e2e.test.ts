import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookAsGuest, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
let page: Page;

const wrong = (on: Page): Locator => on.locator('main [aria-invalid=true]');

const toast = (on: Page, text: string): Locator =>
  on.locator('[data-sonner-toast]').filter({ hasText: text }).first();

/** By how many pixels a part stands out of another, to the right. */
const spill = async (part: Locator, whole: Locator): Promise<number> => {
  const [inner, outer] = [await part.boundingBox(), await whole.boundingBox()];
  if (inner === null || outer === null) throw new Error('one of them is not shown');
  return Math.max(0, Math.round(inner.x + inner.width - outer.x - outer.width));
};

beforeAll(async () => {
  web = await startWeb();
  page = await web.open();
  await signIn(web, page);
});
afterAll(() => web?.stop());

describe('the editor of a link', () => {
  it('adds questions one click each, and calls none wrong before somebody has been in it', async () => {
    await page.goto('/app/links/new');
    await page.getByLabel('Title').fill('Many questions');
    for (const [index, label] of ['Your topic', 'Your goal', 'Your age'].entries()) {
      await page.getByRole('button', { name: 'Add a question' }).click();
      await page.waitForFunction(
        (name) => document.activeElement?.getAttribute('name') === name,
        `questions.${index}.label`,
      );
      expect(await wrong(page).count()).toBe(0);
      await page.keyboard.type(label);
    }
    await page.getByRole('button', { name: 'Remove question 2' }).click();
    expect(await page.locator('[name="questions.1.label"]').inputValue()).toBe('Your age');
    expect(await wrong(page).count()).toBe(0);
    await page.locator('[name="questions.1.label"]').fill('');
    await page.locator('[name="questions.0.label"]').focus();
    await page.getByText('Enter the question').waitFor();
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.locator('[name="questions.2.label"]').fill('Another');
    expect(await page.getByText('Enter the question').count()).toBe(1);
  });

  it('marks all that is wrong by the first click on Save, wherever the last field is', async () => {
    await page.getByLabel('Bookings per day').fill('0');
    await page.getByLabel('Location').first().selectOption({ label: 'In person' });
    await page.getByLabel('Next step (https address)').fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please check the marked fields.').waitFor();
    await page.getByText('Enter a whole number from 1 to 1000').waitFor();
    await page.getByText('Enter the address where you meet').waitFor();
    await page.getByText('Enter an https address on the public internet').waitFor();
  });
});

describe('a booking for a guest', () => {
  it('that is incomplete names every field, and is neither left nor signed out of without asking', async () => {
    const host = await web.open();
    await signIn(web, host, '/app/bookings/new');
    await host.getByRole('button', { name: 'Book and notify the guest' }).click();
    await host.getByText('Choose a time', { exact: true }).waitFor();
    await host.getByText('Enter the guest’s name').waitFor();
    await host.getByText('Enter a valid e-mail address').waitFor();
    const name = host.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Half typed');
    await host.getByRole('link', { name: 'All bookings' }).click();
    await host.getByRole('alertdialog').getByRole('button', { name: 'Back' }).click();
    await host.getByRole('textbox', { name: 'E-mail', exact: true }).fill('half@example.com');
    await host.getByText('Another time').click();
    await host.getByLabel('Time', { exact: true }).fill('20:10');
    await host.context().clearCookies();
    await host.getByRole('button', { name: 'Book and notify the guest' }).click();
    const asked = host.getByRole('alertdialog').filter({ hasText: 'You are signed out' });
    await asked.getByRole('button', { name: 'Back' }).click();
    expect(await name.inputValue()).toBe('Half typed');
    await host.context().close();
  });
});

describe('the profile', () => {
  it('gives the public page another address, which nobody else has or had', async () => {
    const host = await web.open();
    await signIn(web, host, '/app/profile');
    const address = host.getByRole('textbox', { name: 'Address' });
    const submit = host.getByRole('button', { name: 'Change address' });
    expect(await submit.isDisabled()).toBe(true);
    for (const [taken, words] of [
      ['Thùy Linh', 'Use 1 to 64 lower-case letters'],
      ['app', 'This address is taken.'],
      ['minh', 'This address is taken.'],
    ] as const) {
      await address.fill(taken);
      await submit.click();
      await host.getByText(words).waitFor();
    }
    await address.fill('thuy-linh');
    await submit.click();
    await toast(host, 'Address changed.').waitFor();
    await host.goto('/app/links');
    await host.getByText(/\/thuy-linh\/intro-call$/).waitFor();
    const guest = await web.open();
    await guest.goto('/linh/intro-call');
    expect(new URL(guest.url()).pathname).toBe('/thuy-linh/intro-call');
    await host.goto('/app/profile');
    await address.fill('linh');
    await submit.click();
    await toast(host, 'Address changed.').waitFor();
    await Promise.all([host.context().close(), guest.context().close()]);
  });

  it('leaves the language that was chosen in this browser, unless its own is changed', async () => {
    const host = await web.open();
    await signIn(web, host, '/app/profile');
    await host.getByRole('button', { name: /Account menu/ }).click();
    await host.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click();
    await host.getByRole('heading', { name: 'Hồ sơ', level: 1 }).waitFor();
    await host.keyboard.press('Escape');
    await host.getByLabel('Giới thiệu').fill('Speech coach');
    await host.getByRole('button', { name: 'Lưu', exact: true }).click();
    await toast(host, 'Đã lưu hồ sơ.').waitFor();
    await host.getByRole('heading', { name: 'Hồ sơ', level: 1 }).waitFor();
    await host.context().close();
  });
});

describe('a long name', () => {
  it.each(['en', 'vi'])('stays within its card, whose actions stand in one row (%s)', async (language) => {
    const host = await web.open();
    await signIn(web, host);
    await host.evaluate((locale) => localStorage.setItem('everslot.locale', locale), language);
    const slug = `w-${language}`;
    const status = await host.evaluate(
      async (body) =>
        (
          await fetch('/api/v1/links', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
            body: JSON.stringify(body),
          })
        ).status,
      { slug, title: `${language}${'W'.repeat(100)}`, durationsMinutes: [30] },
    );
    expect(status).toBe(201);
    await host.goto('/app/links');
    const card = host.getByRole('listitem').filter({ hasText: `/${slug}` });
    await card.waitFor();
    expect(await spill(card.getByRole('switch'), card)).toBe(0);
    expect(await spill(card.getByRole('heading'), card)).toBe(0);
    const open = await card.locator('a[target=_blank]').boundingBox();
    const count = await card.getByText(/^0 (?:bookings|lịch hẹn)$/).boundingBox();
    expect(Math.abs((open?.y ?? 0) - (count?.y ?? 100))).toBeLessThan(20);
    await host.context().close();
  });
});

describe('the list of bookings', () => {
  it('keeps its filters within its column beside an open booking', async () => {
    const booked = await bookAsGuest(web.stack, {
      link: 'intro-call',
      durationMinutes: 30,
      slot: 6,
      guest: { name: 'Ada Lovelace', email: 'ada@example.com' },
      answers: { topic: 'Anything' },
    });
    await page.goto(`/app/bookings/${booked.bookingId}`);
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.getByRole('article').waitFor();
    const whole = page.getByRole('navigation', { name: 'Bookings by status' });
    expect(await spill(page.getByRole('link', { name: 'Export CSV' }), whole)).toBe(0);
    expect(await spill(page.getByRole('combobox', { name: 'Link' }), whole)).toBe(0);
  });
});
