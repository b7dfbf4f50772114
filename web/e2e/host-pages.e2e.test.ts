import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, bookAsGuest, demoOf, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

const demo = () => demoOf(web);

beforeAll(async () => {
  web = await startWeb();
  await bookAsGuest(web.stack, {
    link: 'intro-call',
    durationMinutes: 30,
    slot: 4,
    guest: { name: 'Alan Turing', email: 'alan@example.com' },
    answers: { topic: 'Machines that think' },
  });
});
afterAll(() => web?.stop());

describe('on every page', () => {
  it.each([
    ['light', 'en'],
    ['dark', 'vi'],
  ] as const)('axe finds nothing in the %s theme (%s)', async (colorScheme, language) => {
    const reader = await web.open({ colorScheme, viewport: { width: 1280, height: 900 } });
    await reader.addInitScript((value) => localStorage.setItem('everslot.locale', value), language);
    await reader.goto('/app/sign-in');
    await reader.locator('h1').waitFor();
    const findings: Record<string, string[]> = { 'sign-in': await axeFindings(reader) };
    await reader.locator('input[type=email]').fill(demo().email);
    await reader.locator('input[autocomplete=current-password]').fill(demo().password);
    await reader.locator('button[type=submit]').click();
    await reader.locator('[data-live]').first().waitFor();
    const paths = [
      'bookings',
      'bookings?view=cancelled',
      'attention',
      'contacts',
      'links',
      'links/new',
      'schedules',
      'schedules/new',
      'integrations',
      'profile',
      'branding',
      'security',
    ];
    for (const path of paths) {
      await reader.goto(`/app/${path}`);
      await reader.locator('main h1').waitFor();
      await reader.locator('.skeleton').first().waitFor({ state: 'detached' });
      findings[path] = await axeFindings(reader);
    }
    for (const [list, link] of [
      ['bookings', 'main section li a'],
      ['contacts', 'main li a'],
      ['links', 'main h2 a'],
      ['schedules', 'main h2 a'],
    ] as const) {
      await reader.goto(`/app/${list}`);
      await reader.locator(link).first().click();
      await reader.locator('article, form[novalidate], main dl').first().waitFor();
      findings[`one of ${list}`] = await axeFindings(reader);
    }
    expect(Object.entries(findings).filter(([, all]) => all.length > 0)).toEqual([]);
    expect(await reader.locator('html').getAttribute('lang')).toBe(language);
  });

  it('only the shown language is loaded, and the other one once it is chosen', async () => {
    const reader = await web.open({ locale: 'en-GB' });
    const texts: string[] = [];
    const bodies: Promise<void>[] = [];
    reader.on('response', (answer) => {
      if (answer.request().resourceType() !== 'script') return;
      bodies.push(
        answer.text().then((body) => {
          if (body.includes('Enter your password')) texts.push('en');
          if (body.includes('Hãy nhập mật khẩu')) texts.push('vi');
        }),
      );
    });
    const loaded = async (): Promise<string[]> => {
      await Promise.all(bodies);
      return texts;
    };
    await reader.goto('/app/sign-in');
    await reader.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await loaded()).toEqual(['en']);
    await reader.getByRole('button', { name: 'Tiếng Việt' }).click();
    await reader.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    expect(await loaded()).toEqual(['en', 'vi']);
    expect(await reader.locator('html').getAttribute('lang')).toBe('vi');
    await reader.reload();
    await reader.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  });

  it('nothing spills over a narrow screen', async () => {
    const phone = await web.open({ viewport: { width: 360, height: 740 } });
    await signIn(web, phone);
    for (const path of [
      'bookings',
      'attention',
      'contacts',
      'links',
      'links/new',
      'schedules',
      'schedules/new',
      'integrations',
      'security',
    ]) {
      await phone.goto(`/app/${path}`);
      await phone.locator('main h1').waitFor();
      await phone.locator('.skeleton').first().waitFor({ state: 'detached' });
      const spill = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ path, spill }).toEqual({ path, spill: 0 });
    }
  });
});

describe('with the keyboard alone', () => {
  it('a host signs in, opens a booking and leaves again', async () => {
    const keys = await web.open();
    await keys.goto('/app/sign-in');
    await keys.getByLabel('E-mail').focus();
    await keys.keyboard.type(demo().email);
    await keys.keyboard.press('Tab');
    await keys.keyboard.type(demo().password);
    await keys.keyboard.press('Enter');
    await keys.getByRole('link', { name: 'Alan Turing' }).waitFor();
    await keys.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await keys.reload();
    await keys.getByRole('link', { name: 'Alan Turing' }).waitFor();
    await keys.keyboard.press('Tab');
    await keys.keyboard.press('Enter');
    await keys.waitForFunction(() => document.activeElement?.id === 'content');
    const focused = (): Promise<string> => keys.evaluate(() => document.activeElement?.textContent ?? '');
    for (let count = 0; count < 40 && (await focused()) !== 'Alan Turing'; count += 1)
      await keys.keyboard.press('Tab');
    await keys.keyboard.press('Enter');
    await keys.getByRole('article').getByRole('heading', { name: 'Alan Turing' }).waitFor();
    await keys.getByRole('article').getByRole('button', { name: 'Reschedule…' }).focus();
    await keys.keyboard.press('Enter');
    await keys.getByRole('dialog').waitFor();
    await keys.keyboard.press('Escape');
    await keys.getByRole('dialog').waitFor({ state: 'detached' });
    // Given back just after the dialog is gone.
    await expect.poll(focused).toBe('Reschedule…');
  });
});

describe('when a script of the app cannot be fetched', () => {
  const contactsScript = /\/app\/assets\/contacts-page-/;
  const missing = { status: 404, body: '' };
  /** A signed-in host, and how often their page was loaded since. */
  const openHost = async () => {
    const page = await web.open();
    await signIn(web, page);
    const loads: string[] = [];
    page.on('load', () => loads.push(page.url()));
    return { page, loads };
  };

  it('the page loads itself anew and is there, where it was asked for', async () => {
    const { page, loads } = await openHost();
    await page.route(contactsScript, (route) => route.fulfill(missing), { times: 1 });
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
    expect(loads.map((url) => new URL(url).pathname)).toEqual(['/app/contacts']);
  });

  it('it does so once, then says what is wrong and lets the host try again', async () => {
    const { page, loads } = await openHost();
    await page.route(contactsScript, (route) => route.fulfill(missing));
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('alert').getByText('This page could not be loaded').waitFor();
    expect(loads).toHaveLength(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute(contactsScript);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  });

  it('the app stays on screen without a connection', async () => {
    const { page, loads } = await openHost();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('alert').getByText('This page could not be loaded').waitFor();
    expect(loads).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  });

  it.each([
    ['its texts', /\/app\/assets\/en-/],
    ['the app itself', /\/app\/assets\/index-.*\.js/],
  ])('the page is not empty without %s: it says in both languages how to go on', async (_what, script) => {
    const page = await web.open();
    await page.route(script, (route) => route.fulfill(missing));
    await page.goto('/app/sign-in');
    await page.getByText('Tải lại trang').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute(script);
    await page.getByRole('link', { name: 'Reload the page' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
