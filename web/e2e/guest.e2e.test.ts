import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { guestBudget, readGuestBuild } from '#web/guest/build.ts';
import { axeFindings, startWeb, type Web } from './harness.ts';

let web: Web;
let opened: { context: BrowserContext; errors: string[] }[] = [];

/** What a page must never do: throw, log an error, break its own content security policy. Refused requests are no error. */
const watchErrors = (context: BrowserContext): string[] => {
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) errors.push(message.text());
  });
  return errors;
};

beforeAll(async () => {
  // Every guest here has the same address.
  for (const name of ['READ', 'SLOTS', 'HOLD', 'BOOK', 'BOOK_LINK', 'BOOK_EMAIL', 'MANAGE'])
    vi.stubEnv(`RATE_LIMIT_${name}`, 'off');
  web = await startWeb();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await web.stop();
});
afterEach(async () => {
  const seen = opened;
  opened = [];
  await Promise.all(seen.map(({ context }) => context.close()));
  expect(seen.flatMap(({ errors }) => errors)).toEqual([]);
});

const guest = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await web.open({ locale: 'en-US', timezoneId: 'Asia/Saigon', ...options });
  opened.push({ context: page.context(), errors: watchErrors(page.context()) });
  return page;
};

const heading = (page: Page) => page.locator('h1');
const focused = (page: Page, name: string): Promise<string | null> =>
  page.evaluate((attribute) => document.activeElement?.getAttribute(attribute) ?? null, name);

/** The page of a link, taken over by its script, on a day of its own so that tests do not disturb one another. */
const openLink = async (page: Page, slug: string, freeDay: number, query = ''): Promise<void> => {
  await page.goto(`/linh/${slug}?month=${nextMonth()}${query}`);
  await page.locator('[role="button"].zone-open, p.zone-name').first().waitFor();
  await page.locator('.day-free').nth(freeDay).click();
  await page.waitForURL(/date=/);
};

/** Waits until the time is offered again on that day. */
const untilFree = (page: Page, slug: string, freeDay: number, instant: string | null): Promise<void> =>
  expect
    .poll(async () => {
      await openLink(page, slug, freeDay);
      return page.locator(`.time[data-start="${instant}"]`).count();
    })
    .toBe(1);

const nextMonth = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
};

const fillIn = async (page: Page, email: string): Promise<void> => {
  await page.fill('#f-name', 'An Phạm');
  await page.fill('#f-email', email);
};

const bookAt = async (page: Page, freeDay: number, email: string): Promise<void> => {
  await openLink(page, 'intro-call', freeDay);
  await page.locator('.time').first().click();
  await page.locator('.hold >> text=/Held for you|Đang giữ chỗ/').waitFor();
  await fillIn(page, email);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/b\//);
};

