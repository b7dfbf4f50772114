import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

const statusOf = async (key: string, path = '/bookings'): Promise<number> =>
  (await fetch(`${web.stack.publicUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } }))
    .status;

it.each([
  [360, 740, 'dark'],
  [1280, 860, 'light'],
] as const)(
  'a host creates a key, sees it once, replaces and revokes it, by keyboard alone, %i × %i, %s',
  async (width, height, colorScheme) => {
    const name = `Website ${width}`;
    const page = await web.open({ viewport: { width, height }, colorScheme });
    await signIn(web, page);
    await page.goto('/app/api-keys');
    const mine = page.getByRole('region', { name: 'My keys' });
    await page.getByRole('region', { name: 'Keys of the organisation' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await mine.getByRole('button', { name: 'Create a key' }).press('Enter');
    await page.getByRole('button', { name: 'Create the key' }).press('Enter');
    await page.getByText('Choose what the key can do').waitFor();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'View only' }).press('Enter');
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.getByRole('button', { name: 'Create the key' }).press('Enter');
    const first = await page.getByLabel('API key').inputValue();
    expect(first).toMatch(/^evk_/);
    expect(await axeFindings(page)).toEqual([]);
    expect([await statusOf(first), await statusOf(first, '/me/photo')]).toEqual([200, 405]);
    await page.getByRole('button', { name: 'I have copied it' }).press('Enter');
    expect(await page.content()).not.toContain(first);
    await page.getByRole('button', { name: `Replace: ${name}` }).press('Enter');
    await page.getByLabel('The previous key works').selectOption('0');
    await page.getByRole('button', { name: 'Replace the key' }).press('Enter');
    const second = await page.getByLabel('API key').inputValue();
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `Revoke: ${name}` }).press('Enter');
    await page.getByRole('button', { name: 'Revoke the key' }).press('Enter');
    await page.getByText('Key revoked.').waitFor();
    await mine.getByRole('listitem').filter({ hasText: name }).getByText('Revoked').waitFor();
    expect(await statusOf(second)).toBe(401);
  },
);
