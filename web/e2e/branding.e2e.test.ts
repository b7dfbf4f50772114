import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { standInUrl } from '#scripts/stack/stack.ts';
import { axeFindings, bookAsGuest, demoOf, signIn, startWeb, type Web } from './harness.ts';

let web: Web;
/** Signed in; every test begins with the standard branding. */
let host: Page;
beforeAll(async () => {
  web = await startWeb();
  host = await web.open();
  await signIn(web, host, '/app/branding');
});
afterAll(() => web?.stop());
beforeEach(() => brand({ logo: null }));

const fits = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const toast = (page: Page, text: string) => page.locator('[data-sonner-toast]').getByText(text);
const drawn = (page: Page): Promise<number[]> =>
  page
    .locator('img.logo, header img')
    .filter({ visible: true })
    .first()
    .evaluate((image: HTMLImageElement) =>
      image.decode().then(() => [image.naturalWidth, image.naturalHeight]),
    );

/** A logo as a designer hands it over: a round mark and a word, and nothing behind them. */
const drawLogo = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 300];
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser draws nothing');
    context.fillStyle = '#5b21b6';
    context.arc(150, 150, 110, 0, 2 * Math.PI);
    context.fill();
    context.font = 'bold 150px sans-serif';
    context.fillText('Lotus', 300, 200);
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  });

type Wanted = { accent?: string; senderName?: string; logo: string | null };

/** Brands the organisation without its page. */
const brand = ({ accent, senderName, logo }: Wanted): Promise<void> =>
  host.evaluate(
    async ([fields, image]) => {
      const send = async (method: string, path: string, body: object | null): Promise<void> => {
        const answer = await fetch(`/api/v1/branding${path}`, {
          method,
          headers: { 'content-type': 'application/json', 'if-match': '*' },
          ...(body === null ? {} : { body: JSON.stringify(body) }),
        });
        if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      };
      await send('PUT', '', fields);
      await (image === null ? send('DELETE', '/logo', null) : send('PUT', '/logo', { image }));
    },
    [
      { name: 'Lotus Studio', locale: 'vi', accent: accent ?? null, senderName: senderName ?? null },
      logo,
    ] as const,
  );
const violet = async (): Promise<void> =>
  brand({ accent: '#5b21b6', senderName: 'Linh at Lotus', logo: await drawLogo(host) });

const chooseFile = async (page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(?:Choose a|Change) logo$/ }).press('Enter');
  await (await chooser).setFiles({ name, mimeType, buffer });
};

