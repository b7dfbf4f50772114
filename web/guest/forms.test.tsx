import { describe, expect, it } from 'vitest';
import { createGuestApp } from './server.tsx';
import { booking, form, guestApp, links, pages, publicUrl } from './testing/guest-app.ts';

describe('forms without scripts', () => {
  const receipt = { status: 201, body: { booking, links } };

  it('book with the key the form was drawn with and lead to the booking', async () => {
    const app = guestApp({ ...pages, 'POST /links/lan/intro/bookings': receipt });
    const response = await app.post('/lan/intro', form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/b/manage-token?lang=en&just=booked');
    expect(app.seen.at(-1)).toMatchObject({
      key: form.key,
      body: {
        start: form.start,
        durationMinutes: 30,
        timeZone: 'Europe/Paris',
        locale: 'en',
        answers: { topic: 'Hi' },
      },
    });
  });

  it('keep what was typed and offer other times when the time is gone', async () => {
    const alternatives = [
      { start: '2026-11-24T03:00:00.000Z', end: '2026-11-24T03:30:00.000Z', kind: 'nearest' },
    ];
    const app = guestApp({
      ...pages,
      'POST /links/lan/intro/bookings': { status: 409, body: { code: 'slot_taken', alternatives } },
    });
    const response = await app.post('/lan/intro', form);
    const html = await response.text();
    expect(response.status).toBe(409);
    expect(html).toContain('value="an@example.com"');
    expect(html).toMatch(
      /name="move"[^>]*value="2026-11-24T03:00:00.000Z"|value="2026-11-24T03:00:00.000Z"[^>]*name="move"/,
    );
    expect(html).not.toContain(form.key);
  });

  it('take the other time when its button is pressed', async () => {
    const app = guestApp({ ...pages, 'POST /links/lan/intro/bookings': receipt });
    await app.post('/lan/intro', { ...form, move: '2026-11-24T03:00:00.000Z' });
    expect(app.seen.at(-1)?.body).toMatchObject({ start: '2026-11-24T03:00:00.000Z' });
  });

  it('name the wrong fields and ask the API for nothing', async () => {
    const app = guestApp(pages);
    const response = await app.post('/lan/intro', { ...form, email: 'nobody', 'q.topic': '' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('id="f-email-error"');
    expect(html).toContain('aria-describedby="f-q-topic-error"');
    expect(app.seen.filter((call) => call.method === 'POST')).toEqual([]);
  });

  it('cancel only when the button is pressed: opening any page sends nothing', async () => {
    const app = guestApp({
      ...pages,
      'POST /bookings/tok/cancel': { body: { booking: { ...booking, status: 'cancelled' } } },
    });
    for (const path of [
      '/b/tok',
      '/b/tok/cancel',
      '/b/tok/reschedule',
      '/lan/intro?slot=2026-11-24T02:00:00Z',
    ])
      await app.get(path);
    expect(app.seen.every((call) => call.method === 'GET')).toBe(true);
    const response = await app.post('/b/tok/cancel?lang=en', { key: form.key, reason: ' Ill ' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/b/tok?lang=en&just=cancelled');
    expect(app.seen.at(-1)).toMatchObject({ key: form.key, body: { reason: 'Ill' } });
  });

  it('offer for a move the times of the booking itself, not those of its link', async () => {
    const app = guestApp({
      ...pages,
      'GET /links/lan/intro/slots': { status: 422, body: { code: 'invalid_request' } },
    });
    const html = await (await app.get('/b/tok/reschedule?lang=en')).text();
    expect(html).toContain('slot=2026-11-24T02:00:00.000Z');
  });

  it('reschedule to the chosen time and lead to the booking', async () => {
    const app = guestApp({ ...pages, 'POST /bookings/tok/reschedule': { body: { booking, links } } });
    const response = await app.post('/b/tok/reschedule', { start: form.start, key: form.key, reason: '' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/b/manage-token?just=moved');
    expect(app.seen.at(-1)).toMatchObject({ key: form.key, body: { start: form.start } });
  });

  it('are refused from other sites, in other formats and beyond 64 kB', async () => {
    const app = guestApp({ ...pages, 'POST /links/lan/intro/bookings': receipt });
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }];
    for (const headers of foreign) expect((await app.post('/lan/intro', form, headers)).status).toBe(403);
    const plain = { method: 'POST', body: new URLSearchParams(form).toString() };
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const raw = createGuestApp({
      api: () => Promise.reject(new Error('must not be asked')),
      assets: { script: '', styles: '', waiting: '' },
      publicUrl,
    });
    const send = async (headers: Record<string, string>): Promise<number> =>
      (await raw.request(`${publicUrl}/b/tok/cancel`, { ...plain, headers })).status;
    expect(await send(type)).toBe(403);
    expect(await send({ ...type, origin: 'null' })).toBe(403);
    expect(await send({ ...type, origin: 'https://evil.example' })).toBe(403);
    expect(await send({ ...type, origin: publicUrl })).toBe(503);
    expect(await send({ 'content-type': 'text/plain', origin: publicUrl })).toBe(400);
    expect((await app.post('/lan/intro', { ...form, name: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('never follow an address that leads elsewhere', async () => {
    const elsewhere = { ...links, manage: 'https://evil.example/b/x' };
    const app = guestApp({
      ...pages,
      'POST /links/lan/intro/bookings': { status: 201, body: { booking, links: elsewhere } },
    });
    expect((await app.post('/lan/intro', form)).headers.get('location')).toBeNull();
  });
});
