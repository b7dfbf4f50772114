import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoHosts, demoPassword } from '#db/seed.ts';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const minh = demoHosts[1];
const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
/** At both widths, in light and in dark. */
const isSound = async (page: Page): Promise<void> => {
  for (const width of [1280, 360])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 860 });
      await page.emulateMedia({ colorScheme });
      expect(await fits(page)).toBeLessThanOrEqual(0);
      expect(await axeFindings(page)).toEqual([]);
    }
  await page.setViewportSize({ width: 1280, height: 860 });
};

const givePlan = async (page: Page, plan: string): Promise<void> => {
  await page.getByRole('button', { name: 'Change plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Plan', { exact: true }).selectOption(plan);
  await dialog.getByLabel('Reason').fill('A test');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
};

describe('a plan that becomes smaller', () => {
  it('shows owners, operators and the frozen member what became of it, and nothing any more once it is larger', async () => {
    const operator = await web.open();
    await signIn(web, operator);
    await operator.goto('/app/operator/tenants');
    await operator.getByRole('link', { name: 'Lotus Studio' }).click();
    await givePlan(operator, 'Free');
    await operator.getByText('1 member is frozen because the plan').waitFor();
    await isSound(operator);

    const frozen = await web.open();
    await frozen.goto('/app/bookings');
    await frozen.getByLabel('E-mail').fill(minh.email);
    await frozen.getByLabel('Password', { exact: true }).fill(demoPassword);
    await frozen.getByRole('button', { name: 'Sign in' }).click();
    await frozen.getByText('Hãy nhờ Trần Thùy Linh chọn gói lớn hơn').waitFor();
    expect(await frozen.getByRole('link', { name: 'Đặt lịch mới' }).count()).toBe(0);
    await isSound(frozen);
    await frozen.goto('/app/bookings/new');
    await frozen.getByRole('heading', { name: 'Bạn không đặt lịch mới được khi đang bị tạm khóa' }).waitFor();
    await isSound(frozen);
    await frozen.goto('/app/bookings');

    const guest = await web.open();
    await guest.goto('/minh');
    await guest.getByRole('heading', { name: minh.name }).waitFor();
    expect(await guest.getByText(/frozen|plan/i).count()).toBe(0);

    const owner = await web.open();
    await signIn(web, owner, '/app/members');
    await owner.getByText('1 member is frozen').waitFor();
    await owner.getByText('Frozen', { exact: true }).waitFor();
    const actions = owner.getByRole('button', { name: `Actions for ${minh.name}` });
    await actions.focus();
    await owner.keyboard.press('Enter');
    await owner.getByRole('menuitem', { name: 'Unfreeze…' }).press('Enter');
    await owner.getByText('Nobody else can be frozen instead').waitFor();
    expect(await axeFindings(owner)).toEqual([]);
    await owner.keyboard.press('Escape');
    await isSound(owner);

    await givePlan(operator, 'Enterprise');
    await owner.getByText('member is frozen').waitFor({ state: 'detached' });
    await frozen.reload();
    await frozen.getByRole('link', { name: 'Đặt lịch mới' }).waitFor();
    expect(await frozen.getByText('Bạn đang bị tạm khóa').count()).toBe(0);
  });
});
