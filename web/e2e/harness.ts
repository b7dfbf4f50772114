import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { guardFolder } from '#scripts/guard.ts';
import { bundledPrograms } from '#scripts/stack/child.ts';
import { type Stack, startStack } from '#scripts/stack/stack.ts';
import { anyPorts } from '#scripts/stack/stack-ports.ts';
import type { TestServices } from '#scripts/testing/context.ts';
import { openOwnDatabase } from '#scripts/testing/database.ts';
import { createNamespace } from '#scripts/testing/namespace.ts';
import { buildServer } from '#scripts/tools/build-server.ts';

/** Names what `inject` offers. */
type ChromiumPath = TestServices['chromiumPath'];

export type Web = {
  stack: Stack;
  browser: Browser;
  /** A browser window of its own, closed with the test that opened it or with the rest; every address is one of the stack. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  stop: () => Promise<void>;
};

/** A page that a test has opened goes with it: a host has six live streams at most, and each signed-in page is one. */
const closeWithTest = (context: BrowserContext): void => {
  try {
    onTestFinished(() => context.close());
  } catch {
    // Opened for all tests of a file.
  }
};

type WebOptions = {
  env?: Readonly<Record<string, string>>;
  /** Of the browser. */
  args?: readonly string[];
};

/** The whole product as an image runs it, on free ports, with a database and a demo tenant of its own, and a browser. */
export const startWeb = async ({ env = {}, args = [] }: WebOptions = {}): Promise<Web> => {
  const address = inject('temporalAddress');
  const [server, database, namespace] = await Promise.all([
    buildServer(),
    openOwnDatabase(),
    createNamespace(address, true),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'everslot-e2e-'));
  const keep = guardFolder(folder);
  const clear = async (): Promise<void> => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    keep();
  };
  const stack = await startStack({
    stateDir: folder,
    ports: anyPorts,
    report: () => undefined,
    programs: bundledPrograms(server),
    size: 'small',
    servers: { databaseUrls: database.urls, temporal: { address, uiUrl: inject('temporalUiUrl') } },
    env: {
      TEMPORAL_NAMESPACE: namespace,
      // All the browsers of a file come from one address.
      RATE_LIMIT_READ: '6000/60',
      RATE_LIMIT_SIGN_IN: '300/60',
      ...env,
    },
  }).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const executablePath: ChromiumPath = inject('chromiumPath');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...args],
  });
  const contexts: BrowserContext[] = [];
  return {
    stack,
    browser,
    open: async (options = {}) => {
      const context = await browser.newContext({
        baseURL: stack.publicUrl,
        viewport: { width: 1280, height: 860 },
        locale: 'en-GB',
        timezoneId: 'Asia/Ho_Chi_Minh',
        ...options,
      });
      contexts.push(context);
      closeWithTest(context);
      return context.newPage();
    },
    stop: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await stack.stop();
      await clear();
    },
  };
};

/** A statement as the application, in the demo's organisation. */
export const inDemo = async (
  { stack }: Web,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> => {
  const handle = (stack.demo?.guestPath ?? '').slice(1);
  const client = new Client({ connectionString: stack.databaseUrls.appUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.routing_key', $1, true)`, [handle]);
    await client.query(
      `select set_config('app.tenant_id', (select tenant_id from handles where name = $1), true)`,
      [handle],
    );
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
};

/** The demo host's way in. */
export const demoOf = ({ stack }: Web): NonNullable<Stack['demo']> => {
  if (stack.demo === undefined) throw new Error('the stack has no demo login');
  return stack.demo;
};

/** Signs the demo host in through the form that `path` leads to, and waits for the live stream. */
export const signIn = async (web: Web, on: Page, path = '/app'): Promise<void> => {
  const { email, password } = demoOf(web);
  await on.goto(path);
  await on.getByLabel('E-mail').fill(email);
  await on.getByLabel('Password', { exact: true }).fill(password);
  await on.getByRole('button', { name: 'Sign in' }).click();
  await on.locator('[data-live=live]').first().waitFor({ state: 'attached' });
};

/** The language of the one who is signed in, from the next page on. */
export const speak = (on: Page, locale: 'en' | 'vi'): Promise<void> =>
  on.evaluate(async (chosen) => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/v1/me', { method: 'PATCH', headers, body: JSON.stringify({ locale: chosen }) });
  }, locale);

export type Booked = {
  bookingId: string;
  code: string;
  status: string;
  start: string;
  /** The address of the page where its guest manages it. */
  manage: string;
};

type BookRequest = {
  link: string;
  durationMinutes: number;
  /** Which of the offered times of the next three weeks, counted from the first. */
  slot: number;
  guest: { name: string; email: string };
  answers?: Record<string, string>;
  furtherGuests?: readonly string[];
};

const answered = async <Body>(answer: Response): Promise<Body> => {
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${JSON.stringify(body)}`);
  return body as Body;
};

/** Books a link of the demo host the way the guest page does. */
export const bookAsGuest = async (stack: Stack, request: BookRequest): Promise<Booked> => {
  const link = `${stack.publicUrl}/api/v1/public/links${stack.demo?.guestPath ?? ''}/${request.link}`;
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const query = new URLSearchParams({
    from: day(1),
    to: day(22),
    timeZone: 'Asia/Ho_Chi_Minh',
    durationMinutes: String(request.durationMinutes),
  });
  const slots = await answered<{ days: { slots: { start: string }[] }[] }>(
    await fetch(`${link}/slots?${query}`),
  );
  const start = slots.days.flatMap((each) => each.slots)[request.slot]?.start;
  if (start === undefined) throw new Error(`${request.link} offers no slot number ${request.slot}`);
  const answer = await fetch(`${link}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      start,
      durationMinutes: request.durationMinutes,
      timeZone: 'Asia/Ho_Chi_Minh',
      locale: 'en',
      guest: request.guest,
      answers: request.answers ?? {},
      furtherGuests: request.furtherGuests ?? [],
    }),
  });
  const { booking, links } = await answered<{ booking: Omit<Booked, 'manage'>; links: { manage: string } }>(
    answer,
  );
  return { ...booking, manage: links.manage };
};

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeGlobal = {
  axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
};

/** Findings of axe (WCAG 2.2 A and AA, target size, label in name) on the page once it is at rest, one line each. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    // A colour on its way from one state to the next belongs to neither.
    const passing = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((animation) => animation.finished));
    const { violations } = await (globalThis as unknown as AxeGlobal).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
    });
    return violations.map(
      (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
    );
  });
};
