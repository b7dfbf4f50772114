import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, bookAsGuest, demoOf, inDemo, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
let page: Page;

const demo = () => demoOf(web);

const toast = (on: Page, text: string): Locator =>
  on.locator('[data-sonner-toast]').filter({ hasText: text }).first();

const says = async (on: Page, text: string): Promise<void> => {
  const found = toast(on, text);
  await found.waitFor();
  await found.getByRole('button', { name: 'Close toast' }).click();
  await found.waitFor({ state: 'detached' });
};

/** The booking's detail, once it shows the text. */
const detailSays = (text: string): Promise<void> =>
  page.getByRole('article').getByText(text, { exact: true }).first().waitFor();

/** A Monday at least two weeks ahead, free of what the tests book. */
const nextMonday = (): string => {
  const date = new Date(Date.now() + 14 * 86_400_000);
  date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
};

/** What the page of a link offers a guest on that day. */
const timesOn = async (date: string, slug: string): Promise<string[]> => {
  const guest = await web.open();
  await guest.goto(`/linh/${slug}?date=${date}`);
  await guest.locator('.time').first().waitFor();
  const times = await guest.locator('.time > span:first-child').allInnerTexts();
  await guest.context().close();
  return times;
};

beforeAll(async () => {
  web = await startWeb();
  page = await web.open();
});
afterAll(() => web?.stop());

