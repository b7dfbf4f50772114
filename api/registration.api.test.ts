import { randomBytes } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { verifications } from '#db/schema/auth.ts';
import { registrations } from '#db/schema/installation.ts';
import { notifications } from '#db/schema/notification.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { passwordKeyOf } from '#services/registration/ask-registration.ts';
import { sealRegistration } from '#services/registration/registration-token.ts';
import { expectProblem } from './testing/battery.ts';
import {
  type Api,
  firstLogin,
  openApi,
  password,
  publicUrl,
  type SignedIn,
  send,
} from './testing/harness.ts';

const startedAt = Date.now();
let api: Api;
let passedMs = 0;
beforeAll(async () => {
  api = await openApi({
    databaseUrls: testDatabase(),
    env: { REGISTRATION: 'open', DEFAULT_PLAN: 'pro' },
    deps: { now: () => startedAt + passedMs },
  });
});
afterAll(() => api.close());

const secret = 'một con vịt xòe ra hai cái cánh';
const newHandle = () => `clinic-${randomBytes(5).toString('hex')}`;
const newApplicant = (change: object = {}) => ({
  name: 'Linh Nguyen',
  email: `linh-${randomBytes(5).toString('hex')}@example.com`,
  password: secret,
  tenantName: 'Clinic Linh',
  handle: newHandle(),
  locale: 'vi',
  timeZone: 'Asia/Ho_Chi_Minh',
  ...change,
});
type Applicant = ReturnType<typeof newApplicant>;

const post = (path: string, body: unknown, cookie?: string): Promise<Response> =>
  send(api, 'POST', `/api/auth/${path}`, {
    body,
    headers: cookie === undefined ? {} : { Cookie: cookie, Origin: publicUrl },
  });

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('everslot.registration='))
    ?.split(';')[0] ?? '';

const rowOf = async (email: string) => {
  const [row] = await withTenant(api.db, installationId, (tx) =>
    tx
      .select()
      .from(registrations)
      .where(eq(registrations.email, email))
      .orderBy(desc(registrations.createdAt), desc(registrations.id)),
  );
  if (row === undefined) throw new Error('nobody has registered');
  return row;
};

const mailsTo = async (email: string) => {
  const { id } = await rowOf(email);
  const rows = await withTenant(api.db, installationId, (tx) =>
    tx.select().from(notifications).where(eq(notifications.subjectId, id)),
  );
  return rows.map(({ template, state }) => `${template} ${state}`);
};

const ask = async (applicant: Applicant) => {
  const answer = await post('register', applicant);
  expect(answer.status).toBe(200);
  const cookie = cookieOf(answer);
  const { id } = await rowOf(applicant.email);
  return { cookie, id, token: sealRegistration(api.deps.signer, id) };
};

const meAs = async (answer: Response) => {
  const as: SignedIn = { email: '', token: answer.headers.get('set-auth-token') ?? '', cookie: '' };
  return (await (await send(api, 'GET', '/api/v1/me', { as })).json()) as { tenant: { id: string } };
};

