import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { accounts, secondFactors } from '#db/schema/auth.ts';
import { withTenant } from '#db/tenant.ts';
import type { VendorRefusal } from '#domain/identity/types.ts';
import type { IdentityVendor } from '#domain/vendors.ts';
import { type IdentityHarness, identityHarnesses } from '#providers/identity/contract-harness.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { seedPlace } from '#services/account/second-factor/check-code.ts';
import { expectProblem } from './testing/battery.ts';
import {
  type Api,
  firstLogin,
  openApi,
  password,
  type SignedIn,
  send,
  setConfirmed,
  signIn,
} from './testing/harness.ts';
import { signInChangesTold } from './testing/told.ts';

const startedAt = Date.now();
let passedMs = 0;
let api: Api;
let google: IdentityHarness;
let microsoft: IdentityHarness;
beforeAll(async () => {
  [google, microsoft] = await Promise.all([identityHarnesses.google(), identityHarnesses.microsoft()]);
  api = await openApi({
    databaseUrls: testDatabase(),
    env: { REGISTRATION: 'open' },
    deps: {
      now: () => startedAt + passedMs,
      identityProviders: new Map([
        ['google', google.provider],
        ['microsoft', microsoft.impatientProvider],
      ]),
    },
  });
});
afterAll(async () => {
  await Promise.all([api.close(), google.stop(), microsoft.stop()]);
});

const newEmail = () => `hoa-${randomBytes(5).toString('hex')}@example.com`;
const harnessOf = (vendor: IdentityVendor) => (vendor === 'google' ? google : microsoft);
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');

/** Somebody at the vendor, who comes back from now on. */
const person = async (vendor: IdentityVendor, email = newEmail(), isVerified = true) => {
  const harness = harnessOf(vendor);
  await harness.add({ email, name: 'Hoa Tran', isVerified });
  await harness.control('PATCH', '/settings', { consent: 'allow', account: email, idToken: 'none' });
  return email;
};

type Left = { url: string; cookie: string };
const leave = async (vendor: IdentityVendor, body: object = {}, on: Api = api): Promise<Left> => {
  const answer = await send(on, 'POST', '/api/auth/sign-in/vendor', {
    body: { vendor, locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh', ...body },
  });
  expect(answer.status).toBe(200);
  const { url } = (await answer.json()) as { url: string };
  return { url, cookie: cookiesOf(answer).join('; ') };
};

/** The address to which the vendor sends the browser back. */
const visit = async (url: string): Promise<string> => {
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? 'about:blank');
  return `${back.pathname}${back.search}`;
};
const comeBack = async (path: string, cookie: string, on: Api = api): Promise<Response> =>
  on.app.request(path, { headers: { Cookie: cookie } });

const enterBy = async (vendor: IdentityVendor, body: object = {}, on: Api = api) => {
  const { url, cookie } = await leave(vendor, body, on);
  return comeBack(await visit(url), cookie, on);
};
const target = (answer: Response): string => {
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
};
const refused = (refusal: VendorRefusal) => `/app/sign-in?error=${refusal}`;

