import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNotificationActivities } from '#activities/notification.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, type SignedIn, send, setConfirmed } from './testing/harness.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 3 });
});
afterAll(() => api.close());

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};
const addressOf = (index: number): string => api.tenant.hosts[index]?.email ?? '';
const ask = async (index: number): Promise<Response> => {
  const as = login(index);
  await setConfirmed(api, as, Date.now());
  return send(api, 'PUT', '/api/v1/me/deletion', { as, body: { email: addressOf(index), plan: 'cancel' } });
};
const stateOf = async (index: number): Promise<string | null> => {
  const answer = await send(api, 'GET', '/api/v1/me/deletion', { as: login(index) });
  return ((await answer.json()) as { deletion: { state: string } | null }).deletion?.state ?? null;
};
const keep = (token: string) => send(api, 'POST', '/api/auth/keep-account', { body: { token } });

/** What the worker mails a person: whom, and the link that it carries. */
const deliver = async (index: number): Promise<{ to: string; url: string }[]> => {
  const mails: { to: string; url: string }[] = [];
  let last: EmailContent | undefined;
  const { deliverNotifications } = createNotificationActivities({
    db: api.db,
    mailerOf: async () => ({
      vendor: 'resend',
      send: async (mail) => {
        mails.push({ to: mail.to.email, url: last?.ownData?.url ?? '' });
        return { externalId: mail.idempotencyKey };
      },
    }),
    render: async (content) => {
      last = content;
      return { subject: content.template, html: '', text: '' };
    },
    signer: api.deps.signer,
    sites: api.deps.sites,
    appUrl: 'http://localhost/app',
    fromAddress: 'bookings@example.com',
  });
  const subjectId = api.tenant.hosts[index]?.personId ?? '';
  await deliverNotifications({ tenantId: api.tenant.tenantId, subjectId, now: Date.now() });
  return mails.filter(({ url }) => url !== '');
};

describe('the deletion of an account', () => {
  it('needs a fresh sign-in, and is told by mail to whom it concerns', async () => {
    const as = login(1);
    await setConfirmed(api, as, Date.now() - 60 * 60_000);
    const body = { email: addressOf(1), plan: 'cancel' };
    await expectProblem(
      await send(api, 'PUT', '/api/v1/me/deletion', { as, body }),
      'fresh_sign_in_required',
    );
    expect(await stateOf(1)).toBeNull();
    expect((await ask(1)).status).toBe(200);
    expect(await stateOf(1)).toBe('grace');
    expect((await deliver(1)).map(({ to }) => to)).toEqual([addressOf(1)]);
    // Signed in as before: it can be called off.
    expect((await send(api, 'DELETE', '/api/v1/me/deletion', { as })).status).toBe(204);
    expect(await stateOf(1)).toBeNull();
  });

  it('is called off by the link of the mail without a sign-in, once, and by no other link', async () => {
    expect((await ask(2)).status).toBe(200);
    const [mail] = await deliver(2);
    const url = new URL(mail?.url ?? '');
    expect(url.pathname).toBe('/app/keep-account');
    const token = url.hash.slice(1);
    await expectProblem(await keep(`${token}x`), 'not_found');
    await expectProblem(await keep(''), 'not_found');
    expect((await keep(token)).status).toBe(200);
    expect(await stateOf(2)).toBeNull();
    await expectProblem(await keep(token), 'link_expired');
    expect((await ask(2)).status).toBe(200);
    // The link is of the one that was called off.
    await expectProblem(await keep(token), 'link_expired');
    expect(await stateOf(2)).toBe('grace');
  });

  it('is refused to the last owner of an organisation', async () => {
    await expectProblem(await ask(0), 'last_owner');
    const answer = await send(api, 'GET', '/api/v1/me/deletion-preview', { as: login(0) });
    expect(await answer.json()).toMatchObject({ organisations: [{ isLastOwner: true, bookings: 0 }] });
  });
});
