import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNotificationActivities } from '#activities/notification.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import type { EmailContent } from '#providers/email/port.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { sealReset } from '#services/account/password/reset-token.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, password, type SignedIn, send, signIn } from './testing/harness.ts';

let api: Api;
/** What the mails of this suite say. */
const told: (EmailContent & { to: string })[] = [];

beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 4 });
});
afterAll(() => api.close());

const login = (index: number): SignedIn => {
  const found = api.logins[index];
  if (found === undefined) throw new Error('nobody has signed in');
  return found;
};
const personOf = (index: number): string => api.tenant.hosts[index]?.personId ?? '';

const post = (name: string, body: unknown, as?: SignedIn) =>
  send(api, 'POST', `/api/auth/${name}`, { body, as });
const enter = async (email: string, secret: string): Promise<number> =>
  (await post('sign-in/email', { email, password: secret })).status;
const isSignedIn = async (as: SignedIn): Promise<boolean> =>
  (await send(api, 'GET', '/api/v1/me', { as })).status === 200;
const pointersOf = async (answer: Response): Promise<string[]> =>
  ((await expectProblem(answer, 'invalid_request')).errors ?? []).map(({ pointer }) => pointer);

/** What the worker does for a person. */
const tell = async (personId: string, now = Date.now()): Promise<void> => {
  const { deliverNotifications } = createNotificationActivities({
    db: api.db,
    mailerOf: async () => ({
      vendor: 'resend',
      send: async (mail) => {
        const content = told.at(-1);
        if (content !== undefined) content.to = mail.to.email;
        return { externalId: mail.idempotencyKey };
      },
    }),
    render: async (content) => {
      told.push({ ...content, to: '' });
      return { subject: content.template, html: '', text: '' };
    },
    signer: api.deps.signer,
    sites: api.deps.sites,
    appUrl: 'http://localhost/app',
    fromAddress: 'bookings@example.com',
  });
  await deliverNotifications({ tenantId: api.tenant.tenantId, subjectId: personId, now });
};

const ask = async (email: string): Promise<unknown> => {
  const answer = await post('request-password-reset', { email });
  return { status: answer.status, text: await answer.text() };
};

const resets = () => told.filter(({ template }) => template === 'password_reset');

/** Asks, waits for the mail and answers with the token in its link. */
const tokenFor = async (index: number): Promise<string> => {
  const before = resets().length;
  await ask(login(index).email);
  await expect
    .poll(async () => {
      await tell(personOf(index));
      return resets().length;
    })
    .toBe(before + 1);
  const mail = resets().at(-1);
  expect(mail?.to).toBe(api.tenant.hosts[index]?.email);
  return new URL(mail?.password?.resetUrl ?? '').hash.slice(1);
};

const strong = 'copper kettle under the willow';