const meBy = async (answer: Response) => {
  const me = await api.app.request('/api/v1/me', { headers: { Cookie: cookiesOf(answer).join('; ') } });
  return (await me.json()) as { email: string; tenant: { id: string; name: string } };
};
describe('somebody unknown with a verified address', () => {
  it('names the organisation that is to be theirs, owns it without a mail, and is known from then on', async () => {
    const email = await person('google');
    const to = target(await enterBy('google'));
    expect(to).toMatch(/^\/app\/register\/vendor#/);
    const token = to.split('#')[1] ?? '';
    const opened = await send(api, 'POST', '/api/auth/register/vendor/open', { body: { token } });
    expect(await opened.json()).toEqual({ email, name: 'Hoa Tran', vendor: 'google' });
    const own = {
      name: 'Hoa Tran',
      tenantName: 'Salon Hoa',
      locale: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
    };
    const taken = await send(api, 'POST', '/api/auth/register/vendor', {
      body: { ...own, token, handle: api.tenant.hosts[0]?.username },
    });
    await expectProblem(taken, 'handle_taken');
    const handle = `salon-${randomBytes(4).toString('hex')}`;
    const body = { ...own, token, handle };
    const made = await send(api, 'POST', '/api/auth/register/vendor', { body });
    expect(await meBy(made)).toMatchObject({ email, tenant: { name: 'Salon Hoa' } });
    const used = await send(api, 'POST', '/api/auth/register/vendor', { body });
    await expectProblem(used, 'link_expired');
    const again = await enterBy('google', { redirect: '/links' });
    expect(target(again)).toBe('/app/links');
    expect(await meBy(again)).toMatchObject({ email });
  });

  it('is told that nobody registers here where the installation is closed', async () => {
    const closed = await openApi({
      databaseUrls: testDatabase(),
      deps: { identityProviders: new Map([['google', google.provider]]) },
    });
    await person('google');
    expect(target(await enterBy('google', {}, closed))).toBe(refused('no_account'));
    const ways = await closed.app.request('/api/auth/ways');
    expect(await ways.json()).toEqual({
      registration: false,
      vendors: [{ vendor: 'google', canConfirm: false }],
    });
    await closed.close();
  });

  it('becomes a member of the organisation that has invited the address', async () => {
    const email = await person('microsoft');
    const invited = await send(api, 'POST', '/api/v1/invitations', {
      as: firstLogin(api),
      body: { email, role: 'host' },
      headers: { 'Idempotency-Key': email },
    });
    expect(invited.status).toBe(201);
    const answer = await enterBy('microsoft');
    expect(target(answer)).toBe('/app/bookings');
    expect(await meBy(answer)).toMatchObject({ email, tenant: { id: api.tenant.tenantId } });
  });
});

describe('somebody who has an account here', () => {
  const member = (): SignedIn => {
    const [, second] = api.logins;
    if (second === undefined) throw new Error('the suite has two hosts');
    return second;
  };

  it('is linked by an address that both sides have verified, which is recorded', async () => {
    const { email } = member();
    await person('google', email);
    expect(await meBy(await enterBy('google'))).toMatchObject({ member: { id: api.tenant.hosts[1]?.id } });
    const rows = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.action, 'person.connect_sign_in')),
    );
    expect(rows.map(({ after }) => after)).toEqual([{ vendor: 'google' }]);
  });

  it('is not linked by an address that the vendor has not verified', async () => {
    const { email } = firstLogin(api);
    await person('microsoft', email, false);
    const answer = await enterBy('microsoft');
    expect(target(answer)).toBe(refused('unverified'));
    expect(cookiesOf(answer).join()).not.toContain('session_token');
  });

  it('is not linked to a second account at the same vendor', async () => {
    const { email } = member();
    await person('google', email);
    expect(target(await enterBy('google'))).toBe(refused('other_account'));
  });
});

