import { describe, expect, it } from 'vitest';
import { booking, brand, guestApp, links, pages } from '../testing/guest-app.ts';

describe('the link of a mail that comes too late', () => {
  it.each([
    ['/cancel', 'en', 'It is too late to cancel', 'E-mail Lan Nguyen'],
    ['/reschedule', 'en', 'It is too late to reschedule', 'E-mail Lan Nguyen'],
    ['/cancel', 'vi', 'Đã quá hạn hủy', 'Gửi email cho Lan Nguyen'],
    ['/reschedule', 'vi', 'Đã quá hạn đổi giờ', 'Gửi email cho Lan Nguyen'],
  ])(
    'says behind the link of a mail that it is too late (%s, %s), and leads to the host',
    async (path, language, title, action) => {
      const contact = { name: 'Lan Nguyen', email: 'lan@example.com' };
      const until = '2026-11-23T02:00:00.000Z';
      const late = { ...booking, canCancel: false, canReschedule: false, contact, cancelUntil: until };
      const app = guestApp({ ...pages, 'GET /bookings/tok': { body: { booking: late, links, brand } } });
      const html = await (await app.get(`/b/tok${path}?lang=${language}`)).text();
      expect(html).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`));
      expect(html).toContain('>lan@example.com</a>');
      expect(html).toMatch(new RegExp(`href="mailto:lan@example.com[^"]*"[^>]*>${action}<`));
    },
  );

  it('does not call it too late to cancel what is cancelled or over', async () => {
    const over = { ...booking, status: 'cancelled' as const, canCancel: false, canReschedule: false };
    const app = guestApp({ ...pages, 'GET /bookings/tok': { body: { booking: over, links, brand } } });
    expect(await (await app.get('/b/tok/cancel?lang=en')).text()).not.toContain('too late');
  });
});