describe('a forgotten password', () => {
  it('is chosen anew by a link in a mail that works once, and ends every sign-in', async () => {
    const { email } = login(0);
    const other = await signIn(api.app, email);
    const token = await tokenFor(0);
    expect(await pointersOf(await post('reset-password', { token, password: 'short' }))).toEqual([
      '/password',
    ]);
    expect(await pointersOf(await post('reset-password', { token, password: 'password123' }))).toEqual([
      '/password',
    ]);
    const own = api.tenant.hosts[0]?.email;
    expect(await pointersOf(await post('reset-password', { token, password: own }))).toEqual(['/password']);
    expect((await post('reset-password', { token, password: strong })).status).toBe(200);
    expect([await isSignedIn(login(0)), await isSignedIn(other)]).toEqual([false, false]);
    expect([await enter(email, password), await enter(email, strong)]).toEqual([401, 200]);
    await expectProblem(await post('reset-password', { token, password: `${strong} again` }), 'link_expired');
    await expectProblem(await post('open-reset-link', { token }), 'link_expired');
    expect(await enter(email, strong)).toBe(200);
  });

  it('has a link of which is said whether it works before anything is typed; looking uses nothing up', async () => {
    const claims = { use: 'password', tenantId: api.tenant.tenantId, personId: personOf(0) } as const;
    const sealed = (askedAt: number) => sealReset(api.deps.signer, { ...claims, askedAt });
    const look = (token: string) => post('open-reset-link', { token });
    const open = sealed(Date.now());
    expect([(await look(open)).status, (await look(open)).status]).toEqual([200, 200]);
    expect(await (await look(open)).json()).toEqual({});
    await expectProblem(await look(open.slice(0, -4)), 'not_found');
    await expectProblem(await look(sealed(Date.now() - 3_600_001)), 'link_expired');
    expect(await pointersOf(await look('x'.repeat(401)))).toEqual(['/token']);
  });

  it('of two who use the link at once one succeeds', async () => {
    const token = await tokenFor(1);
    const answers = await Promise.all(
      ['first kettle on the hill', 'second kettle on the hill'].map((chosen) =>
        post('reset-password', { token, password: chosen }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
  });

  it('has a link that ends after an hour, and with any new password', async () => {
    const claims = { use: 'password', tenantId: api.tenant.tenantId, personId: personOf(2) } as const;
    const sealed = (askedAt: number) => sealReset(api.deps.signer, { ...claims, askedAt });
    const use = (token: string) => post('reset-password', { token, password: strong });
    await expectProblem(await use(sealed(Date.now() - 3_600_001)), 'link_expired');
    const open = sealed(Date.now() - 60_000);
    const change = { currentPassword: password, newPassword: 'a lantern beside the river' };
    const fresh = await signIn(api.app, login(2).email);
    expect((await post('change-password', change, fresh)).status).toBe(200);
    await expectProblem(await use(open), 'link_expired');
    for (const bad of ['', 'x', `${open}x`, open.replace(/.$/, '-')])
      await expectProblem(await use(bad), 'not_found');
  });

  it('is asked for without telling whether anybody has the address, and one mail at a time', async () => {
    const known = await ask(login(2).email);
    expect(await ask('nobody-at-all@example.com')).toEqual(known);
    const before = resets().length;
    await Promise.all([ask(login(2).email), ask(login(2).email.toUpperCase()), ask(login(2).email)]);
    await expect
      .poll(async () => {
        await tell(personOf(2));
        return resets().length;
      })
      .toBeGreaterThan(before);
    await tell(personOf(2));
    expect(resets().length - before).toBeLessThanOrEqual(2);
    expect(await pointersOf(await post('request-password-reset', { email: 'nobody' }))).toEqual(['/email']);
    expect(api.logged()).not.toContain(login(2).email);
  });

  it('is no longer told of once its link is over', async () => {
    const before = told.length;
    await ask(login(3).email);
    const { tenantId } = api.tenant;
    const stateOf = () =>
      withTenant(api.db, tenantId, (tx) =>
        tx
          .select({ state: notifications.state })
          .from(notifications)
          .where(and(eq(notifications.tenantId, tenantId), eq(notifications.subjectId, personOf(3)))),
      );
    await expect
      .poll(async () => {
        await tell(personOf(3), Date.now() + 2 * 3_600_000);
        return stateOf();
      })
      .toEqual([{ state: 'dropped' }]);
    expect(told).toHaveLength(before);
  });
});

describe('a password that is known', () => {
  it('is changed by who knows it, ends every other sign-in and keeps this one', async () => {
    const { email } = login(2);
    const current = 'a lantern beside the river';
    const [mine, other] = [await signInWith(email, current), await signInWith(email, current)];
    const change = (currentPassword: string, newPassword: string) =>
      post('change-password', { currentPassword, newPassword }, mine);
    expect(await pointersOf(await change('not it', strong))).toEqual(['/currentPassword']);
    expect(await pointersOf(await change(current, 'short'))).toEqual(['/newPassword']);
    expect(await pointersOf(await change(current, 'qwertyuiop'))).toEqual(['/newPassword']);
    expect((await change(current, strong)).status).toBe(200);
    expect([await isSignedIn(mine), await isSignedIn(other)]).toEqual([true, false]);
    expect([await enter(email, current), await enter(email, strong)]).toEqual([401, 200]);
    await expectProblem(
      await post('change-password', { currentPassword: strong, newPassword: current }),
      'unauthenticated',
    );
  });
});

const signInWith = async (email: string, secret: string): Promise<SignedIn> => {
  const answer = await post('sign-in/email', { email, password: secret });
  const token = answer.headers.get('set-auth-token') ?? '';
  return { email, token, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
};

describe('a password that is chosen', () => {
  it('is taken as it was typed: any characters, up to 128 of them, nothing cut and no case forgiven', async () => {
    const { email } = login(1);
    const typed = ` Ngựa đúng pin ghim — "\u{1f40e}" & <battery>; staple 42 ${'lá '.repeat(40)}`;
    const long = Array.from(typed).slice(0, 128).join('');
    const claims = { use: 'password', tenantId: api.tenant.tenantId, personId: personOf(1) } as const;
    const token = sealReset(api.deps.signer, { ...claims, askedAt: Date.now() });
    expect(await pointersOf(await post('reset-password', { token, password: `${long}x` }))).toEqual([
      '/password',
    ]);
    expect((await post('reset-password', { token, password: long })).status).toBe(200);
    const tried = [long.slice(0, -1), long.trim(), long.toLowerCase(), long];
    const answers = [];
    for (const secret of tried) answers.push(await enter(email, secret));
    expect(answers).toEqual([401, 401, 401, 200]);
  });
});

describe('guessing', () => {
  it('of a current password is limited, and so are mails to one address', async () => {
    const limited = await openApi({
      databaseUrls: testDatabase(),
      hosts: 1,
      env: { RATE_LIMIT_SIGN_IN_ACCOUNT: '3/900' },
    });
    const [as] = limited.logins;
    const statuses = async (name: string, body: unknown): Promise<number[]> => {
      const found: number[] = [];
      for (let count = 0; count < 4; count += 1)
        found.push((await send(limited, 'POST', `/api/auth/${name}`, { as, body })).status);
      return found;
    };
    const guess = { currentPassword: 'not it', newPassword: strong };
    expect(await statuses('change-password', guess)).toEqual([422, 422, 422, 429]);
    for (const email of [as?.email, 'nobody-at-all@example.com'])
      expect(await statuses('request-password-reset', { email })).toEqual([200, 200, 200, 429]);
    await limited.close();
  });
});
