import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, bookAsGuest, signIn, startWeb, type Web } from './harness.ts';

type HeldEvent = { id: string; summary?: string; start?: { dateTime?: string } };

let web: Web;
let page: Page;

/** What a person does in the calendar itself. */
const inCalendar = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await fetch(`${standInUrl(web.stack, 'calendar')}/_admin${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return (answer.status === 204 ? undefined : await answer.json()) as T;
};

const syncNow = async (): Promise<void> => {
  await page.goto('/app/integrations');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page.getByText('Checking for changes now.').first().waitFor();
};

const itemOf = (on: Page): Locator =>
  on.getByRole('listitem').filter({ hasText: 'The event was moved in the calendar.' });

beforeAll(async () => {
  web = await startWeb();
  page = await web.open();
  await signIn(web, page, '/app/integrations');
  await page.getByRole('button', { name: 'Connect Google Calendar' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('Up to date').first().waitFor();
});
afterAll(() => web?.stop());

describe('an event that the host has moved in their calendar', () => {
  const moved = { start: '', end: '' };

  it('is asked about in words, on a phone as well, and clean for axe', async () => {
    const booked = await bookAsGuest(web.stack, {
      link: 'intro-call',
      durationMinutes: 30,
      slot: 4,
      guest: { name: 'Ada Lovelace', email: 'ada@example.com' },
      answers: { topic: 'Anything' },
    });
    const calendar = `/calendars/${encodeURIComponent('linh.tran@example.com')}`;
    const find = async (): Promise<HeldEvent | undefined> =>
      (await inCalendar<{ events: HeldEvent[] }>('GET', `${calendar}/events`)).events.find(({ summary }) =>
        summary?.includes('Ada Lovelace'),
      );
    await expect.poll(find, { timeout: 40_000 }).toBeDefined();
    const start = Date.parse(booked.start) + 30 * 24 * 3_600_000;
    moved.start = new Date(start).toISOString();
    moved.end = new Date(start + 30 * 60_000).toISOString();
    const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC', date: null });
    await inCalendar('PATCH', `${calendar}/events/${(await find())?.id}`, {
      start: at(moved.start),
      end: at(moved.end),
    });
    await syncNow();
    await page.goto('/app/attention');
    await itemOf(page).getByText('In the calendar:').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const phone = await web.open({ viewport: { width: 360, height: 740 } });
    await signIn(web, phone, '/app/attention');
    await itemOf(phone).waitFor();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await phone.context().close();
  });

  it('takes the booking along once the host has agreed', async () => {
    await itemOf(page).getByRole('button', { name: 'Reschedule booking…' }).click();
    const dialog = page.getByRole('alertdialog');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.getByText('Rescheduled. The guest is being notified.').first().waitFor();
    await page.getByRole('heading', { name: 'Everything is up to date' }).waitFor();
  });
});
