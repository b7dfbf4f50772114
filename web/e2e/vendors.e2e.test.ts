import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

type Health = { items: { capability: string; vendor: string; day: { calls: number } }[] };
const health = (page: Page): Promise<Health> =>
  page.evaluate(async () => (await fetch('/api/v1/operator/vendors')).json());

/** As the application, in the demo's organisation. */
const inDemo = async (tenantId: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: web.stack.databaseUrls.appUrl });
  await client.connect();
  await client.query('begin');
  await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
  await client.query(statement);
  await client.query('commit');
  await client.end();
};

describe('the page of providers', () => {
  it('shows what the running processes have called, by themselves', async () => {
    const page = await web.open();
    await signIn(web, page);
    await expect
      .poll(async () => (await health(page)).items.some(({ day }) => day.calls > 0), { timeout: 60_000 })
      .toBe(true);
    await page.goto('/app/operator/tenants');
    await page.getByRole('navigation').getByRole('link', { name: 'Providers' }).press('Enter');
    await page.getByRole('heading', { name: 'Providers', level: 1 }).waitFor();
    await page.getByText('Working').first().waitFor();
    await page.getByRole('heading', { name: 'Nothing is overdue' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows what fails and why, and which accounts have to be connected again, on every screen and by keyboard', async () => {
    const first = await web.open();
    await signIn(web, first);
    const tenantId = await first.evaluate(
      async () => (await (await fetch('/api/v1/me')).json()).tenant.id as string,
    );
    const { items } = await health(first);
    const { vendor = '' } = items.find(({ capability }) => capability === 'calendar') ?? {};
    await inDemo(
      tenantId,
      `insert into vendor_calls (minute, vendor, capability, outcome, calls, latencies, last_at)
       select date_trunc('minute', now()) - m * interval '37 minutes', '${vendor}', 'calendar', o, 40 + m,
         array[0, 0, 20, 0, 0, 0, 0, 0, 0, 20 + m], now() - m * interval '37 minutes'
       from generate_series(0, 30) m, unnest(array['ok', 'timeout']) o on conflict do nothing`,
    );
    await inDemo(
      tenantId,
      `insert into integrations (tenant_id, id, capability, member_id, vendor, auth, external_account_id, account_label, status,
         connected_at, lost_at)
       select tenant_id, 'int_01jd8v6q5kf3wrv6gq2n8kz4s1', 'calendar', id, '${vendor}', 'oauth', 'gone', 'gone', 'needs_reconnection',
         now(), now() - interval '3 hours' from members limit 1`,
    );
    for (const [width, colorScheme, locale] of [
      [1280, 'light', 'en-GB'],
      [1280, 'dark', 'vi-VN'],
      [360, 'light', 'vi-VN'],
      [360, 'dark', 'en-GB'],
    ] as const) {
      const page = await web.open({ viewport: { width, height: 800 }, colorScheme, locale });
      const isEnglish = locale === 'en-GB';
      await page.context().addCookies(await first.context().cookies());
      await page.goto('/app/operator/vendors');
      await page
        .getByText(isEnglish ? 'Failing' : 'Đang lỗi')
        .first()
        .waitFor();
      await page
        .getByText(isEnglish ? /^Last failure: / : /^Lỗi gần nhất: /)
        .first()
        .waitFor();
      const table = page
        .locator('summary', { hasText: isEnglish ? 'Show as table' : 'Xem dạng bảng' })
        .first();
      await table.focus();
      await page.keyboard.press('Enter');
      await page
        .getByRole('columnheader', { name: isEnglish ? 'Failed' : 'Lỗi', exact: true })
        .first()
        .waitFor();
      await page
        .getByRole('listitem')
        .filter({ hasText: isEnglish ? 'Account needs reconnection' : 'Tài khoản cần kết nối lại' })
        .filter({ hasText: 'Lotus Studio' })
        .first()
        .waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await fits(page)).toBeLessThanOrEqual(0);
      await page.getByLabel(isEnglish ? 'Kind' : 'Loại', { exact: true }).selectOption({ index: 3 });
      await page
        .getByRole('heading', { name: isEnglish ? 'Nothing is overdue' : 'Không có gì quá hạn' })
        .waitFor();
      await page.context().close();
    }
    await first.goto('/app/operator/vendors?kind=account');
    await first.getByRole('main').getByRole('link', { name: 'Lotus Studio' }).first().press('Enter');
    await first.getByRole('heading', { name: 'Lotus Studio', level: 1 }).waitFor();
  });
});
