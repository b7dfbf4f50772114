import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, type Booked, bookAsGuest, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
let host: Page;

beforeAll(async () => {
  web = await startWeb();
  host = await web.open();
  await signIn(web, host);
});
afterAll(() => web?.stop());

const join = (name: string): Promise<Booked> =>
  bookAsGuest(web.stack, {
    link: 'dance',
    durationMinutes: 30,
    slot: 0,
    guest: { name, email: `${name.toLowerCase()}@example.com` },
  });

describe('a group', () => {
  it('is made in the editor, with as many places as its host says', async () => {
    await host.goto('/app/links/new');
    await host.getByLabel('Title').fill('Dance');
    const furtherGuests = host.getByLabel('Additional guests per booking');
    await furtherGuests.waitFor();
    await host.getByRole('radio', { name: /^Group/ }).check();
    await furtherGuests.waitFor({ state: 'detached' });
    await host.getByLabel('Places', { exact: true }).fill('1');
    await host.getByRole('button', { name: 'Save' }).click();
    await host.getByText('Enter a whole number from 2 to 1000').waitFor();
    await host.getByLabel('Places', { exact: true }).fill('3');
    await host.getByRole('button', { name: 'Save' }).click();
    await host.getByRole('heading', { name: 'Dance', level: 1 }).waitFor();
    expect(await host.getByLabel('Places', { exact: true }).inputValue()).toBe('3');
  });

  it('shows guests how many places are left, until there is none', async () => {
    const guest = await web.open({ viewport: { width: 360, height: 740 } });
    const first = await join('Ada');
    const placesAt = async (start: string): Promise<string | undefined> => {
      await guest.goto(`/linh/dance?month=${start.slice(0, 7)}&date=${start.slice(0, 10)}`);
      await guest.locator('.time').first().waitFor();
      const time = guest.locator(`.time[data-start="${start}"] .places`);
      return (await time.count()) === 0 ? undefined : ((await time.textContent()) ?? undefined);
    };
    expect(await placesAt(first.start)).toBe('2 places left');
    expect(await axeFindings(guest)).toEqual([]);
    await join('Grace');
    expect(await placesAt(first.start)).toBe('1 place left');
    const last = await join('Edith');
    expect(last.start).toBe(first.start);
    expect((await join('Alan')).start).not.toBe(first.start);
    await guest.getByText('Group of up to 3 people').first().waitFor();
    await guest.context().close();
  });

  it('shows its host who comes, and each guest leaves alone', async () => {
    await host.goto('/app/bookings');
    await host.getByRole('link', { name: 'Ada' }).click();
    await host.getByRole('article').getByRole('link', { name: 'All guests' }).click();
    await host.getByRole('heading', { name: 'Dance', level: 1 }).waitFor();
    await host.getByText('3 of 3 places taken').waitFor();
    for (const name of ['Ada', 'Grace', 'Edith']) await host.getByRole('link', { name }).waitFor();
    expect(await host.getByRole('link', { name: 'Alan' }).count()).toBe(0);
    expect(await axeFindings(host)).toEqual([]);
    await host.getByRole('button', { name: 'Actions for Grace' }).click();
    await host.getByRole('menuitem', { name: 'Cancel booking…' }).click();
    await host.getByRole('button', { name: 'Cancel and notify the guest' }).click();
    await host.getByText('2 of 3 places taken').waitFor();
    await host.getByText('Cancelled', { exact: true }).first().waitFor();
    expect((await join('Mary')).status).toBe('confirmed');
    await host.getByText('3 of 3 places taken').waitFor();
  });
});