describe('a guest with a browser', () => {
  it('books a time, finds the booking again, moves it and cancels it', async () => {
    const page = await guest();
    await bookAt(page, 0, 'path@example.com');
    expect(await heading(page).innerText()).toBe('You are booked');
    expect(await focused(page, 'id')).toBe('page-title');
    const before = await page.locator('.ticket .span').innerText();
    await page.reload();
    expect(await page.locator('.ticket .span').innerText()).toBe(before);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Calendar file').click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.ics$/);
    await page.getByText('Reschedule').click();
    expect(await heading(page).innerText()).toBe('Choose a new time');
    await page.locator('.suggestions .chip').first().click();
    await page.locator('.summary .span-old').waitFor();
    await page.fill('#f-reason', 'A train is late');
    await page.getByRole('button', { name: 'Reschedule booking' }).click();
    await page.waitForURL(/just=moved/);
    expect(await heading(page).innerText()).toBe('Your booking has been rescheduled');
    expect(await page.locator('.ticket .span').innerText()).not.toBe(before);
    await page.getByText('Cancel booking').click();
    expect(await heading(page).innerText()).toBe('Cancel this booking?');
    await page.getByRole('button', { name: 'Cancel booking' }).click();
    await page.locator('.status-cancelled').waitFor();
    await page.goto(page.url());
    expect(await heading(page).innerText()).toBe('Your booking is cancelled');
  });

  it('does all of it by keyboard alone', async () => {
    const page = await guest();
    await page.goto(`/linh/intro-call?month=${nextMonth()}`);
    await page.locator('[role="button"].zone-open').waitFor();
    const press = async (key: string, until: () => Promise<boolean>): Promise<void> => {
      for (let count = 0; count < 40 && !(await until()); count += 1) await page.keyboard.press(key);
      expect(await until()).toBe(true);
    };
    const on = (selector: string) => async (): Promise<boolean> =>
      page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

    await press('Tab', on('.day'));
    const start = await focused(page, 'data-date');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page, 'data-date')).toBe(start);
    await page.keyboard.press('PageUp');
    await expect.poll(() => focused(page, 'data-date')).not.toBe(start);
    await page.keyboard.press('PageDown');
    await expect.poll(() => focused(page, 'data-date')).toBe(start);
    await page.keyboard.press('ArrowRight');
    await press('ArrowRight', on('.day-free'));
    const chosen = await focused(page, 'data-date');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('date') === chosen);
    await press('Tab', on('.time'));
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page, 'id')).toBe('form-title');

    await press('Tab', on('button[type=submit]'));
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page, 'id')).toBe('f-name');
    await page.keyboard.type('An');
    await page.keyboard.press('Tab');
    await page.keyboard.type('keys@example.com');
    await page.locator('.hold').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/just=booked/);
    expect(await focused(page, 'id')).toBe('page-title');

    await press('Tab', on('a.button:not(.button-danger)'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/reschedule/);
    await press('Tab', on('.suggestions .chip'));
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page, 'id')).toBe('form-title');
    await press('Tab', on('button[type=submit]'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/just=moved/);
    await press('Tab', on('a.button-danger'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/cancel/);
    await press('Tab', on('button[type=submit]'));
    await page.keyboard.press('Enter');
    await page.locator('.status-cancelled').waitFor();
  });

  it('keeps the focus where the guest has tabbed to while the page is still being drawn', async () => {
    const page = await guest();
    await openLink(page, 'intro-call', 1);
    await page.locator('.time').first().focus();
    // What a frame starts may ask for the next one in a timer of its own.
    const drawFrame = (): Promise<void> =>
      page.evaluate(() => {
        Reflect.get(window, 'drawFrame')();
        return new Promise((resolve) => setTimeout(resolve, 0));
      });
    await page.evaluate(async () => {
      const due: FrameRequestCallback[] = [];
      window.requestAnimationFrame = (callback) => due.push(callback);
      Object.assign(window, {
        drawFrame: () => due.splice(0).map((callback) => callback(performance.now())),
      });
      if (document.activeElement instanceof HTMLElement) document.activeElement.click();
      await Promise.resolve();
      Reflect.get(window, 'drawFrame')();
    });
    while ((await focused(page, 'id')) !== 'form-title') await drawFrame();
    await page.locator('#f-name').focus();
    for (let frame = 0; frame < 10; frame += 1) await drawFrame();
    expect(await focused(page, 'id')).toBe('f-name');
  });

  it('does all of it without scripts', async () => {
    const page = await guest({ javaScriptEnabled: false, locale: 'vi-VN' });
    await page.goto('/linh');
    await page.locator('a.link-card[href*="intro-call"]').click();
    await page.locator('.month-steps a[href]').last().click();
    await page.locator('.day-free').nth(4).click();
    await page.locator('.time').first().click();
    await fillIn(page, 'plain@example.com');
    await page.locator('button[type=submit]').click();
    expect(await heading(page).innerText()).toBe('Đặt lịch thành công');
    await page.getByRole('link', { name: 'Đổi giờ' }).click();
    await page.locator('.suggestions .chip').first().click();
    await page.locator('button[type=submit]').click();
    expect(await heading(page).innerText()).toBe('Lịch hẹn đã được đổi giờ');
    await page.getByRole('link', { name: 'Hủy lịch hẹn' }).click();
    await page.locator('button[type=submit]').click();
    expect(await heading(page).innerText()).toBe('Lịch hẹn đã hủy');
  });

  it('sees times in the zone of the device, and the same instants after changing it', async () => {
    const page = await guest({ timezoneId: 'America/New_York' });
    await openLink(page, 'intro-call', 1);
    expect(await page.locator('.zone-open').innerText()).toContain('New York (GMT-5)');
    const instant = await page.locator('.time').first().getAttribute('data-start');
    await page.locator('.zone-open').click();
    await page.locator('.zone').first().waitFor();
    await page.keyboard.type('sai gon');
    await expect.poll(() => page.locator('.zone').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.zone-open').innerText()).toContain('Ho Chi Minh (GMT+7)');
    expect(new URL(page.url()).searchParams.get('tz')).toBe('Asia/Ho_Chi_Minh');
    const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
      new Date(instant ?? ''),
    );
    await page.locator(`.day-free[data-date="${local}"]`).click();
    await page.locator(`.time[data-start="${instant}"]`).waitFor();
  });

  it('finds the step again after reload, back and forward', async () => {
    const page = await guest();
    await openLink(page, 'intro-call', 2);
    await page.locator('.time').nth(1).click();
    await page.locator('.hold >> text=Held for you').waitFor();
    await page.reload();
    await page.locator('.hold >> text=Held for you').waitFor();
    await page.goBack();
    await page.locator('.time').first().waitFor();
    expect(page.url()).not.toContain('slot=');
    await expect.poll(() => focused(page, 'class')).toContain('time');
    await page.goForward();
    await page.locator('.hold >> text=Held for you').waitFor();
    await expect.poll(() => focused(page, 'id')).toBe('form-title');
  });
});

