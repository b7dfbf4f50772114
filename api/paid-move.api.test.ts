import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rescheduleAsGuest } from '#contracts/managed-booking.ts';
import { links } from '#db/schema/link.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink } from '#db/testing/tenant.ts';
import type { Currency } from '#domain/money/currencies.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { connectSilentAccount } from '#services/payment/testing/paid.ts';
import { expectProblem } from './testing/battery.ts';
import { tomorrow } from './testing/fixtures.ts';
import { type Api, openApi, send } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase() });
  await connectSilentAccount(api.db, api.deps.secrets, api.tenant, Date.now());
});
afterAll(() => api.close());

type Money = { amountMinor: number; currency: Currency };
type Managed = {
  booking: {
    start: string;
    unpaidMove: (Money & { to: string; payBy: string; canPay: boolean }) | null;
    payment: unknown;
  };
  links: Record<string, string>;
};

let hours = 0;
/** A time that no other case uses. */
const nextStart = (): string => new Date(tomorrow((hours += 1))).toISOString();
const post = (path: string, body: unknown, key: string = randomUUID()) =>
  send(api, 'POST', `/api/v1/public${path}`, { body, headers: { 'Idempotency-Key': key } });
const get = async <Body>(path: string): Promise<Body> =>
  (await (await send(api, 'GET', `/api/v1/public${path}`)).json()) as Body;

/** A free booking whose link costs so much since then; answers where its guest finds it. */
const booked = async (price: Money): Promise<string> => {
  const { id, slug } = await createTestLink(api.db, api.tenant);
  const answer = await post(`/links/${api.tenant.hosts[0]?.username}/${slug}/bookings`, {
    start: nextStart(),
    durationMinutes: 30,
    timeZone: 'UTC',
    guest: { name: 'An', email: `an-${randomUUID()}@example.com` },
  });
  expect(answer.status).toBe(201);
  await withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .update(links)
      .set({ priceMinor: price.amountMinor, currency: price.currency })
      .where(and(eq(links.tenantId, api.tenant.tenantId), eq(links.id, id))),
  );
  const { links: pages } = (await answer.json()) as Managed;
  return `/bookings/${/\/b\/([^/]+)/.exec(pages['manage'] ?? '')?.[1] ?? ''}`;
};

const usd = (amountMinor: number): Money => ({ amountMinor, currency: 'USD' });

describe('a guest who reschedules to a time that costs more', () => {
  test('is told before what it costs, and after that it is to be paid; the same request again opens nothing more', async () => {
    const path = await booked(usd(2_500));
    expect(await get(`${path}/link`)).toMatchObject({
      move: { price: { ...usd(2_500), taxBasisPoints: 0 }, pay: usd(2_500), back: null },
    });
    const { booking: before } = await get<Managed>(path);
    const body = { start: nextStart(), price: usd(2_500) };
    const key = randomUUID();
    for (const answer of [
      await post(`${path}/reschedule`, body, key),
      await post(`${path}/reschedule`, body, key),
    ]) {
      expect(answer.status).toBe(200);
      expect(((await answer.json()) as Managed).booking).toMatchObject({
        start: before.start,
        payment: null,
        unpaidMove: { ...usd(2_500), to: body.start, canPay: true },
      });
    }
    const kept = await post(`${path}/reschedule`, { start: before.start });
    expect(((await kept.json()) as Managed).booking).toMatchObject({ start: before.start, unpaidMove: null });
  });

  test.each([
    ['was not shown a price', {}],
    ['was shown another price', { price: usd(2_000) }],
    ['was shown another currency', { price: { amountMinor: 2_500, currency: 'EUR' } }],
    ['was shown none', { price: null }],
  ])('is refused with the price there is who %s', async (_, shown) => {
    const path = await booked(usd(2_500));
    const answer = await post(`${path}/reschedule`, { start: nextStart(), ...shown });
    expect(await expectProblem(answer, 'price_changed', rescheduleAsGuest)).toMatchObject({
      price: usd(2_500),
    });
  });

  test.each([
    ['/price/amountMinor', { amountMinor: 0, currency: 'USD' }],
    ['/price/amountMinor', { amountMinor: 1.5, currency: 'USD' }],
    ['/price/currency', { amountMinor: 100, currency: 'XXX' }],
  ])('is told that %s is wrong', async (pointer, price) => {
    const path = await booked(usd(2_500));
    const answer = await post(`${path}/reschedule`, { start: nextStart(), price });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] });
  });
});