describe('the host app', () => {
  it('keeps strangers out, says so without telling why, and leads back after signing in', async () => {
    const stranger = await web.open();
    await stranger.goto('/app/schedules');
    await stranger.getByRole('heading', { name: 'Sign in' }).waitFor();
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByText('Enter your e-mail address').waitFor();
    await stranger.getByLabel('E-mail').fill(demo().email);
    await stranger.getByLabel('Password', { exact: true }).fill('not the password');
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await stranger.getByLabel('Password', { exact: true }).fill(demo().password);
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByRole('heading', { name: 'Schedules', level: 1 }).waitFor();
    expect(new URL(stranger.url()).pathname).toBe('/app/schedules');
    await stranger.getByRole('button', { name: /Account menu/ }).click();
    await stranger.getByRole('menuitem', { name: 'Sign out' }).click();
    await stranger.getByRole('heading', { name: 'Sign in' }).waitFor();
    await stranger.goto('/app/bookings');
    await stranger.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('switches between the organisations of a person, in every tab of the browser, and leaves typed text alone', async () => {
    const first = await web.open();
    await signIn(web, first);
    const second = await first.context().newPage();
    await second.goto('/app/links');
    await second.getByRole('link', { name: 'Intro call' }).waitFor();
    const choose = async (name: string): Promise<void> => {
      await first.getByRole('button', { name: /Account menu/ }).click();
      await first.getByRole('menuitemradio', { name }).click();
    };
    await first.goto('/app/links/new');
    await first.getByLabel('Title').fill('Half typed');
    await choose('Sunday Speakers Club');
    await first.getByRole('button', { name: 'Back' }).click();
    expect(await first.getByLabel('Title').inputValue()).toBe('Half typed');
    await first.getByRole('button', { name: /Lotus Studio/ }).waitFor();
    await choose('Sunday Speakers Club');
    await first.getByRole('button', { name: 'Leave the page' }).click();
    await first.getByRole('button', { name: /Sunday Speakers Club/ }).waitFor();
    await second.getByRole('link', { name: 'Talk to Linh' }).waitFor();
    expect(await second.getByRole('link', { name: 'Intro call' }).count()).toBe(0);
    await choose('Lotus Studio');
    await second.getByRole('link', { name: 'Intro call' }).waitFor();
    await first.context().close();
  });

  it('leads guests from a former public name to the page under the current one', async () => {
    const host = await web.open();
    await signIn(web, host);
    for (const handle of ['linh-tran', 'linh']) {
      const status = await host.evaluate(async (name) => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ handle: name });
        return (await fetch('/api/v1/me/handle', { method: 'PUT', headers, body })).status;
      }, handle);
      expect(status).toBe(200);
    }
    const guest = await web.open();
    await guest.goto('/linh-tran/intro-call?lang=vi');
    const { pathname, search } = new URL(guest.url());
    expect(pathname + search).toBe('/linh/intro-call?lang=vi');
    await guest.getByRole('heading', { name: 'Intro call' }).first().waitFor();
    await guest.goto('/linh-tran');
    expect(new URL(guest.url()).pathname).toBe('/linh');
    await Promise.all([host.context().close(), guest.context().close()]);
  });

  it('shows a booking the moment a guest has made it, without reloading', async () => {
    await signIn(web, page, `/app/sign-in?redirect=${encodeURIComponent('https://evil.example/')}`);
    await page.getByRole('heading', { name: 'No upcoming bookings' }).waitFor();
    await bookAsGuest(web.stack, {
      link: 'intro-call',
      durationMinutes: 30,
      slot: 4,
      guest: { name: 'Ada Lovelace', email: 'ada@example.com' },
      answers: { topic: 'Speaking to a committee' },
    });
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
  });

  it('approves a request, which the guest then hears of, and keeps a timeline', async () => {
    await bookAsGuest(web.stack, {
      link: 'coaching',
      durationMinutes: 60,
      slot: 6,
      guest: { name: 'Alan Turing', email: 'alan@example.com' },
      answers: { level: 'A little', goal: 'Breath' },
    });
    await page.getByRole('link', { name: /^Needs approval/ }).click();
    await page.getByRole('link', { name: 'Alan Turing' }).click();
    await detailSays('A little');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/approve')) asked.push(request.url());
    });
    await page.getByRole('article').getByRole('button', { name: 'Approve' }).dblclick();
    await says(page, 'Approved. The guest is being notified.');
    expect(asked).toHaveLength(1);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await detailSays('Confirmed');
    await page.getByRole('article').getByText('Approved', { exact: true }).waitFor();
    await page.getByRole('article').getByText('to the guest').first().waitFor();
    await page.getByRole('heading', { name: 'No requests' }).waitFor();
    const workflow = page.getByRole('article').getByRole('link', { name: 'Workflow in the Temporal UI' });
    expect(await workflow.getAttribute('href')).toContain('workflows/booking%2F');
  });

  it('declines a request with a reason that stays in the timeline', async () => {
    await bookAsGuest(web.stack, {
      link: 'coaching',
      durationMinutes: 60,
      slot: 8,
      guest: { name: 'Edsger Dijkstra', email: 'edsger@example.com' },
      answers: { level: 'Never', goal: 'Voice' },
    });
    await page.goto('/app/bookings?view=needs_approval');
    await page.getByRole('button', { name: 'Actions for Edsger Dijkstra' }).click();
    await page.getByRole('menuitem', { name: 'Decline…' }).click();
    await page.getByLabel('Reason (optional)').fill('I am travelling that week');
    await page.getByRole('button', { name: 'Decline and notify the guest' }).click();
    await says(page, 'Declined. The time is available again.');
    await page.getByRole('link', { name: 'Cancelled', exact: true }).click();
    await page.getByRole('link', { name: 'Edsger Dijkstra' }).click();
    await detailSays('“I am travelling that week”');
  });

  it('moves a booking to a suggested time and to one typed in', async () => {
    await page.goto('/app/bookings');
    await page.getByRole('link', { name: 'Ada Lovelace' }).click();
    await page.getByRole('article').getByRole('button', { name: 'Reschedule…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').nth(1).waitFor();
    await dialog.getByRole('radio').first().check();
    await dialog.getByLabel('Reason (optional)').fill('The room is painted');
    await dialog.getByRole('button', { name: 'Reschedule and notify the guest' }).click();
    await says(page, 'Rescheduled. The guest is being notified.');
    await detailSays('“The room is painted”');
    await page.getByRole('article').getByText('Rescheduled once').waitFor();

    await page.getByRole('article').getByRole('button', { name: 'Reschedule…' }).click();
    await dialog.getByRole('radio', { name: 'Another time' }).check();
    await dialog.getByLabel('Date').fill('2020-01-06');
    await dialog.getByLabel('Time', { exact: true }).fill('930');
    await dialog.getByRole('button', { name: 'Reschedule and notify the guest' }).click();
    await dialog.getByRole('alert').getByText('This time has passed.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('cancels only after asking, and says that the guest is told', async () => {
    await page.getByRole('article').getByRole('button', { name: 'Cancel booking…' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('Ada Lovelace is notified by e-mail.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('article').getByRole('button', { name: 'Cancel booking…' }).click();
    await dialog.getByRole('button', { name: 'Cancel and notify the guest' }).click();
    await says(page, 'Cancelled. The guest is being notified.');
    await detailSays('Cancelled');
  });

  it('finds bookings by words and says when nothing fits', async () => {
    await page.goto('/app/bookings');
    await page.getByRole('searchbox', { name: 'Search' }).fill('turing');
    await page.getByRole('link', { name: 'Alan Turing' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('nobody of that name');
    await page.getByRole('heading', { name: 'No matching bookings' }).waitFor();
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: 'Alan Turing' }).waitFor();
  });

  it('warns of a video link for which nothing makes a meeting, in the list and in the editor', async () => {
    await page.goto('/app/links');
    const card = page.getByRole('listitem').filter({ hasText: 'Intro call' });
    await card.getByText('No meeting link').waitFor();
    await card.getByRole('link', { name: 'Intro call' }).click();
    const warning = page.getByRole('status').filter({ hasText: 'can create meeting links' });
    await warning.getByText('Connect one or enter a fallback address').waitFor();
    await page.getByLabel('Fallback address or note (optional)').fill('https://meet.example.com/linh');
    await warning.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Discard' }).click();
    await warning.waitFor();
  });

  it('creates a link with every kind of rule, refuses a taken address, and switches it off', async () => {
    await page.goto('/app/schedules/new');
    await page.getByLabel('Name', { exact: true }).fill('Evenings');
    await page.getByLabel('Monday, time range 1, from').fill('17:30');
    await page.getByLabel('Monday, time range 1, to').fill('19:30');
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Schedule created.');
    await page.goto('/app/links/new');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter a title').waitFor();
    await page.getByLabel('Title').fill('Tư vấn nhanh');
    expect(await page.getByLabel('Address', { exact: true }).inputValue()).toBe('tu-van-nhanh');
    await page.getByLabel('Address', { exact: true }).fill('intro-call');
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.getByLabel('Question', { exact: true }).fill('Which level?');
    await page.getByLabel('Answer type').selectOption('choice');
    await page.getByLabel('Choices').fill('Beginner\nAdvanced');
    await page.getByRole('checkbox', { name: 'Require my approval' }).check();
    await page.getByRole('checkbox', { name: 'Limit bookings per guest' }).check();
    await page.getByLabel('Buffer after').selectOption('15');
    await page.getByLabel('Schedule', { exact: true }).selectOption({ label: 'Evenings' });
    await page.getByLabel('Start time increments').selectOption('60');
    await page.getByLabel('Align start times with').selectOption('hours');
    expect(await page.getByLabel('Minutes past the hour').count()).toBe(0);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Another link of yours already has this address.').waitFor();
    await page.getByLabel('Address', { exact: true }).fill('quick');
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Link created.');
    await page.getByRole('heading', { name: 'Tư vấn nhanh', level: 1 }).waitFor();
    expect(await page.getByLabel('Choices').inputValue()).toBe('Beginner\nAdvanced');
    expect(await timesOn(nextMonday(), 'quick')).toEqual(['17:30', '18:30']);
    await page.getByLabel('Align start times with').selectOption('clock');
    await page.getByLabel('Minutes past the hour').fill('15');
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Saved. Guests see the changes right away.');
    expect(await timesOn(nextMonday(), 'quick')).toEqual(['18:15']);
    await page.goto('/app/links');
    await page.getByRole('switch', { name: 'Guests can book Tư vấn nhanh' }).click();
    await says(page, 'The link is off. Existing bookings are kept.');
    const closed = await fetch(`${web.stack.publicUrl}/api/v1/public/links/linh/quick`);
    expect(closed.status).toBe(410);
  });

  it('edits a link, tells when somebody else was faster, and loads their version', async () => {
    const other = await web.open();
    await signIn(web, other);
    for (const on of [page, other]) {
      await on.goto('/app/links');
      await on.getByRole('link', { name: 'Intro call' }).click();
      await on.getByLabel('Description').fill('being typed');
    }
    await other.getByLabel('Description').fill('Saved by the other window');
    await other.getByRole('button', { name: 'Save' }).click();
    await says(other, 'Saved. Guests see the changes right away.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Changed somewhere else').waitFor();
    await page.getByRole('button', { name: 'Load the newer version' }).click();
    await page.getByText('Changed somewhere else').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Description').inputValue()).toBe('Saved by the other window');
    await page.getByLabel('Description').fill('Saved after loading');
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Saved. Guests see the changes right away.');
    await other.waitForFunction(() => document.querySelector('textarea')?.value === 'Saved after loading');
  });

  it('goes on with what was typed on top of what somebody else has saved meanwhile', async () => {
    const other = await web.open();
    await signIn(web, other);
    for (const on of [page, other]) {
      await on.goto('/app/links');
      await on.getByRole('link', { name: 'Intro call' }).click();
    }
    await page.getByLabel('Description').fill('Typed here');
    await other.getByLabel('Description').fill('Saved there');
    await other.getByLabel('Buffer before').selectOption('5');
    await other.getByRole('button', { name: 'Save' }).click();
    await says(other, 'Saved. Guests see the changes right away.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Changed somewhere else').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Typed here');
    expect(await axeFindings(page)).toEqual([]);
    const [newer] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Open the newer version in a new tab' }).click(),
    ]);
    await newer.waitForFunction(() => document.querySelector('textarea')?.value === 'Saved there');
    await newer.close();
    await page.getByRole('button', { name: 'Keep my changes' }).click();
    await page.getByText('Changed somewhere else').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Description').inputValue()).toBe('Typed here');
    expect(await page.getByLabel('Buffer before').inputValue()).toBe('5');
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Saved. Guests see the changes right away.');
    await other.waitForFunction(() => document.querySelector('textarea')?.value === 'Typed here');
    expect(await other.getByLabel('Buffer before').inputValue()).toBe('5');
    await other.context().close();
  });

  it('keeps what was typed when the sign-in has ended, until there is one again', async () => {
    const jar = await page.context().cookies();
    await page.goto('/app/links/new');
    await page.getByLabel('Title').fill('Kept');
    await page.context().clearCookies();
    await page.getByLabel('Title').press('Enter');
    const said = page.getByRole('alertdialog').filter({ hasText: 'You are signed out' });
    await said.getByRole('button', { name: 'Back' }).click();
    await said.waitFor({ state: 'detached' });
    // Who stays is not asked again by what the page reads by itself.
    const [refused] = await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/api/v1/me')),
      inDemo(web, `update tenants set name = name where id = current_setting('app.tenant_id')`),
    ]);
    expect(refused.status()).toBe(401);
    await page.getByLabel('Title').fill('Kept after all');
    expect(await said.count()).toBe(0);
    await page.getByLabel('Title').press('Enter');
    await said.getByRole('button', { name: 'Back' }).click();
    await said.waitFor({ state: 'detached' });
    await page.getByLabel('Title').fill('Kept');
    await page.context().addCookies(jar);
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Link created.');
    await page.getByRole('heading', { name: 'Kept', level: 1 }).waitFor();
  });

  it('explains in words why a time is not offered', async () => {
    await page.goto('/app/links');
    await page.getByRole('link', { name: 'Intro call' }).click();
    const panel = page.getByRole('region', { name: 'Why is this time not available?' });
    await panel.getByLabel('Time', { exact: true }).fill('03:00');
    await panel.getByRole('button', { name: 'Explain' }).click();
    await panel.getByText('It is outside the weekly hours (Trần Thùy Linh).').waitFor();
  });

  it('asks before unsaved input is lost', async () => {
    await page.getByLabel('Description').fill('not saved');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Schedules' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Back' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('not saved');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Schedules' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave the page' }).click();
    await page.getByRole('heading', { name: 'Schedules', level: 1 }).waitFor();
  });

  it('edits hours: a block over midnight is split, a day copied, a holiday added', async () => {
    await page.getByRole('link', { name: 'Working hours' }).click();
    await page.getByRole('button', { name: 'Add hours on Saturday' }).click();
    await page.getByLabel('Saturday, time range 2, from').fill('22');
    await page.getByLabel('Saturday, time range 2, to').fill('1:30');
    await page.getByLabel('Saturday, time range 2, to').press('Tab');
    await page.getByRole('button', { name: /Split at midnight/ }).click();
    expect(await page.getByLabel('Saturday, time range 2, to').inputValue()).toBe('00:00');
    expect(await page.getByLabel('Sunday, time range 1, to').inputValue()).toBe('01:30');
    await page.getByRole('button', { name: 'Copy Monday to other days' }).click();
    await page.getByRole('checkbox', { name: 'Tuesday' }).check();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Add days' }).click();
    await page.getByLabel('Name (optional)').last().fill('Team day');
    await page.getByRole('button', { name: 'Add days' }).click();
    await page.getByLabel('First day').last().fill('2027-12-20');
    await page.getByLabel('Last day').last().fill('2027-12-01');
    await page.getByLabel('Name (optional)').last().fill('Away');
    await page.getByText('The last day must not be before the first').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please check the marked fields.').waitFor();
    await page.getByLabel('Last day').last().fill('2028-01-03');
    await page.getByLabel('Name (optional)').last().fill('Away');
    await page.getByText('15 days', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await says(page, 'Saved. Guests see the new hours right away.');
    await page.reload();
    await page.getByText('15 days', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove 2027-12-20 to 2028-01-03' }).waitFor();
    expect(await page.getByLabel('Sunday, time range 1, to').inputValue()).toBe('01:30');
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete the schedule' }).click();
    await page.getByRole('alertdialog').getByRole('alert').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Back' }).click();
  });

  it('connects a calendar, follows its import, and disconnects after asking', async () => {
    await page.goto('/app/integrations');
    await page.getByRole('button', { name: 'Connect Google Calendar' }).click();
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Access was not granted, so nothing was connected.').waitFor();
    await page.getByRole('button', { name: 'Connect Google Calendar' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('The calendar is connected. The first import is running.').waitFor();
    await page.getByText('Up to date').first().waitFor();
    await page.getByRole('switch', { name: /Check Team for conflicts/ }).click();
    await says(page, 'Busy times in Team');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await says(page, 'Checking for changes now.');
    await page.getByRole('button', { name: 'Disconnect…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('heading', { name: 'No calendar connected' }).waitFor();
  });

  it('shows a mail that cannot be sent as needing attention, in words, and sends it when asked again', async () => {
    const faults = `${standInUrl(web.stack, 'email')}/_admin/faults`;
    // Only this booking's mails: those of earlier tests may still be on their way.
    const rule = { path: '/emails', status: 500, bodyIncludes: 'grace@example.com' };
    await fetch(faults, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });
    await bookAsGuest(web.stack, {
      link: 'intro-call',
      durationMinutes: 15,
      slot: 12,
      guest: { name: 'Grace Hopper', email: 'grace@example.com' },
    });
    await page.goto('/app/bookings?view=attention');
    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    await page.getByRole('article').getByText('E-mail: needs attention').waitFor();
    await page.getByRole('article').getByText('The provider is not responding.').waitFor();
    await fetch(faults, { method: 'DELETE' });
    await page.getByRole('article').getByRole('button', { name: 'Retry: Confirmation' }).click();
    await says(page, 'Trying again now.');
    await page.getByRole('article').getByText('E-mail: up to date').waitFor();
    await page.getByRole('heading', { name: 'Everything is up to date' }).waitFor();
  });

  it('says when the server is gone and comes back by itself', async () => {
    await page.goto('/app/bookings');
    await page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor();
    await page.context().setOffline(true);
    await web.stack.parts.get('api')?.current()?.kill();
    await page.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor({ timeout: 120_000 });
  });
});
