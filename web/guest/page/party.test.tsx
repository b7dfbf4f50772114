import { describe, expect, it } from 'vitest';
import { booking, brand, guestApp, links, pages } from '../testing/guest-app.ts';

describe('the people whom a guest brings', () => {
  it.each([
    ['en', 'Add guests', 'Up to 3 more guests', 'An address is not valid, or there are too many.'],
    ['vi', 'Mời thêm khách', 'Mời được thêm 3 khách', 'Có địa chỉ không hợp lệ hoặc quá nhiều địa chỉ.'],
  ])(
    'takes more people in %s without a script, and keeps what was typed when it is wrong',
    async (language, ...texts) => {
      const [title, hint, wrong] = texts;
      const body = {
        booking: { ...booking, furtherGuests: ['mai@example.com'], guestsLeft: 3 },
        links,
        brand,
      };
      const app = guestApp({
        ...pages,
        'GET /bookings/tok': { body },
        'POST /bookings/tok/guests': { status: 422, body: { code: 'invalid_request' } },
      });
      const html = await (await app.get(`/b/tok?lang=${language}`)).text();
      for (const text of [title, hint, 'mai@example.com', '/b/tok/guests']) expect(html).toContain(text);
      const form = { key: 'k'.repeat(16), furtherGuests: 'b@x.io, <c@x.io' };
      const refused = await app.post(`/b/tok/guests?lang=${language}`, form);
      expect(refused.status).toBe(422);
      const again = await refused.text();
      expect(again).toContain(wrong);
      expect(again).toContain('value="b@x.io, &lt;c@x.io"');
      expect(app.seen.at(-2)?.body).toEqual({ emails: ['b@x.io', '<c@x.io'] });
      const looking = { booking: body.booking, links: { view: links.view }, brand };
      const reader = guestApp({ ...pages, 'GET /bookings/tok': { body: looking } });
      expect(await (await reader.get('/b/tok')).text()).not.toContain('/b/tok/guests');
    },
  );

  it.each([
    ['en', 'Remove guests'],
    ['vi', 'Xóa khách mời thêm'],
  ])(
    'takes people out again in %s without a script, each by a button that names them',
    async (language, title) => {
      const body = {
        booking: { ...booking, furtherGuests: ['mai@example.com', 'binh@example.com'] },
        links,
        brand,
      };
      const removed = { 'POST /bookings/tok/guests/remove': { body: { booking, links, brand } } };
      const app = guestApp({ ...pages, 'GET /bookings/tok': { body }, ...removed });
      const html = await (await app.get(`/b/tok?lang=${language}`)).text();
      expect(html).toContain(title);
      expect(html).toMatch(/value="binh@example.com">[^<]+ <span class="sr-only">binh@example.com</);
      const keys = [...html.matchAll(/name="key" value="([^"]+)"/g)].map(([, key]) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const form = { key: 'k'.repeat(16), email: 'binh@example.com' };
      const done = await app.post(`/b/tok/guests/remove?lang=${language}`, form);
      expect([done.status, done.headers.get('location')]).toEqual([303, `/b/tok?lang=${language}`]);
      expect(app.seen.at(-1)?.body).toEqual({ email: 'binh@example.com' });
      for (const change of [
        { canRemoveGuests: false },
        { status: 'completed' as const },
        { furtherGuests: [] },
      ]) {
        const other = { booking: { ...body.booking, ...change }, links, brand };
        const page = await guestApp({ ...pages, 'GET /bookings/tok': { body: other } }).get('/b/tok?lang=en');
        expect(await page.text()).not.toContain('Remove guests');
      }
    },
  );
});