describe('an account with a second factor', () => {
  it('asks for it after the vendor, and is linked by its owner alone', async () => {
    const email = newEmail();
    const { userId } = await api.deps.identity.createUser({ email, name: 'Hoa', password });
    const seed = api.deps.secrets.seal(seedPlace(userId), 'JBSWY3DPEHPK3PXP');
    await api.deps.authDb.insert(secondFactors).values({ userId, seed, enabledAt: new Date() });
    await person('google', email);
    expect(target(await enterBy('google'))).toBe(refused('connect_first'));
    const subject = await google.add({ email: newEmail(), name: 'Hoa', isVerified: true });
    await api.deps.authDb
      .insert(accounts)
      .values({ id: subject, userId, providerId: google.provider.vendor, accountId: subject });
    await google.control('PATCH', '/settings', { account: await emailOf(subject) });
    const answer = await enterBy('google');
    expect(target(answer)).toMatch(/^\/app\/sign-in\?redirect=%2Fbookings#[\w-]{43}$/);
    expect(cookiesOf(answer).join()).not.toContain('session_token');
  });

  /** The address at the vendor of somebody whom `add` has made. */
  const emailOf = async (subject: string): Promise<string> => {
    const email = newEmail();
    await google.control('POST', '/people', {
      subject: subject.split(' ').at(-1),
      email,
      name: 'Hoa',
      isVerified: true,
    });
    return email;
  };
});

describe('coming back', () => {
  it('without having agreed is said so', async () => {
    await person('google');
    await google.control('PATCH', '/settings', { consent: 'deny' });
    expect(target(await enterBy('google'))).toBe(refused('denied'));
  });

  it('works once, in the browser that left, within ten minutes, by the path of its vendor', async () => {
    await person('google');
    const { url, cookie } = await leave('google');
    const path = await visit(url);
    for (const other of ['', 'everslot.vendor_visit=another', (await leave('google')).cookie])
      expect(target(await comeBack(path, other))).toBe(refused('expired'));
    const left = await leave('google');
    const wrong = (await visit(left.url)).replace('/google', '/microsoft');
    expect(target(await comeBack(wrong, left.cookie))).toBe(refused('expired'));
    expect(target(await comeBack(path, cookie))).toMatch(/register/);
    expect(target(await comeBack(path, cookie))).toBe(refused('expired'));
    const late = await leave('google');
    const latePath = await visit(late.url);
    passedMs += 10 * 60_000;
    expect(target(await comeBack(latePath, late.cookie))).toBe(refused('expired'));
    passedMs -= 10 * 60_000;
    expect(target(await comeBack('/api/auth/callback/google', ''))).toBe(refused('expired'));
  });

  it.each(['nonce', 'issuer', 'audience', 'expired', 'signature', 'unsigned'])(
    'with a token whose %s is wrong leads nowhere',
    async (idToken) => {
      await person('google');
      await google.control('PATCH', '/settings', { idToken });
      expect(target(await enterBy('google'))).toBe(refused('not_proven'));
    },
  );

  it('from a vendor that fails or does not answer says so', async () => {
    await person('microsoft');
    for (const fault of [{ status: 500 }, { status: 429 }, { reset: 'before' }, { timeout: 'before' }]) {
      await microsoft.control('POST', '/faults', { path: '/token', times: 1, ...fault });
      expect(target(await enterBy('microsoft')), JSON.stringify(fault)).toBe(refused('unavailable'));
    }
  });

  it('leads to no other site, whatever was asked for', async () => {
    for (const redirect of ['https://evil.example', '//evil.example', '/\\evil.example', 'links']) {
      const answer = await send(api, 'POST', '/api/auth/sign-in/vendor', {
        body: { vendor: 'google', locale: 'en', timeZone: 'UTC', redirect },
      });
      const { errors } = await expectProblem(answer, 'invalid_request');
      expect(errors?.map(({ pointer }) => pointer)).toEqual(['/redirect']);
    }
  });
});

describe('connected sign-ins', () => {
  const path = '/api/v1/me/connected-sign-ins';
  const begin = async (as: SignedIn, vendor: IdentityVendor): Promise<Left> => {
    const answer = await send(api, 'POST', `${path}/${vendor}`, { as });
    expect(answer.status).toBe(200);
    const { url } = (await answer.json()) as { url: string };
    return { url, cookie: [...cookiesOf(answer), as.cookie].join('; ') };
  };
  const listed = async (as: SignedIn) =>
    (
      (await (await send(api, 'GET', path, { as })).json()) as {
        items: { vendor: string; account: { label: string } | null }[];
      }
    ).items.map(({ vendor, account }) => [vendor, account?.label ?? null]);

  it('are connected by who is signed in, whatever the address there, and disconnected again', async () => {
    const as = await signIn(api.app, firstLogin(api).email);
    const email = await person('microsoft', newEmail(), false);
    const { url, cookie } = await begin(as, 'microsoft');
    expect(target(await comeBack(await visit(url), cookie))).toBe('/app/security?connected=microsoft');
    expect(await listed(as)).toEqual([
      ['google', null],
      ['microsoft', email],
    ]);
    expect(await meBy(await enterBy('microsoft'))).toMatchObject({
      member: { id: api.tenant.hosts[0]?.id },
    });
    expect((await send(api, 'DELETE', `${path}/microsoft`, { as })).status).toBe(204);
    await expectProblem(await send(api, 'DELETE', `${path}/microsoft`, { as }), 'not_found');
    expect(target(await enterBy('microsoft'))).toBe(refused('unverified'));
    const told = await signInChangesTold(api, api.tenant.hosts[0]?.personId ?? '');
    expect(told).toEqual(['connect_sign_in', 'disconnect_sign_in']);
  });

  it('are not connected for another sign-in than the one that asked', async () => {
    const as = await signIn(api.app, firstLogin(api).email);
    await person('microsoft');
    for (const other of [[], [api.strangerLogin.cookie]]) {
      const { url, cookie } = await begin(as, 'microsoft');
      const [own = ''] = cookie.split('; ');
      const answer = await comeBack(await visit(url), [own, ...other].join('; '));
      expect(target(answer)).toBe('/app/security?error=expired');
    }
  });

  it('belong to one person', async () => {
    const as = await signIn(api.app, firstLogin(api).email);
    await person('microsoft');
    const first = await begin(as, 'microsoft');
    await comeBack(await visit(first.url), first.cookie);
    const stranger = await begin(api.strangerLogin, 'microsoft');
    expect(target(await comeBack(await visit(stranger.url), stranger.cookie))).toBe(
      '/app/security?error=taken',
    );
  });

  it('cannot be disconnected by whoever has no other way in, which the list says beforehand', async () => {
    const email = await person('google');
    const token = target(await enterBy('google')).split('#')[1] ?? '';
    const made = await send(api, 'POST', '/api/auth/register/vendor', {
      body: {
        token,
        name: 'Hoa',
        tenantName: 'Salon',
        handle: `salon-${randomBytes(4).toString('hex')}`,
        locale: 'vi',
        timeZone: 'UTC',
      },
    });
    const as = { email, token: made.headers.get('set-auth-token') ?? '', cookie: '' };
    const list = async (who: SignedIn) =>
      (await (await send(api, 'GET', path, { as: who })).json()) as object;
    expect(await list(as)).toMatchObject({
      hasPassword: false,
      items: [{ vendor: 'google', account: { isLastWayIn: true } }, {}],
    });
    await expectProblem(await send(api, 'DELETE', `${path}/google`, { as }), 'last_way_in');

    await api.deps.identity.setPassword((await api.deps.identity.findUser(email)) ?? '', password);
    const later = await signIn(api.app, email);
    expect(await list(later)).toMatchObject({
      hasPassword: true,
      items: [{ vendor: 'google', account: { isLastWayIn: false } }, {}],
    });
    expect((await send(api, 'DELETE', `${path}/google`, { as: later })).status).toBe(204);
  });
});

describe('a fresh sign-in', () => {
  const confirm = async (vendor: IdentityVendor, as: SignedIn) =>
    send(api, 'POST', '/api/auth/sign-in/vendor', {
      as,
      body: { vendor, purpose: 'confirm', redirect: '/security', locale: 'en', timeZone: 'UTC' },
    });
  const needsFresh = (as: SignedIn) => send(api, 'POST', '/api/v1/me/connected-sign-ins/google', { as });

  it('is shown by a vendor that says when its owner has signed in there, and by no old sign-in there', async () => {
    const as = await signIn(api.app, api.strangerLogin.email);
    await person('microsoft');
    const begun = await send(api, 'POST', '/api/v1/me/connected-sign-ins/microsoft', { as });
    const { url } = (await begun.json()) as { url: string };
    await comeBack(await visit(url), [...cookiesOf(begun), as.cookie].join('; '));
    await setConfirmed(api, as, startedAt + passedMs - 3_600_000);
    await expectProblem(await needsFresh(as), 'fresh_sign_in_required');
    for (const [idToken, to] of [
      ['stale', '/app/security?error=not_proven'],
      ['none', '/app/security'],
    ] as const) {
      await microsoft.control('PATCH', '/settings', { idToken });
      const asked = await confirm('microsoft', as);
      const { url: there } = (await asked.json()) as { url: string };
      const answer = await comeBack(await visit(there), [...cookiesOf(asked), as.cookie].join('; '));
      expect(target(answer)).toBe(to);
    }
    expect((await needsFresh(as)).status).toBe(200);
    await expectProblem(await confirm('google', as), 'not_found');
  });
});

it('nobody is sent to a vendor by a page of somebody else', async () => {
  const answer = await api.app.request('/api/auth/sign-in/vendor', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'https://evil.example', Cookie: 'a=b' },
    body: JSON.stringify({ vendor: 'google', locale: 'en', timeZone: 'UTC' }),
  });
  await expectProblem(answer, 'forbidden');
});