describe('registering', () => {
  it('makes nothing but a mail before the address is proved; the link then makes the account, the organisation with its plan, and signs in', async () => {
    const applicant = newApplicant();
    const { token, cookie } = await ask(applicant);
    expect(await mailsTo(applicant.email)).toEqual(['registration_link due']);
    expect(await api.deps.identity.findUser(applicant.email)).toBeNull();
    await expectProblem(
      await post('sign-in/email', { email: applicant.email, password: secret }),
      'unauthenticated',
    );
    const opened = await post('register/open', { token }, cookie);
    expect(await opened.json()).toEqual({
      email: applicant.email,
      name: 'Linh Nguyen',
      tenantName: 'Clinic Linh',
      handle: applicant.handle,
      isHandleTaken: false,
      asksPassword: false,
      invitedBy: null,
    });
    const confirmed = await post('register/confirm', { token }, cookie);
    expect(confirmed.status).toBe(200);
    const me = await meAs(confirmed);
    expect(me).toMatchObject({
      email: applicant.email,
      tenant: { name: 'Clinic Linh' },
      member: { name: 'Linh Nguyen', role: 'owner', locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh' },
    });
    const tenantId = me.tenant.id;
    const [tenant] = await withTenant(api.db, tenantId, (tx) => tx.select().from(tenants));
    expect(tenant).toMatchObject({ plan: 'pro', timeZone: 'Asia/Ho_Chi_Minh' });
    const signedIn = await post('sign-in/email', { email: applicant.email, password: secret });
    expect(signedIn.status).toBe(200);
  });

  it('is written down in the log of the installation, and the password is not where the application reads', async () => {
    const applicant = newApplicant();
    const { id, token, cookie } = await ask(applicant);
    expect(JSON.stringify(await rowOf(applicant.email))).not.toMatch(/password|hash/i);
    const kept = () =>
      api.deps.authDb
        .select()
        .from(verifications)
        .where(eq(verifications.identifier, passwordKeyOf(id)));
    expect((await kept())[0]?.value).not.toContain(secret);
    await post('register/confirm', { token }, cookie);
    expect(await kept()).toEqual([]);
    const rows = await withTenant(api.db, installationId, (tx) =>
      tx.select({ action: auditLog.action }).from(auditLog).where(eq(auditLog.targetId, id)),
    );
    expect(rows.map(({ action }) => action)).toEqual(['registration.ask', 'registration.confirm']);
  });

  it('names each field that will not do', async () => {
    const pointersOf = async (change: object) => {
      const { errors } = await expectProblem(await post('register', newApplicant(change)), 'invalid_request');
      return errors?.map(({ pointer }) => pointer);
    };
    expect(
      await pointersOf({ email: 'x', name: ' ', password: 'short', handle: 'app', timeZone: 'Mars' }),
    ).toEqual(['/name', '/handle', '/timeZone', '/email', '/password']);
    for (const weak of ['password123', 'linhnguyen1', '1234567890'])
      expect(await pointersOf({ password: weak })).toEqual(['/password']);
    expect(await pointersOf({ handle: 'a-pp' })).toEqual(['/handle']);
  });

  it('refuses a public name that is taken, or that looks like one that is, at its field', async () => {
    const first = newApplicant({ handle: `morn-${randomBytes(4).toString('hex')}0` });
    const { token, cookie } = await ask(first);
    await post('register/confirm', { token }, cookie);
    for (const handle of [first.handle, first.handle.replace('rn', 'm'), `${first.handle.slice(0, -1)}o`]) {
      const answer = await post('register', newApplicant({ handle }));
      const { errors } = await expectProblem(answer, 'handle_taken');
      expect(errors?.map(({ pointer }) => pointer)).toEqual(['/handle']);
    }
  });

  it('answers alike for an address that has an account, whose owner is told; no link is made', async () => {
    const stranger = newApplicant({ email: firstLogin(api).email });
    const [known, unknown] = [await post('register', stranger), await post('register', newApplicant())];
    const shape = (answer: Response) => [
      answer.status,
      [...answer.headers.keys()].filter((name) => !/^(ratelimit|x-request-id|x-statement)/.test(name)),
      answer.headers.get('x-statement-count'),
    ];
    expect(shape(known)).toEqual(shape(unknown));
    expect(await known.json()).toEqual(await unknown.json());
    expect(await mailsTo(stranger.email)).toEqual(['registration_known due']);
    const { id } = await rowOf(stranger.email);
    const token = sealRegistration(api.deps.signer, id);
    await expectProblem(await post('register/confirm', { token }, cookieOf(known)), 'account_exists');
    const still = await post('sign-in/email', { email: stranger.email, password });
    expect(still.status).toBe(200);
  });
});

describe('the mail of a registration', () => {
  it('can be sent again by the browser that asked, after waits that grow, and by nobody else', async () => {
    const applicant = newApplicant();
    const { cookie } = await ask(applicant);
    await expectProblem(await post('register/again', {}), 'not_found');
    await expectProblem(await post('register/again', {}, 'everslot.registration=reg_forged.x'), 'not_found');
    const waits: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const early = await post('register/again', {}, cookie);
      waits.push(Number(early.headers.get('retry-after')));
      await expectProblem(early, 'rate_limited');
      passedMs += (waits.at(-1) ?? 0) * 1000;
      expect((await post('register/again', {}, cookie)).status).toBe(200);
    }
    expect(waits).toEqual([60, 120, 240]);
    expect(await mailsTo(applicant.email)).toHaveLength(4);
  });
});

