import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
let page: Page;

beforeAll(async () => {
  web = await startWeb();
  page = await web.open();
  await signIn(web, page);
});
afterAll(() => web?.stop());

/** A Sunday two weeks ahead: nobody has hours then. */
const sunday = (): string => {
  const date = new Date(Date.now() + 14 * 86_400_000);
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
};

const fits = (on: Page): Promise<boolean> =>
  on.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

describe('a host', () => {
  it('books for a guest at a time of their own, told first which rule is set aside', async () => {
    await page.goto('/app/bookings');
    await page.getByRole('link', { name: 'New booking' }).click();
    await page.getByRole('heading', { name: 'New booking', level: 1 }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Link').selectOption({ label: 'Intro call' });
    await page.getByLabel('Date').fill(sunday());
    await page.getByText('No times available on this day.').waitFor();
    await page.getByText('Another time').click();
    await page.getByLabel('Time', { exact: true }).fill('20:10');
    await page.getByLabel('Name').fill('Grace Hopper');
    await page.getByLabel('E-mail', { exact: true }).fill('grace@example.com');
    await page.getByLabel('Additional guests (optional)').fill('mai@example.com, binh@example.com');
    await page.getByRole('button', { name: 'Book and notify the guest' }).click();
    await page.getByRole('alert').getByText('Outside the weekly hours').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await fits(page)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.getByRole('button', { name: 'Book anyway' }).click();
    const detail = page.getByRole('article');
    await detail.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
    await detail.getByText('Booked for the guest').waitFor();
    await detail.getByText('Outside the weekly hours').waitFor();
    await detail.getByRole('link', { name: 'mai@example.com' }).waitFor();
  });

  it('adds a guest, and moves the booking to where another exception is asked for', async () => {
    const detail = page.getByRole('article');
    await detail.getByRole('button', { name: 'Add guests…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail addresses').fill('not an address');
    await dialog.getByRole('button', { name: 'Send invitations' }).click();
    await dialog.getByText('An address is not valid, or there are too many').waitFor();
    await dialog.getByLabel('E-mail addresses').fill('chi@example.com');
    await dialog.getByRole('button', { name: 'Send invitations' }).click();
    await detail.getByRole('link', { name: 'chi@example.com' }).waitFor();
    await detail.getByRole('button', { name: 'Reschedule…' }).click();
    await page.getByRole('dialog').getByText('Another time').click();
    await page.getByRole('dialog').getByLabel('Time', { exact: true }).fill('21:25');
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule and notify the guest' }).click();
    await page.getByRole('dialog').getByText('Outside the weekly hours').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Reschedule anyway' }).click();
    await detail.getByText('Rescheduled once').waitFor();
  });

  it('removes somebody the guest brings, only after asking', async () => {
    const detail = page.getByRole('article');
    const remove = detail.getByRole('button', { name: 'Remove chi@example.com' });
    const dialog = page.getByRole('alertdialog');
    await remove.click();
    await dialog.getByText('chi@example.com is notified that they are no longer invited').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.waitFor({ state: 'detached' });
    await remove.click();
    await dialog.getByRole('button', { name: 'Remove guest' }).click();
    await page.locator('[data-sonner-toast]').filter({ hasText: 'Guest removed.' }).waitFor();
    await detail.getByRole('link', { name: 'chi@example.com' }).waitFor({ state: 'detached' });
    await detail.getByRole('link', { name: 'mai@example.com' }).waitFor();
    await detail.getByText('Guest removed', { exact: true }).waitFor();
  });

  it('filters the list by dates and loads what is left as a file', async () => {
    await page.goto('/app/bookings');
    await page.getByLabel('From').fill(sunday());
    await page.getByLabel('To', { exact: true }).fill(sunday());
    await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const loading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const text = await readFile(await (await loading).path(), 'utf8');
    expect(text.split('\r\n').filter((row) => row.includes('grace@example.com'))).toHaveLength(1);
    expect(text).toContain(`"${sunday()}T21:25:00+07:00"`);
    await page.getByLabel('From').fill('2099-01-01');
    await page.getByText('No matching bookings').waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await fits(page)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 860 });
  });
});

describe('a guest', () => {
  it('brings others when booking and afterwards, without any script', async () => {
    const guest = await web.open({ javaScriptEnabled: false });
    await guest.goto('/linh/intro-call?lang=en');
    await guest.locator('a[href*="slot="]').first().click();
    await guest.getByLabel('Name').fill('Ada Lovelace');
    await guest.getByLabel('E-mail', { exact: true }).fill('ada@example.com');
    for (const box of await guest.locator('#details [required]').all())
      if ((await box.inputValue()) === '') await box.fill('Speaking');
    await guest.getByLabel('Add guests (e-mail addresses)').fill('bob@example.com');
    await guest.getByRole('button', { name: 'Confirm booking' }).click();
    await guest.getByText('Additional guests: bob@example.com').waitFor();
    await guest.getByText('Add guests').click();
    await guest.getByLabel('E-mail addresses').fill('carl@example.com');
    await guest.getByRole('button', { name: 'Send invitations' }).click();
    await guest.getByText('Additional guests: bob@example.com, carl@example.com').waitFor();
    const reader = await web.open({ viewport: { width: 360, height: 800 } });
    await reader.goto(guest.url());
    await reader.getByText('Add guests').click();
    expect(await axeFindings(reader)).toEqual([]);
    expect(await fits(reader)).toBe(true);
    await Promise.all([guest.context().close(), reader.context().close()]);
  });
});