describe('the branding of an organisation', () => {
  it('is chosen by keyboard, with a warning and a way out where a colour could not be read', async () => {
    const page = await web.open();
    await signIn(web, page);
    await page
      .getByRole('button', { name: /Account menu/ })
      .first()
      .press('Enter');
    await page.getByRole('menuitem', { name: 'Branding' }).press('Enter');
    await page.getByText('No logo yet').waitFor();
    await page.getByLabel('Accent colour').fill('yellow');
    await page.keyboard.press('Tab');
    await page.getByText('Enter six hexadecimal digits', { exact: false }).first().waitFor();
    await page.getByLabel('Accent colour').fill('ffd400');
    await page.getByText('Contrast 1.2 : 1. Too low').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Use #[0-9a-f]{6} instead$/ }).press('Enter');
    await page.getByText('Easy to read on light pages').waitFor();
    await page.getByLabel('Accent colour').fill('5B21B6');
    await page.getByText('Contrast 7.7 : 1').waitFor();
    await page.getByLabel('Sender name of e-mails').fill('Linh at Lotus');
    await page.getByText('Linh at Lotus', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await toast(page, 'Branding saved.').waitFor();
    // The app itself is in the colour of the organisation from then on.
    await page.waitForFunction(() => document.documentElement.style.cssText.includes('#5b21b6'));
    await chooseFile(page, 'x.txt', 'text/plain', Buffer.from('no image'));
    await page.getByText('This file cannot be read as an image.').waitFor();
    await chooseFile(page, 'lotus.png', 'image/png', Buffer.from(await drawLogo(page), 'base64'));
    await toast(page, 'Logo saved.').waitFor();
    expect(await drawn(page)).toEqual([480, 160]);
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Reset to standard…' }).press('Enter');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).press('Enter');
    await toast(page, 'The standard branding is shown again.').waitFor();
    await page.getByText('No logo yet').waitFor();
    expect(await page.getByLabel('Accent colour').inputValue()).toBe('');
    await page.waitForFunction(() => !document.documentElement.style.cssText.includes('--accent'));
  });

  it('is not overwritten by whoever saw an older one: they choose', async () => {
    const page = await web.open();
    await signIn(web, page, '/app/branding');
    await page.getByLabel('Sender name of e-mails').fill('Mine');
    await brand({ senderName: 'Theirs', logo: null });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Changed somewhere else').waitFor();
    await page.getByRole('button', { name: 'Discard mine and load the newer version' }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=senderName]')?.value === 'Theirs',
    );
  });

  it.each([
    [360, 'light', 'vi'],
    [1280, 'dark', 'vi'],
    [360, 'dark', 'en'],
    [1280, 'light', 'en'],
  ] as const)('is shown and edited on %i px, %s, in %s', async (width, colorScheme, language) => {
    await violet();
    const page = await web.open({ viewport: { width, height: 800 }, colorScheme });
    await signIn(web, page);
    await page.evaluate((locale) => localStorage.setItem('everslot.locale', locale), language);
    await page.goto('/app/branding');
    await page.getByText(language === 'en' ? 'Contrast 7.7 : 1' : 'Độ tương phản 7,7 : 1').waitFor();
    expect(await drawn(page)).toEqual([480, 160]);
    expect(await fits(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/app/bookings');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await fits(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('guests of an organisation with a logo and a colour', () => {
  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('see both on every page on %i px, %s', async (width, colorScheme) => {
    await violet();
    const { guestPath } = demoOf(web);
    const page = await web.open({ viewport: { width, height: 800 }, colorScheme, locale: 'fr-FR' });
    for (const path of [guestPath, `${guestPath}/intro-call`]) {
      await page.goto(path);
      expect(await drawn(page)).toEqual([480, 160]);
      await page.getByRole('img', { name: 'Lotus Studio' }).waitFor();
      const accent = await page.evaluate(
        () => getComputedStyle(document.querySelector('.skip') ?? document.body).backgroundColor,
      );
      // The very colour on light pages, a brighter tone of it on dark ones.
      if (colorScheme === 'light') expect(accent).toBe('rgb(91, 33, 182)');
      else expect(accent).not.toMatch(/rgb\(91, 33, 182\)|rgb\(59, 196, 156\)/);
      expect(await fits(page)).toBeLessThanOrEqual(0);
      expect(await axeFindings(page)).toEqual([]);
    }
    // Nobody asked for a language that there is: the organisation's.
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  });

  it('get mails from its sender, with its logo and its colour', async () => {
    await violet();
    const email = 'lotus-guest@example.com';
    const guest = { name: 'An', email };
    await bookAsGuest(web.stack, {
      link: 'intro-call',
      durationMinutes: 30,
      slot: 4,
      guest,
      answers: { topic: 'x' },
    });
    const read = async (): Promise<{ from: string; html: string }[]> => {
      const to = encodeURIComponent(email);
      const answer = await fetch(`${standInUrl(web.stack, 'email')}/_admin/messages?bodies=true&to=${to}`);
      return ((await answer.json()) as { messages: { from: string; html: string }[] }).messages;
    };
    await expect.poll(async () => (await read()).length).toBeGreaterThan(0);
    const [mail] = await read();
    expect(mail?.from).toContain('Linh at Lotus');
    expect(mail?.html).toContain('#5b21b6');
    const [, src = ''] = /<img[^>]*src="([^"]+)"/.exec(mail?.html ?? '') ?? [];
    expect(src.startsWith(web.stack.publicUrl)).toBe(true);
    const logo = await fetch(src);
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png']);
    const page = await web.open({ viewport: { width: 360, height: 740 } });
    await page.setContent(mail?.html ?? '');
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page)).toEqual([]);
  });
});
