import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNotificationActivities } from '#activities/notification.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, password, type SignedIn, send, setConfirmed } from './testing/harness.ts';

let api: Api;
/** What the API takes for now. */
let now = Date.now();
type Mail = { to: string; content: EmailContent };
const mails: Mail[] = [];

beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 5, deps: { now: () => now } });
});
afterAll(() => api.close());

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};

/** What the worker does for a person: answers the mails about their address that it has sent. */
const deliver = async (index: number): Promise<Mail[]> => {
  const before = mails.length;
  const contents: EmailContent[] = [];
  const { deliverNotifications } = createNotificationActivities({
    db: api.db,
    mailerOf: async () => ({
      vendor: 'resend',
      send: async (mail) => {
        const content = contents.at(-1);
        if (content !== undefined) mails.push({ to: mail.to.email, content });
        return { externalId: mail.idempotencyKey };
      },
    }),
    render: async (content) => {
      contents.push(content);
      return { subject: content.template, html: '', text: '' };
    },
    signer: api.deps.signer,
    sites: api.deps.sites,
    appUrl: 'http://localhost/app',
    fromAddress: 'bookings@example.com',
  });
  const subjectId = api.tenant.hosts[index]?.personId ?? '';
  await deliverNotifications({ tenantId: api.tenant.tenantId, subjectId, now });
  return mails.slice(before).filter(({ content }) => content.address !== undefined);
};

const ask = async (index: number, email: string): Promise<Response> => {
  await setConfirmed(api, login(index), now);
  return send(api, 'PUT', '/api/v1/me/email', { as: login(index), body: { email } });
};
const tokenIn = ([mail]: readonly Mail[]): string => new URL(mail?.content.address?.url ?? '').hash.slice(1);
/** A moment after the mail. */
const use = (name: 'verify-email' | 'undo-email-change', token: string) => {
  now += 1_000;
  return send(api, 'POST', `/api/auth/${name}`, { body: { token } });
};
const enter = async (email: string): Promise<number> =>
  (await send(api, 'POST', '/api/auth/sign-in/email', { body: { email, password } })).status;
const emailOf = async (as: SignedIn): Promise<unknown> =>
  ((await (await send(api, 'GET', '/api/v1/me', { as })).json()) as { email: unknown }).email;
const fresh = (): string => `${crypto.randomUUID()}@example.com`;

describe('another address', () => {
  it('counts once the link that is mailed to it was used, once, and the former one is told', async () => {
    const [former, next] = [login(0).email, fresh()];
    const profile = await emailOf(login(0));
    expect((await ask(0, next.toUpperCase())).status).toBe(204);
    expect([await enter(next), await enter(former)]).toEqual([401, 200]);
    const sent = await deliver(0);
    expect(sent).toMatchObject([{ to: next, content: { template: 'email_verification' } }]);
    expect((await use('verify-email', tokenIn(sent))).status).toBe(200);
    expect([await enter(next), await enter(former)]).toEqual([200, 401]);
    expect(await emailOf(login(0))).toBe(next);
    await expectProblem(await use('verify-email', tokenIn(sent)), 'link_expired');
    expect(await deliver(0)).toMatchObject([{ to: profile, content: { template: 'email_changed' } }]);
    expect(api.logged()).not.toContain(next);
  });

  it('is taken back by whoever has the former one, for a week, which ends every sign-in', async () => {
    const next = fresh();
    await ask(1, next);
    await use('verify-email', tokenIn(await deliver(1)));
    const token = tokenIn(await deliver(1));
    await expectProblem(await use('verify-email', token), 'not_found');
    expect((await use('undo-email-change', token)).status).toBe(200);
    expect(await enter(next)).toBe(401);
    await expectProblem(await send(api, 'GET', '/api/v1/me', { as: login(1) }), 'unauthenticated');
    await expectProblem(await use('undo-email-change', token), 'link_expired');
  });

  it('has a link that ends after a day, and with any other that was used', async () => {
    const [first, second] = [fresh(), fresh()];
    await ask(2, first);
    const early = tokenIn(await deliver(2));
    now += 24 * 3_600_000;
    await expectProblem(await use('verify-email', early), 'link_expired');
    await ask(2, first);
    const overtaken = tokenIn(await deliver(2));
    now += 1_000;
    await ask(2, second);
    expect((await use('verify-email', tokenIn(await deliver(2)))).status).toBe(200);
    await expectProblem(await use('verify-email', overtaken), 'link_expired');
    for (const forged of ['', overtaken.slice(0, -1), `${overtaken}x`])
      await expectProblem(await use('verify-email', forged), 'not_found');
  });

  it('that somebody has is answered alike, and nothing is sent to it', async () => {
    const [taken, free] = [await ask(3, login(4).email), await ask(3, fresh())];
    expect([taken.status, await taken.text()]).toEqual([free.status, await free.text()]);
    const owed = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select({ details: notifications.details })
        .from(notifications)
        .where(
          and(
            eq(notifications.subjectId, api.tenant.hosts[3]?.personId ?? ''),
            eq(notifications.template, 'email_verification'),
          ),
        ),
    );
    expect(owed).toHaveLength(1);
  });

  it('that somebody has taken meanwhile stays theirs', async () => {
    const wanted = fresh();
    await ask(3, wanted);
    await ask(4, wanted);
    const [mine, theirs] = [await deliver(3), await deliver(4)];
    const mineForIt = mine.filter(({ to }) => to === wanted);
    expect((await use('verify-email', tokenIn(theirs))).status).toBe(200);
    await expectProblem(await use('verify-email', tokenIn(mineForIt)), 'link_expired');
    const own = await expectProblem(await ask(4, wanted), 'invalid_request');
    expect(own.errors).toEqual([{ pointer: '/email', message: 'is your address already' }]);
  });
});