describe('what was typed', () => {
  it('is kept over a reload, another language, another appearance and another time, until it is booked', async () => {
    const page = await guest();
    await openLink(page, 'intro-call', 9);
    await page.locator('.time').first().click();
    await page.locator('.hold >> text=Held for you').waitFor();
    expect(await page.locator('#form-title').innerText()).toMatch(/: \w+, \w+ \d+, \d+:\d\d [AP]M/);
    await fillIn(page, 'typed@example.com');
    const isKept = async (words: string): Promise<void> => {
      await page.locator(`.hold >> text=${words}`).waitFor();
      await expect.poll(() => page.inputValue('#f-name')).toBe('An Phạm');
      expect(await page.inputValue('#f-email')).toBe('typed@example.com');
    };
    await page.reload();
    await isKept('Held for you');
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.waitForURL(/lang=vi/);
    await isKept('Đang giữ chỗ');
    await page.getByRole('link', { name: 'Tối' }).click();
    await page.waitForURL(/theme=dark/);
    await isKept('Đang giữ chỗ');
    await page.locator('.back').click();
    await page.locator('.time').nth(1).click();
    await isKept('Đang giữ chỗ');
    await page.locator('button[type=submit]').click();
    await page.waitForURL(/just=booked/);
    await openLink(page, 'intro-call', 10);
    await page.locator('.time').first().click();
    await page.locator('.hold').waitFor();
    expect(await page.inputValue('#f-name')).toBe('');
  });
});

