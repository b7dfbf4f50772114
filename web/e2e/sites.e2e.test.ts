import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NameServer, startNameServer } from '#scripts/testing/name-server.ts';
import { axeFindings, demoOf, signIn, startWeb, type Web } from './harness.ts';

const domain = 'book.lotus-studio.example.com';
let names: NameServer;
let web: Web;

beforeAll(async () => {
  names = await startNameServer();
  web = await startWeb({
    env: { DNS_SERVERS: names.address },
    args: ['--host-resolver-rules=MAP *.example.com 127.0.0.1'],
  });
});
afterAll(async () => {
  await web?.stop();
  await names?.close();
});

const at = (host: string, path = '/'): string => `http://${host}:${new URL(web.stack.publicUrl).port}${path}`;
const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('an organisation with a domain of its own', () => {
  it('adds it, sets its records, and guests find its pages there and nothing else', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page
      .getByRole('button', { name: /Account menu/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Domains' }).click();
    await page.getByText('No domains yet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add domain' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Domain').fill('Book.Lotus-Studio.example.com.');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Waiting for DNS').waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fits(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);

    const proof = await page.getByText(/^everslot-domain=/).textContent();
    // The first look finds nothing.
    await page.getByText('The TXT record was not found').waitFor();
    names.set(`_everslot.${domain}`, { TXT: [proof ?? ''] });
    names.set(domain, { CNAME: new URL(web.stack.publicUrl).hostname });
    await page.getByRole('button', { name: `Check now: ${domain}` }).click();
    await page.getByText('Connected', { exact: true }).waitFor();

    const guest = await web.open();
    await guest.goto(at(domain));
    await guest.getByRole('heading', { name: 'Lotus Studio', level: 1 }).waitFor();
    expect(await axeFindings(guest)).toEqual([]);
    await guest.setViewportSize({ width: 360, height: 740 });
    expect(await fits(guest)).toBeLessThanOrEqual(0);
    await guest
      .getByRole('link', { name: /Choose a time/ })
      .first()
      .click();
    await guest
      .getByRole('link', { name: /Choose a time/ })
      .first()
      .click();
    await guest.getByRole('gridcell').first().waitFor();
    expect(new URL(guest.url()).hostname).toBe(domain);
    expect(await guest.context().cookies()).toEqual([]);
    for (const path of ['/app', '/api/auth/get-session', '/api/docs'])
      expect((await guest.goto(at(domain, path)))?.status()).toBe(404);
    expect((await guest.goto(at('nobody.example.com', demoOf(web).guestPath)))?.status()).toBe(421);
    await guest.getByRole('heading', { name: 'Nothing is here' }).waitFor();
    expect(await axeFindings(guest)).toEqual([]);
  });

  it('is to be deleted by an operator who types its name, and is kept when that is called off', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page.goto('/app/operator/tenants');
    await page.getByRole('main').getByRole('link', { name: 'Lotus Studio' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Name of the organisation').fill('Lotus');
    await dialog.getByLabel('Reason').fill('The contract has ended');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('Enter the name exactly as it is shown').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('Name of the organisation').fill('Lotus Studio');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/Will be deleted on/).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fits(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
    const guest = await web.open();
    expect((await guest.goto(demoOf(web).guestPath))?.status()).toBe(410);
    await page.getByRole('button', { name: 'Call off deletion' }).click();
    await dialog.getByLabel('Reason').fill('They stay');
    await dialog.getByRole('button', { name: 'Call off deletion' }).click();
    await page.getByText(/Will be deleted on/).waitFor({ state: 'detached' });
    expect((await guest.goto(demoOf(web).guestPath))?.status()).toBe(200);
  });
});
