import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, bookAsGuest, demoOf, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const confirm = async (page: Page, button: string, reason: string): Promise<void> => {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** A booking whose guest's address is blocked, since the first mail to it comes back. */
const bookWithLostAddress = async (email: string): Promise<void> => {
  await bookAsGuest(web.stack, {
    link: 'intro-call',
    durationMinutes: 30,
    slot: 4,
    guest: { name: 'Grace Hopper', email },
    answers: { topic: 'Anything' },
  });
  const mailbox = `${standInUrl(web.stack, 'email')}/_admin/messages`;
  const sent = async (): Promise<{ id: string }[]> => {
    const answer = await fetch(`${mailbox}?bodies=false&to=${encodeURIComponent(email)}`);
    return ((await answer.json()) as { messages: { id: string }[] }).messages;
  };
  await expect.poll(sent).toHaveLength(1);
  const answer = await fetch(`${mailbox}/${(await sent())[0]?.id}/event`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'bounced' }),
  });
  expect(answer.ok).toBe(true);
};

describe('the operator area', () => {
  it('makes an organisation, gives it a plan, suspends it with a reason and resumes it', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page
      .getByRole('button', { name: /Account menu/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Operator area' }).click();
    await page.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'New organisation' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Create organisation' }).click();
    await form.getByText('Enter a value').first().waitFor();
    await form.getByLabel('Name', { exact: true }).fill('Music School');
    await form.getByLabel('Public name (optional)').fill('music-school');
    await form.getByLabel('Name of the first admin').fill('Mai');
    await form.getByLabel('E-mail of the first admin').fill('mai@school.example.com');
    expect(await axeFindings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Create organisation' }).click();
    await page.getByRole('heading', { name: 'Music School', level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const edit = page.getByRole('dialog');
    await edit.getByLabel('Name', { exact: true }).fill('Music School');
    await edit.getByLabel('Language').selectOption('Tiếng Việt');
    expect(await axeFindings(page)).toEqual([]);
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });
    await page.getByRole('definition').filter({ hasText: 'Tiếng Việt' }).waitFor();

    await page.getByRole('button', { name: 'Change plan' }).click();
    const plan = page.getByRole('dialog');
    await plan.getByLabel('Plan', { exact: true }).selectOption('Pro');
    await plan.getByText('As in the plan: 2,000').waitFor({ state: 'attached' });
    await plan.getByLabel('Plan', { exact: true }).selectOption('Free');
    await plan.getByText('As in the plan: 100').waitFor({ state: 'attached' });
    await plan.getByLabel('Members', { exact: true }).selectOption('Own limit');
    await plan.getByLabel('Limit: Members').fill('0');
    await plan.getByText('More is in use now than this allows.').waitFor();
    await plan.getByRole('listitem').filter({ hasText: 'Members: 1 of 0' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await plan.getByLabel('Members', { exact: true }).selectOption('Own limit');
    await plan.getByLabel('Limit: Members').fill('5');
    await plan.getByLabel('Reason').fill('A school of friends');
    await plan.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 of 5').waitFor();
    await page.getByText('0 of 100').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await confirm(page, 'Suspend', 'The invoice has not been paid');
    await page.getByText('The invoice has not been paid').waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fits(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
    await confirm(page, 'Resume', 'It was paid');
    await page.getByText('The invoice has not been paid').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'All organisations' }).click();
    await page.getByLabel('Search organisations').fill('music');
    await page.getByRole('link', { name: 'Music School' }).waitFor();
    expect(await fits(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Audit log' }).press('Enter');
    await page.getByText('Organisation: suspended').first().waitFor();
    await page.getByText('Reason: The invoice has not been paid').waitFor();
    expect(await fits(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Done by').selectOption('Guest');
    await page.getByText('Organisation: suspended').first().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Operators' }).press('Enter');
    await page.getByText('Set in the configuration of the installation').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('is for operators only and says so to others, and is left by its menu and read past its navigation', async () => {
    const page = await web.open();
    await page.goto('/app');
    await page.getByLabel('E-mail').fill('minh.pham@example.com');
    await page.getByLabel('Password', { exact: true }).fill(demoOf(web).password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
    await page.goto('/app/operator');
    await page.getByRole('heading', { name: 'Only operators see this' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('main').getByRole('link').press('Enter');
    await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });

    const operator = await web.open({ viewport: { width: 360, height: 740 } });
    await signIn(web, operator);
    await operator.goto('/app/operator/tenants');
    await operator.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
    expect(await fits(operator)).toBeLessThanOrEqual(0);
    await operator.getByRole('link', { name: 'Skip to content' }).press('Enter');
    await operator.waitForFunction(() => document.activeElement?.id === 'content');
    await operator.getByRole('button', { name: /Account menu/ }).press('Enter');
    expect(await axeFindings(operator)).toEqual([]);
    await operator.getByRole('menuitem', { name: 'Sign out' }).press('Enter');
    await operator.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('lets an operator look at an organisation with a reason, change nothing, and leave again', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page.goto('/app/operator/tenants');
    await page.getByRole('main').getByRole('link', { name: 'Lotus Studio' }).click();
    await confirm(page, 'Support view', 'A calendar is not in step');
    await page.getByText('You are looking at Lotus Studio.').waitFor();
    await page.getByText('Reason: A calendar is not in step').waitFor();
    await page.getByText(/(29|30) minutes left/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/links');
    await page.getByText('You are looking at Lotus Studio.').waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const refused = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/links', { method: 'POST', body: '{}' });
      return ((await answer.json()) as { code: string }).code;
    });
    expect(refused).toBe('read_only_view');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fits(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'End support view' }).press('Enter');
    await page.getByRole('heading', { name: 'Lotus Studio', level: 1 }).waitFor();
    await page.goto('/app/audit');
    await page.getByText('Support view: ended').first().waitFor();
    await page.getByText('Reason: A calendar is not in step').first().waitFor();
  });

  it('switches a feature off for one organisation, which is told so, and says that nothing is stuck', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page.goto('/app/operator/tenants');
    await page.getByRole('main').getByRole('link', { name: 'Lotus Studio' }).click();
    const turn = async (verb: string): Promise<void> => {
      await page.getByRole('button', { name: `${verb}: API keys` }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByLabel('Reason').fill('An audit');
      await dialog.getByRole('button', { name: verb, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await turn('Turn off');
    await page.getByText('Set for this organisation. Reason: An audit').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/api-keys');
    await page.getByText('API keys are switched off').waitFor();
    expect(await page.getByRole('button', { name: /Create/ }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.goBack();
    await turn('Reset');
    await page.getByText('Set for this organisation.').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fits(page)).toBeLessThanOrEqual(0);
    for (const [name, heading] of [
      ['Features', 'Features'],
      ['Stuck work', 'Stuck work'],
    ] as const) {
      await page.getByRole('navigation').getByRole('link', { name }).press('Enter');
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await fits(page)).toBeLessThanOrEqual(0);
    }
    await page.getByLabel('Kind').selectOption('Workflow behind');
    await page.getByRole('heading', { name: 'Nothing is stuck' }).waitFor();
  });

  it('says why nothing is tried again when mails to an address come back', async () => {
    const page = await web.open();
    await signIn(web, page);
    await bookWithLostAddress('lost@example.com');
    await page.goto('/app/operator/stuck');
    await page.getByLabel('Kind').selectOption('Refund not made');
    await page.getByRole('heading', { name: 'Nothing is stuck' }).waitFor();
    const item = page.getByRole('listitem').filter({ hasText: 'E-mail not delivered · Lotus Studio' });
    await expect
      .poll(async () => {
        await page.goto('/app/operator/stuck?kind=delivery');
        await page.getByRole('heading', { name: 'Stuck work', level: 1 }).waitFor();
        return item
          .or(page.getByRole('heading', { name: 'Nothing is stuck' }))
          .first()
          .innerText();
      })
      .toContain('E-mail not delivered');
    await item.getByRole('button', { name: 'Retry' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Reason').fill('A test');
    await dialog.getByRole('button', { name: 'Retry' }).click();
    await page.getByText(/^Nothing was tried again: .* unblock an e-mail address first\.$/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await item.waitFor();
  });

  it('keeps the account menu at the end of the first row of a phone, in both languages', async () => {
    const page = await web.open({ viewport: { width: 390, height: 844 } });
    await signIn(web, page);
    await page.goto('/app/operator/tenants');
    const header = page.getByRole('banner');
    const expectOneRow = async (): Promise<void> => {
      const [logo, menu, nav] = await Promise.all(
        [
          header.getByText('Everslot', { exact: true }),
          header.getByRole('button'),
          header.getByRole('navigation'),
        ].map((part) => part.boundingBox()),
      );
      expect(menu?.x).toBeGreaterThan(320);
      expect(menu?.y).toBeLessThan(logo?.y ?? 0);
      expect(nav?.y).toBeGreaterThan(menu?.y ?? 0);
      expect(await fits(page)).toBeLessThanOrEqual(0);
    };
    await header.getByText('Back to my bookings').waitFor();
    await expectOneRow();
    await header.getByRole('button').click();
    await page.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click();
    await page.keyboard.press('Escape');
    await header.getByText('Về lịch hẹn của tôi').waitFor();
    await expectOneRow();
  });

  it('shows a suspended organisation to its members with a notice, and its page to guests as switched off', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page.goto('/app/usage');
    await page.getByText('no limit').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/audit');
    await page.getByRole('link', { name: 'Export CSV' }).waitFor();
    await page.getByLabel('From').fill('2020-01-01');
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/operator/tenants');
    await page.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Lotus Studio' }).click();
    await confirm(page, 'Suspend', 'A test');
    await page.getByText('A test').waitFor();
    const guest = await web.open();
    const answer = await guest.goto(demoOf(web).guestPath);
    expect(answer?.status()).toBe(410);
    await guest.getByRole('heading', { name: 'These pages are switched off for now' }).waitFor();
    await page.goto('/app/links');
    await page.getByText('This organisation is suspended.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});