describe('two guests at one time', () => {
  it('hold a time anew that was held too long, with all that was typed', async () => {
    const page = await guest();
    await page.clock.install();
    await openLink(page, 'intro-call', 5);
    await page.locator('.time').first().click();
    await page.locator('.hold >> text=Held for you').waitFor();
    await page.fill('#f-name', 'Slow');
    await page.clock.fastForward(600_000);
    await page.getByRole('button', { name: 'Hold it again' }).click();
    await page.locator('.hold >> text=Held for you').waitFor();
    expect(await page.inputValue('#f-name')).toBe('Slow');
  });

  it('are told apart at once: the second is offered other times and keeps what was typed', async () => {
    const [first, second] = [await guest(), await guest()];
    await openLink(first, 'intro-call', 6);
    await openLink(second, 'intro-call', 6);
    const instant = await first.locator('.time').first().getAttribute('data-start');
    await first.locator('.time').first().click();
    await first.locator('.hold >> text=Held for you').waitFor();
    await second.locator(`.time[data-start="${instant}"]`).click();
    await second.locator('.notice >> text=Somebody is booking this time').waitFor();
    const offered = await second
      .locator('.alternatives .chip')
      .evaluateAll((chips) => chips.map((chip) => (chip as HTMLButtonElement).value));
    expect(offered).toEqual(offered.toSorted());
    await fillIn(second, 'second@example.com');
    await second.locator('.alternatives .chip').first().click();
    await second.locator('.hold >> text=Held for you').waitFor();
    expect(await second.inputValue('#f-email')).toBe('second@example.com');
    await second.locator('button[type=submit]').click();
    await second.waitForURL(/just=booked/);
  });

  it('that is only held is asked for again when the hold ends', async () => {
    const [first, second] = [await guest(), await guest()];
    await second.clock.install();
    await openLink(first, 'intro-call', 8);
    await openLink(second, 'intro-call', 8);
    const instant = await first.locator('.time').first().getAttribute('data-start');
    await first.locator('.time').first().click();
    await first.locator('.hold >> text=Held for you').waitFor();
    await second.locator(`.time[data-start="${instant}"]`).click();
    await second.locator('.notice >> text=Somebody is booking this time').waitFor();
    await first.goto('/linh');
    // The hold is given back by a request that the page left behind.
    await untilFree(await guest(), 'intro-call', 8, instant);
    await second.clock.fastForward(600_000);
    await second.locator('.hold >> text=Held for you').waitFor();
    expect(await second.locator('.notice').count()).toBe(0);
  });

  it('that is given back early is held for the second within half a minute, whose typing goes on', async () => {
    const [first, second] = [await guest(), await guest()];
    await second.clock.install();
    await openLink(first, 'intro-call', 8);
    await openLink(second, 'intro-call', 8);
    const instant = await first.locator('.time').first().getAttribute('data-start');
    await first.locator('.time').first().click();
    await first.locator('.hold >> text=Held for you').waitFor();
    await second.locator(`.time[data-start="${instant}"]`).click();
    await second.locator('.notice >> text=We keep checking').waitFor();
    // There before it speaks, or a screen reader says nothing.
    const spoken = second.locator('.hold-place [role=status]');
    expect(await spoken.textContent()).toBe('');
    await second.locator('#f-name').pressSequentially('Second');
    await first.goto('/linh');
    await untilFree(await guest(), 'intro-call', 8, instant);
    await second.clock.fastForward(30_000);
    await second.locator('.hold >> text=Held for you').waitFor();
    expect(await second.locator('.notice').count()).toBe(0);
    expect(await spoken.textContent()).toBe('This time is held for 10 more minutes.');
    expect(await focused(second, 'id')).toBe('f-name');
  });

  it('may be one guest in two tabs, who is told so and keeps the time of the first', async () => {
    const first = await guest();
    const second = await first.context().newPage();
    await openLink(first, 'intro-call', 7);
    const instant = await first.locator('.time').first().getAttribute('data-start');
    await openLink(second, 'intro-call', 7);
    await first.locator('.time').first().click();
    await first.locator('.hold >> text=Held for you').waitFor();
    await second.locator(`.time[data-start="${instant}"]`).click();
    await second.locator('.notice >> text=It may be you in another tab').waitFor();
    expect(await second.locator('.hold').count()).toBe(0);
    await fillIn(first, 'first-tab@example.com');
    await first.locator('button[type=submit]').click();
    await first.waitForURL(/just=booked/);
  });

  it('share it fairly: the time is free again when the first one leaves', async () => {
    const [first, second] = [await guest(), await guest()];
    await openLink(first, 'intro-call', 7);
    const instant = await first.locator('.time').first().getAttribute('data-start');
    await first.locator('.time').first().click();
    await first.locator('.hold >> text=Held for you').waitFor();
    await first.goto('/linh');
    await untilFree(second, 'intro-call', 7, instant);
  });

  it('get one booking from one button, however often it is pressed', async () => {
    const page = await guest();
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/bookings'))
        posts.push(request.headers()['idempotency-key'] ?? '');
    });
    await openLink(page, 'intro-call', 8);
    await page.locator('.time').first().click();
    await page.locator('.hold >> text=Held for you').waitFor();
    await fillIn(page, 'twice@example.com');
    await page.locator('button[type=submit]').dblclick();
    await page.waitForURL(/just=booked/);
    expect(posts).toHaveLength(1);
  });

  it('lose nothing to a broken connection: the same request is sent again with the same key', async () => {
    const page = await guest();
    const keys: string[] = [];
    await openLink(page, 'intro-call', 9);
    await page.locator('.time').first().click();
    await page.locator('.hold >> text=Held for you').waitFor();
    await fillIn(page, 'offline@example.com');
    let lost = true;
    await page.route('**/bookings', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      // The server has booked, its answer is lost on the way.
      if (lost) await route.fetch();
      if (lost) await route.abort('connectionreset');
      else await route.continue();
      lost = false;
    });
    await page.locator('button[type=submit]').click();
    await page.locator('.notice >> text=No connection').waitFor();
    expect(await page.inputValue('#f-email')).toBe('offline@example.com');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL(/just=booked/);
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(2);
  });
});

