import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, bookAsGuest, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb();
  for (const [slot, name, email] of [
    [4, 'Grace Hopper', 'grace@example.com'],
    [6, 'Katherine Johnson', 'katherine@example.org'],
  ] as const)
    await bookAsGuest(web.stack, {
      link: 'intro-call',
      durationMinutes: 30,
      slot,
      guest: { name, email },
      answers: { topic: 'Numbers' },
    });
});
afterAll(() => web?.stop());

describe('contacts', () => {
  it.each([360, 1280])(
    'a host finds a guest by name or address and sees what they have booked, by keyboard (%i px)',
    async (width) => {
      const page = await web.open({ viewport: { width, height: 800 }, locale: 'en-GB' });
      await signIn(web, page);
      await page.getByRole('link', { name: 'Contacts' }).filter({ visible: true }).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
      await page.getByRole('link', { name: 'Katherine Johnson' }).waitFor();
      await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
      const spill = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([await spill(), await axeFindings(page)]).toEqual([0, []]);

      const search = page.getByRole('searchbox', { name: 'Search contacts' });
      await search.fill('EXAMPLE.ORG');
      await page.getByRole('link', { name: 'Grace Hopper' }).waitFor({ state: 'detached' });
      expect(page.url()).toContain('search=EXAMPLE.ORG');
      await search.fill('nobody at all');
      await page.getByText('Nothing found').waitFor();
      await search.fill('grace');
      await page.getByRole('link', { name: 'Grace Hopper' }).press('Enter');

      await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor();
      await page.getByText('grace@example.com').waitFor();
      const booking = page.getByRole('listitem').filter({ hasText: 'Confirmed' });
      await booking.waitFor();
      expect([await spill(), await axeFindings(page)]).toEqual([0, []]);
      await booking.getByRole('link', { name: 'Grace Hopper' }).press('Enter');
      await page.waitForURL(/\/app\/bookings\/bkg_/);
    },
  );
});
