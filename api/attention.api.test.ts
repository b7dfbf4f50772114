import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type * as contract from '#contracts/attention.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { bounce, failEffect } from '#services/attention/testing/failing.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { expectProblem } from './testing/battery.ts';
import { type Fixture, furnish, tomorrow } from './testing/fixtures.ts';
import { type Api, firstLogin, openApi, send } from './testing/harness.ts';

type AttentionPage = z.output<(typeof contract.listAttention)['response']>;

let api: Api;
let fixture: Fixture;
/** No worker runs: what is owed stays owed. */
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase() });
  fixture = await furnish(api, api.tenant);
});
afterAll(() => api.close());

let hours = 0;
/** A booking of its own whose guest's mail came back. */
const bounced = async (): Promise<{ bookingId: string; attentionId: string; address: string }> => {
  hours += 1;
  const { tenantId } = api.tenant;
  const address = `guest-${randomUUID()}@example.com`;
  const details = guestDetails({ guest: { name: 'An', email: address } });
  const { linkId } = fixture;
  const at = { tenantId, now: Date.now() };
  const bookingId = await bookAsGuest(api.db, at, { linkId, start: tomorrow(hours), details });
  const { id } = await bounce(api.db, { ...at, bookingId }, { address });
  return { bookingId, attentionId: id, address };
};
const read = (path: string) => send(api, 'GET', `/api/v1${path}`, { as: firstLogin(api) });
const post = (path: string, body: unknown, key: string = randomUUID()) =>
  send(api, 'POST', `/api/v1${path}`, { as: firstLogin(api), body, headers: { 'Idempotency-Key': key } });
const list = async (query = ''): Promise<{ page: AttentionPage; statements: number }> => {
  const answer = await read(`/attention${query}`);
  expect(answer.status).toBe(200);
  return {
    page: (await answer.json()) as AttentionPage,
    statements: Number(answer.headers.get('x-statement-count')),
  };
};

describe('what needs attention', () => {
  it('costs the same few statements however long the list is', async () => {
    // The first answer also costs to learn who asks.
    await list();
    const before = await list();
    const more = [await bounced(), await bounced(), await bounced()];
    const after = await list();
    expect(after.page.count).toBe(before.page.count + more.length);
    expect(after.statements).toBe(before.statements);
    expect(after.statements).toBeLessThanOrEqual(8);
  });

  it('is seen by order and by booking, and a wrong order names the field', async () => {
    const { bookingId } = fixture;
    const { attentionId, bouncedId, conflictId, paymentId } = fixture.ids;
    const { page } = await list(`?bookingId=${bookingId}`);
    expect(new Set(page.items.map(({ id }) => id))).toEqual(
      new Set([attentionId, bouncedId, conflictId, paymentId]),
    );
    const [newest, oldest] = await Promise.all([list('?order=newest'), list('?order=oldest')]);
    expect(newest.page.items.map(({ id }) => id)).toEqual(oldest.page.items.map(({ id }) => id).toReversed());
    const problem = await expectProblem(await read('/attention?order=loudest'), 'invalid_request');
    expect(problem.errors?.[0]?.pointer).toBe('#query/order');
  });

  it('is tried again once: the same request is answered alike, another one is told', async () => {
    const tenantId = api.tenant.tenantId;
    const { bookingId } = await bounced();
    const id = await failEffect(api.db, { tenantId, bookingId, now: Date.now() });
    const key = randomUUID();
    expect((await post(`/attention/${id}/retry`, {}, key)).status).toBe(202);
    expect((await post(`/attention/${id}/retry`, {}, key)).status).toBe(202);
    await expectProblem(await post(`/attention/${id}/retry`, {}), 'attention_settled');
    await expectProblem(await post(`/attention/${id}/dismiss`, {}), 'attention_settled');
  });

  it('leaves the list of bookings once the address is corrected, and the booking has the new one', async () => {
    const { bookingId, attentionId, address } = await bounced();
    const isListed = async (): Promise<boolean> => {
      const answer = await read('/bookings?view=attention&limit=100');
      return ((await answer.json()) as { items: { id: string }[] }).items.some(({ id }) => id === bookingId);
    };
    expect(await isListed()).toBe(true);
    await expectProblem(await post(`/attention/${attentionId}/retry`, {}), 'address_suppressed');
    const wrong = await expectProblem(
      await post(`/bookings/${bookingId}/correct-address`, { email: 'not an address' }),
      'invalid_request',
    );
    expect(wrong.errors).toEqual([{ pointer: '/email', message: 'must be an e-mail address' }]);
    const email = `right-${randomUUID()}@example.com`;
    const corrected = await post(`/bookings/${bookingId}/correct-address`, { email });
    expect(await corrected.json()).toMatchObject({ guest: { email }, emailSync: 'pending' });
    expect(await isListed()).toBe(false);
    const again = await post(`/bookings/${bookingId}/correct-address`, { email: `again-${email}` });
    await expectProblem(again, 'attention_settled');
    const suppressed = (await (await read('/suppressions?limit=100')).json()) as {
      items: { address: string }[];
    };
    expect(suppressed.items.some((item) => item.address === address)).toBe(true);
  });

  it('is dismissed, and the booking says so in its timeline', async () => {
    const { bookingId, attentionId } = await bounced();
    expect((await post(`/attention/${attentionId}/dismiss`, {})).status).toBe(204);
    const detail = (await (await read(`/bookings/${bookingId}`)).json()) as {
      emailSync: string;
      timeline: { kind: string; details: unknown }[];
    };
    expect(detail.emailSync).not.toBe('attention');
    expect(detail.timeline.at(-1)).toMatchObject({
      kind: 'attention_dismissed',
      details: { kind: 'delivery', what: 'booking_confirmed', failure: 'bounced' },
    });
  });

  it('of another tenant is neither listed nor touched', async () => {
    const foreign = await furnish(api, api.stranger);
    const { page } = await list('?limit=100');
    expect(page.items.some(({ id }) => id === foreign.ids['attentionId'])).toBe(false);
    await expectProblem(await post(`/attention/${foreign.ids['attentionId']}/dismiss`, {}), 'not_found');
    const { id } = await bounce(
      api.db,
      { tenantId: foreign.tenant.tenantId, bookingId: foreign.bookingId, now: Date.now() },
      { address: `own-${randomUUID()}@example.com`, recipient: foreign.host.id },
    );
    await expectProblem(await post(`/attention/${id}/retry`, {}), 'not_found');
  });
});
