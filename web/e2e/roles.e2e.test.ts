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

/** A request as the signed-in page makes it. */
const ask = (page: Page, method: string, path: string, body?: object): Promise<unknown> =>
  page.evaluate(
    async ([verb, to, sent]) => {
      const answer = await fetch(`/api/v1${to}`, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      });
      if (!answer.ok) throw new Error(`${to} answered ${answer.status}`);
      return answer.json();
    },
    [method, path, body] as const,
  );

const giveMinh = async (owner: Page, role: string): Promise<void> => {
  const { items } = (await ask(owner, 'GET', '/members')) as { items: { id: string; name: string }[] };
  const id = items.find(({ name }) => name === minh.name)?.id ?? '';
  await ask(owner, 'PUT', `/members/${id}/role`, { role });
};

const signInAsMinh = async (width = 1280): Promise<Page> => {
  const page = await web.open({ viewport: { width, height: 860 } });
  await page.goto('/app');
  await page.getByLabel('E-mail').fill(minh.email);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
  await ask(page, 'PATCH', '/me', { locale: 'en' });
  return page;
};

/** What a page asks for in vain from here on. */
const refusalsOf = (page: Page): string[] => {
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.url().includes('/api/v1/') && answer.status() >= 400)
      refused.push(`${answer.status()} ${answer.url()}`);
  });
  return refused;
};

const writing =
  /^(New |Add |Invite |Connect |Delete|Archive|Duplicate|Save|Restore|Disconnect|Reschedule|Cancel(…|$)|Send again|Withdraw|Check |Remove)/;

/** Opens a page and answers what it offers of writing. */
const offeredOn = async (page: Page, path: string): Promise<string[]> => {
  await page.goto(`/app${path}`);
  await page.locator('main h1').first().waitFor();
  await expect.poll(() => page.getByText('Loading', { exact: true }).count()).toBe(0);
  const names = await page.locator('main').getByRole('button').or(page.locator('main a')).allInnerTexts();
  return names.filter((name) => writing.test(name.trim()));
};

const shown = ['/bookings', '/attention', '/contacts', '/links', '/schedules', '/integrations', '/members'];

describe('what somebody may not do', () => {
  it.each([360, 1280])(
    'is offered to a viewer on no page, and nothing is asked for in vain (%i px)',
    async (width) => {
      const owner = await web.open();
      await signIn(web, owner);
      await giveMinh(owner, 'viewer');
      const page = await signInAsMinh(width);
      const refused = refusalsOf(page);
      for (const path of [
        ...shown,
        '/links/new',
        '/schedules/new',
        '/bookings/new',
        '/audit',
        '/domains',
        '/usage',
      ])
        expect([path, await offeredOn(page, path)]).toEqual([path, []]);
      await page.getByRole('heading', { name: 'Only owners and admins see this' }).waitFor();
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.goto('/app/links/new');
      await page.getByRole('heading', { name: 'Only owners, admins and hosts can do this' }).waitFor();
      await page.goto('/app/schedules');
      await page.locator('main li a').first().click();
      await page.getByText('You can look at this and not change it.').waitFor();
      expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(true);
      expect(await axeFindings(page)).toEqual([]);
      await page.goto('/app/profile');
      await page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor();
      expect(refused).toEqual([]);
    },
  );

  it('changes at once in a page that is open when the role becomes another one', async () => {
    const owner = await web.open();
    await signIn(web, owner);
    await giveMinh(owner, 'host');
    const page = await signInAsMinh();
    await page.goto('/app/members');
    await page.locator('[data-live=live]').first().waitFor({ state: 'attached' });
    const invite = page.getByRole('button', { name: 'Invite a member' });
    await page.getByText(`Host · ${minh.email}`).waitFor();
    expect(await invite.count()).toBe(0);
    await giveMinh(owner, 'admin');
    await page.getByText(`Admin · ${minh.email}`).waitFor();
    await invite.waitFor();
    await page
      .getByRole('button', { name: /Account menu/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Audit log' }).waitFor();
    await page.keyboard.press('Escape');
    await giveMinh(owner, 'host');
    await invite.waitFor({ state: 'detached' });
  });

  it('is said of the last owner’s leaving instead of being offered', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/members');
    await page.getByRole('button', { name: 'Actions for Trần Thùy Linh' }).click();
    await page.getByRole('menuitem', { name: 'Leave the organisation…' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('You cannot leave: you are the only owner').waitFor();
    expect(await dialog.getByRole('button', { name: 'Leave', exact: true }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('is offered on no page of a support view, which shows nothing of a member’s own', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page.goto('/app/operator/tenants');
    await page.getByRole('main').getByRole('link', { name: 'Lotus Studio' }).click();
    await page.getByRole('button', { name: 'Support view', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Reason').fill('To look at what is offered');
    await dialog.getByRole('button', { name: 'Support view', exact: true }).click();
    await page.getByText('You are looking at Lotus Studio.').waitFor();
    const refused = refusalsOf(page);
    for (const path of [...shown, '/audit', '/domains', '/usage', '/links/new', '/api-keys', '/profile'])
      expect([path, await offeredOn(page, path)]).toEqual([path, []]);
    await page.getByRole('heading', { name: 'Not in a support view' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/links');
    await page.locator('main li h2 a').first().click();
    await page.getByText('You can look at this and not change it.').waitFor();
    expect(await page.getByLabel('Title').isDisabled()).toBe(true);
    expect(refused).toEqual([]);
    await page.getByRole('button', { name: 'End support view' }).click();
  });
});
