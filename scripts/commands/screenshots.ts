/*
 * Walks through a running `npm start` like a guest and a host and keeps what they see under docs/images.
 *   node scripts/commands/screenshots.ts            uses the ports of the environment, as npm start does
 */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { demoHosts, demoPassword } from '#db/seed.ts';
import { projectRoot } from '#scripts/project.ts';
import { reportToTerminal, runCommand, SetupError } from '#scripts/report.ts';
import { configuredPorts } from '#scripts/stack/stack-ports.ts';
import { obtainBrowser } from '#scripts/tools/tools.ts';

const folder = join(projectRoot, 'docs', 'images');
const maxBytes = 200_000;

const ports = configuredPorts();
const origin = `http://localhost:${ports.PORT}`;
const [host] = demoHosts;

const shoot = async (page: Page, name: string): Promise<void> => {
  // Fonts and transitions have settled; nothing blinks in the picture.
  await page.evaluate('document.fonts.ready.then(() => true)');
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(path);
  reportToTerminal(`${name}.png, ${(size / 1000).toFixed(0)} kB`);
  if (size > maxBytes) throw new SetupError(`${name}.png is larger than ${maxBytes / 1000} kB.`);
};

const guests = [
  ['Grace Hopper', 'grace@example.com'],
  ['Nguyễn Văn An', 'an@example.com'],
  ['Margaret Hamilton', 'margaret@example.com'],
] as const;