describe('an address of a time that cannot be booked', () => {
  const soon = (): string => new Date(Math.ceil(Date.now() / 1_800_000) * 1_800_000).toISOString();

  it.each([
    ['has passed', () => '2020-01-06T02:00:00Z', 'This time has passed'],
    ['is too close', soon, 'This time is too soon'],
    ['is too far ahead', () => '2040-01-06T02:00:00Z', 'This time is too far ahead'],
  ])('because it %s leads to times that can be, and says why', async (_case, start, words) => {
    const page = await guest();
    await page.goto(`/linh/intro-call?slot=${start()}`);
    await page.locator(`.picker .notice >> text=${words}`).waitFor();
    await page.locator('[role="button"].zone-open').waitFor();
    expect(await page.locator('#details').count()).toBe(0);
    await page.goto(`/linh/intro-call?slot=${start()}&month=${nextMonth()}`);
    await page.locator(`.picker .notice >> text=${words}`).waitFor();
    await page.locator('.day-free').last().click();
    await page.locator('.time').first().click();
    await page.locator('.hold >> text=Held for you').waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
  });
});

describe('failures', () => {
  it.each([
    ['/linh/no-such-link', 404],
    ['/nobody', 404],
    ['/b/manage.made.up', 404],
  ])('%s is a page that says so, with status %i', async (path, status) => {
    const page = await guest();
    const response = await page.goto(path);
    expect(response?.status()).toBe(status);
    expect(await heading(page).innerText()).toBe('Page not found');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('wrong details are named beside their fields, first of all to whoever cannot see them', async () => {
    const page = await guest();
    await openLink(page, 'coaching', 3);
    await page.locator('.time').first().click();
    await page.locator('.hold >> text=Held for you').waitFor();
    await page.fill('#f-email', 'nobody');
    await page.locator('button[type=submit]').click();
    await expect.poll(() => focused(page, 'id')).toBe('f-name');
    expect(await page.locator('#f-email').getAttribute('aria-describedby')).toBe('f-email-error');
    expect(await page.locator('[aria-invalid]').count()).toBeGreaterThan(1);
  });
});

describe('every page', () => {
  const looks = (['en', 'vi'] as const).flatMap((lang) =>
    (['light', 'dark'] as const).map((theme) => ({ lang, theme })),
  );

  it.each(looks)(
    'is free of axe findings and fits a phone and a desk: $lang, $theme',
    async ({ lang, theme }) => {
      const page = await guest({ locale: lang === 'en' ? 'en-US' : 'vi-VN', colorScheme: theme });
      const check = async (name: string): Promise<void> => {
        expect(await page.locator('html').getAttribute('lang'), name).toBe(lang);
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          const at = `${name} at ${width} px`;
          expect(await axeFindings(page), at).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), at).toBe(
            true,
          );
        }
      };
      await page.goto('/linh');
      await check('profile');
      await openLink(page, 'intro-call', 10);
      await check('booking');
      await page.locator('.zone-open').click();
      await page.locator('.zone').first().waitFor();
      await check('time zones');
      await page.keyboard.press('Escape');
      await page.locator('.time').first().click();
      await page.locator('.hold').waitFor();
      await check('form');
      await page.locator('button[type=submit]').click();
      await page.locator('.field-error').first().waitFor();
      await check('errors');
      await fillIn(page, `axe-${lang}-${theme}@example.com`);
      await page.locator('button[type=submit]').click();
      await page.waitForURL(/just=booked/);
      await check('booked');
      const [move, cancel] = await Promise.all(
        [0, 1].map((index) => page.locator('.actions a').nth(index).getAttribute('href')),
      );
      await page.goto(move ?? '');
      await page.locator('[role="button"].zone-open').waitFor();
      await check('reschedule');
      await page.goto(cancel ?? '');
      await check('cancel');
      await page.locator('button[type=submit]').click();
      await page.locator('.status-cancelled').waitFor();
      await check('cancelled');
    },
  );

  it('loads no more than the budget, nothing from elsewhere, and no React', async () => {
    const page = await guest();
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await page.goto('/linh/intro-call');
    await page.locator('[role="button"].zone-open').waitFor();
    const ours = [web.stack.publicUrl, 'data:'];
    expect(loaded.filter((url) => !ours.some((start) => url.startsWith(start)))).toEqual([]);
    const scripts = loaded.filter((url) => url.endsWith('.js'));
    expect(new Set(scripts).size).toBe(2);
    for (const url of scripts)
      expect(await (await fetch(url)).text()).not.toMatch(/react-dom|react\.element/i);
    const built = await readGuestBuild(join(web.stack.env['WEB_DIST'] ?? '', 'guest'));
    expect(built.scriptBytes).toBeLessThanOrEqual(guestBudget.scriptBytes);
    expect(built.styleBytes).toBeLessThanOrEqual(guestBudget.styleBytes);
  });
});