describe('the link of a registration', () => {
  it('that was forwarded, or opened in another browser, asks for the password that was chosen', async () => {
    const { token } = await ask(newApplicant());
    const opened = await post('register/open', { token });
    expect(await opened.json()).toMatchObject({ asksPassword: true });
    for (const wrong of [{}, { password: 'something else' }]) {
      const { errors } = await expectProblem(
        await post('register/confirm', { token, ...wrong }),
        'invalid_request',
      );
      expect(errors?.map(({ pointer }) => pointer)).toEqual(['/password']);
    }
    expect((await post('register/confirm', { token, password: secret })).status).toBe(200);
  });

  it('works once, also when it is used twice at once', async () => {
    const { token, cookie } = await ask(newApplicant());
    const answers = await Promise.all([
      post('register/confirm', { token }, cookie),
      post('register/confirm', { token }, cookie),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    const { reason } = (await expectProblem(
      await post('register/open', { token }, cookie),
      'link_expired',
    )) as { reason?: string };
    expect(reason).toBe('used');
  });

  it('ends after a day', async () => {
    const { token, cookie } = await ask(newApplicant());
    passedMs += 24 * 3_600_000;
    for (const path of ['register/open', 'register/confirm']) {
      const problem = await expectProblem(await post(path, { token }, cookie), 'link_expired');
      expect(problem).toMatchObject({ reason: 'expired' });
    }
    await expectProblem(await post('register/again', {}, cookie), 'link_expired');
  });

  it('that nobody has signed is not known', async () => {
    const { token } = await ask(newApplicant());
    for (const forged of ['', 'x', `${token}x`, token.replace(/^reg_./, 'reg_1')])
      await expectProblem(await post('register/open', { token: forged }), 'not_found');
  });

  it('loses nothing when the public name was taken meanwhile: another one is given, and it works', async () => {
    const handle = newHandle();
    const [first, second] = [await ask(newApplicant({ handle })), await ask(newApplicant({ handle }))];
    expect((await post('register/confirm', { token: first.token }, first.cookie)).status).toBe(200);
    const { token, cookie } = second;
    const opened = await post('register/open', { token }, cookie);
    expect(await opened.json()).toMatchObject({ isHandleTaken: true });
    await expectProblem(await post('register/confirm', { token }, cookie), 'handle_taken');
    expect((await post('register/confirm', { token, handle: newHandle() }, cookie)).status).toBe(200);
  });

  it('says of an older link, also when its public name is taken by the newer one, that there is an account now', async () => {
    const applicant = newApplicant();
    const [first, second] = [await ask(applicant), await ask(applicant)];
    expect((await post('register/confirm', { token: second.token }, second.cookie)).status).toBe(200);
    await expectProblem(await post('register/open', { token: first.token }, first.cookie), 'account_exists');
    await expectProblem(
      await post('register/confirm', { token: first.token }, first.cookie),
      'account_exists',
    );
  });

  it('makes no second account where the address has one by now', async () => {
    const email = `twice-${randomBytes(5).toString('hex')}@example.com`;
    const { token, cookie } = await ask(newApplicant({ email }));
    await api.deps.identity.createUser({ email, name: 'Linh', password });
    await expectProblem(await post('register/open', { token }, cookie), 'account_exists');
    await expectProblem(await post('register/confirm', { token }, cookie), 'account_exists');
    expect((await post('sign-in/email', { email, password })).status).toBe(200);
  });

  it('finds what an earlier try has made before it failed', async () => {
    const applicant = newApplicant();
    const { token, cookie } = await ask(applicant);
    const { userId } = await rowOf(applicant.email);
    const passwordHash = await api.deps.identity.hashPassword(secret);
    await api.deps.identity.addProven({ ...applicant, userId, way: { passwordHash } });
    const confirmed = await post('register/confirm', { token }, cookie);
    expect(await meAs(confirmed)).toMatchObject({ member: { role: 'owner' } });
  });
});

describe('an installation that is closed', () => {
  it('lets nobody register', async () => {
    const closed = await openApi({ databaseUrls: testDatabase() });
    for (const path of ['register', 'register/again', 'register/open', 'register/confirm'])
      await expectProblem(
        await send(closed, 'POST', `/api/auth/${path}`, { body: newApplicant() }),
        'not_found',
      );
    await closed.close();
  });
});