/** Books through the public API, as the guest page does. */
const bookQuietly = async (
  link: string,
  slot: number,
  [name, email]: (typeof guests)[number],
  answers: Record<string, string>,
): Promise<void> => {
  const address = `${origin}/api/v1/public/links/${host.username}/${link}`;
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const durationMinutes = link === 'coaching' ? 60 : 30;
  const query = new URLSearchParams({
    from: day(1),
    to: day(14),
    timeZone: host.timeZone,
    durationMinutes: String(durationMinutes),
  });
  const slots = (await (await fetch(`${address}/slots?${query.toString()}`)).json()) as {
    days: { slots: { start: string }[] }[];
  };
  const start = slots.days.flatMap((each) => each.slots)[slot]?.start;
  const answer = await fetch(`${address}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      start,
      durationMinutes,
      timeZone: host.timeZone,
      locale: 'en',
      guest: { name, email },
      answers,
    }),
  });
  if (!answer.ok) throw new SetupError(`${link} cannot be booked: ${answer.status} ${await answer.text()}`);
};

const signIn = async (page: Page): Promise<void> => {
  await page.goto('/app');
  await page.getByLabel('E-mail').fill(host.email);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor();
};

const connectCalendar = async (page: Page): Promise<void> => {
  await page.goto('/app/integrations');
  await page.locator('main h1').waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  const connect = page.getByRole('button', { name: /^Connect / });
  if ((await page.getByText('Up to date').count()) === 0 && (await connect.count()) > 0) {
    await connect.first().click();
    await page.getByRole('button', { name: 'Allow' }).click();
  }
  await page.getByText('Up to date').first().waitFor();
  await page.goto('/app/integrations');
  await page.getByText('Up to date').first().waitFor();
  await shoot(page, 'integrations');
};

/** Chooses a day of the next month: of this one there may be nothing left. */
const chooseDay = async (page: Page, link: string, freeDay: number): Promise<void> => {
  const now = new Date();
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))
    .toISOString()
    .slice(0, 7);
  await page.goto(`/${host.username}/${link}?month=${nextMonth}`);
  await page.locator('[role="button"].zone-open, p.zone-name').first().waitFor();
  await page.locator('.day-free').nth(freeDay).click();
  await page.locator('.time').first().waitFor();
};

const fillIn = async (page: Page, time: number, [name, email]: readonly [string, string]): Promise<void> => {
  await page.locator('.time').nth(time).click();
  await page.locator('.hold').getByText('Held for you').waitFor();
  await page.fill('#f-name', name);
  await page.fill('#f-email', email);
};

const bookAsGuest = async (page: Page): Promise<void> => {
  await chooseDay(page, 'intro-call', 3);
  await shoot(page, 'guest-page');
  await fillIn(page, 2, ['Ada Lovelace', 'ada@example.com']);
  await shoot(page, 'booking-form');
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/b\//);
  await page.locator('.ticket').waitFor();
  await shoot(page, 'confirmation');
  await page.getByText('Reschedule').click();
  await page.locator('.suggestions .chip').first().waitFor();
  await shoot(page, 'reschedule');
};

const showBookings = async (page: Page): Promise<string> => {
  await page.goto('/app/bookings');
  await page.getByRole('link', { name: 'Ada Lovelace' }).first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await shoot(page, 'bookings');
  await page.getByRole('link', { name: 'Ada Lovelace' }).first().click();
  const article = page.getByRole('article');
  await article.getByText('to the guest').first().waitFor();
  const workflow = await article
    .getByRole('link', { name: 'Workflow in the Temporal UI' })
    .getAttribute('href');
  await article.getByText('to the guest').last().scrollIntoViewIfNeeded();
  await shoot(page, 'booking-detail');
  if (workflow === null) throw new SetupError('The booking has no link to its workflow.');
  return workflow;
};

const explain = async (page: Page): Promise<void> => {
  await page.goto('/app/links');
  await page.getByRole('link', { name: 'Intro call' }).click();
  const panel = page.getByRole('region', { name: 'Why is this time not available?' });
  await panel.getByLabel('Time', { exact: true }).fill('12:30');
  await panel.getByRole('button', { name: 'Explain' }).click();
  await panel.getByText(host.name, { exact: false }).first().waitFor();
  await panel.scrollIntoViewIfNeeded();
  await shoot(page, 'link-editor');
};

const sellLesson = async (page: Page): Promise<void> => {
  await page.goto('/app/links/new');
  await page.getByLabel('Title').fill('Piano lesson');
  await page.getByLabel('Guests pay for a booking').check();
  await page.getByLabel('Price', { exact: true }).fill('40');
  await page.getByRole('button', { name: 'Add a refund rule' }).click();
  await page.getByLabel('Hours before the start').nth(1).fill('2');
  await page.getByText('until 2 hours before').first().scrollIntoViewIfNeeded();
  await shoot(page, 'price');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Piano lesson', level: 1 }).waitFor();
};

const payForLesson = async (page: Page): Promise<void> => {
  await chooseDay(page, 'piano-lesson', 5);
  await fillIn(page, 1, ['Alan Turing', 'alan@example.com']);
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.getByText('Paid: $40.00').waitFor();
  await page.getByRole('link', { name: 'Cancel booking' }).first().click();
  await page.getByText('$40.00').first().waitFor();
  await shoot(page, 'refund-preview');
};

const showPayment = async (page: Page): Promise<void> => {
  await page.goto('/app/payments');
  await page.getByRole('link', { name: 'Alan Turing' }).click();
  await page.getByText('Payment received').waitFor();
  await page.getByRole('button', { name: 'Refund…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Amount (USD)').fill('10');
  await dialog.getByLabel('Note (optional)').fill('We began ten minutes late.');
  await dialog.getByLabel('Amount (USD)').press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Refund made').waitFor();
  await shoot(page, 'payment');
};

const showBackstage = async (context: BrowserContext, workflow: string): Promise<void> => {
  const page = await context.newPage();
  await page.goto(`http://localhost:${ports['EVERSLOT_MAIL_EMULATOR_PORT']}/`);
  await page.locator('a[href]').first().waitFor();
  await shoot(page, 'mailbox');
  await page.getByText('ada@example.com').first().click();
  await page.getByText('Confirmed: Intro call', { exact: false }).first().click();
  await page.frameLocator('iframe').first().getByText('Ada Lovelace').first().waitFor();
  await shoot(page, 'mail');
  await page.goto(workflow);
  await page.getByText('Event History').first().waitFor();
  await page.getByText('Workflow Execution Started').first().waitFor();
  // The inner pane scrolls smoothly and says nothing when it is there.
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 400);
  await delay(1_000);
  await shoot(page, 'temporal');
};

await runCommand(async () => {
  await fetch(`${origin}/health/live`).catch(() => {
    throw new SetupError(`Nothing answers at ${origin}; run npm start first.`);
  });
  await mkdir(folder, { recursive: true });
  const executablePath = await obtainBrowser(reportToTerminal);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
  });
  try {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: host.timeZone,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await signIn(page);
    await connectCalendar(page);
    for (const [index, guest] of guests.entries())
      await (index === 0
        ? bookQuietly('coaching', 3, guest, { level: 'A little', goal: 'Breath' })
        : bookQuietly('intro-call', 5 + index * 7, guest, { topic: 'A talk in spring' }));
    await bookAsGuest(page);
    const workflow = await showBookings(page);
    await explain(page);
    await sellLesson(page);
    await payForLesson(page);
    await showPayment(page);
    await showBackstage(context, workflow);
  } finally {
    await browser.close();
  }
  return 0;
});
