import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notifications } from '#db/schema/notification.ts';
import { schedules } from '#db/schema/schedule.ts';
import { invitations, memberProfiles, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestTenant } from '#db/testing/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { sealInvitation } from '#services/invitation/invitation-token.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, password, publicUrl, type SignedIn, send, signIn } from './testing/harness.ts';
import { addUnproven } from './testing/unproven.ts';

let api: Api;
/** An organisation of the stranger's, to be invited into. */
let other: TestTenant;
beforeAll(async () => {
  api = await openApi({ databaseUrls: testDatabase(), hosts: 4 });
  other = await createTestTenant(api.db, { hosts: 1 });
  await Promise.all(
    (['owner', 'admin', 'host', 'viewer'] as const).map((role, index) => setRole(index, role)),
  );
});
afterAll(() => api.close());

const hostAt = (index: number) => {
  const [host, login] = [api.tenant.hosts[index], api.logins[index]];
  if (host === undefined || login === undefined) throw new Error('nobody is there');
  return { host, login };
};
const setRole = (index: number, role: MemberRole) =>
  withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .update(members)
      .set({ role })
      .where(eq(members.id, hostAt(index).host.id)),
  );
const newEmail = (): string => `new-${randomUUID()}@example.com`;
const strong = 'four plain words together';

type Invitation = { id: string; email: string; role: MemberRole; isExpired: boolean; expiresAt: string };
const invite = (as: SignedIn, body: { email: string; role: MemberRole }): Promise<Response> =>
  send(api, 'POST', '/api/v1/invitations', { as, body, headers: { 'Idempotency-Key': randomUUID() } });
const invited = async (email: string, role: MemberRole = 'host'): Promise<Invitation> => {
  const answer = await invite(hostAt(0).login, { email, role });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Invitation;
};
const tokenOf = (invitationId: string, version = 1, tenantId = api.tenant.tenantId): string =>
  sealInvitation(api.deps.signer, { tenantId, invitationId, version });
const open = (token: string, as?: SignedIn) =>
  send(api, 'POST', '/api/v1/invitations/open', { as, body: { token } });
const zone = { timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' };
const accept = (as: SignedIn | undefined, token: string) =>
  send(api, 'POST', '/api/v1/invitations/accept', { as, body: { token, ...zone } });
const join = (token: string, more: object = {}) =>
  send(api, 'POST', '/api/v1/invitations/join', {
    body: { token, name: 'Lê Thị Mai', password: strong, ...zone, ...more },
  });
const sendAgain = (id: string, as = hostAt(0).login) =>
  send(api, 'POST', `/api/v1/invitations/${id}/send-again`, {
    as,
    body: {},
    headers: { 'Idempotency-Key': randomUUID() },
  });
const withdraw = (id: string) => send(api, 'DELETE', `/api/v1/invitations/${id}`, { as: hostAt(0).login });
const memberBy = async (email: string, tenantId = api.tenant.tenantId) =>
  withTenant(api.db, tenantId, (tx) =>
    tx
      .select()
      .from(memberProfiles)
      .where(and(eq(memberProfiles.tenantId, tenantId), eq(memberProfiles.email, email))),
  );
const mailsOf = (id: string) =>
  withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx.select().from(notifications).where(eq(notifications.subjectId, id)).orderBy(notifications.revision),
  );
const expire = (id: string) =>
  withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .update(invitations)
      .set({ expiresAt: Date.now() - 1_000 })
      .where(eq(invitations.id, id)),
  );
const reasonOf = async (answer: Response): Promise<string | undefined> =>
  (await expectProblem(answer, 'link_expired')).reason;

describe('who invites', () => {
  it('gives no role above their own, and none without the permission', async () => {
    const problem = await expectProblem(
      await invite(hostAt(1).login, { email: newEmail(), role: 'owner' }),
      'forbidden',
    );
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/role']);
    expect((await invite(hostAt(1).login, { email: newEmail(), role: 'admin' })).status).toBe(201);
    for (const index of [2, 3])
      await expectProblem(
        await invite(hostAt(index).login, { email: newEmail(), role: 'viewer' }),
        'forbidden',
      );
  });

  it('owes one mail for each link, in the same transaction', async () => {
    const { id } = await invited(newEmail());
    expect(await mailsOf(id)).toMatchObject([{ template: 'member_invited', state: 'due', revision: 1 }]);
    expect((await sendAgain(id)).status).toBe(200);
    expect(await mailsOf(id)).toMatchObject([
      { state: 'dropped', revision: 1 },
      { state: 'due', revision: 2 },
    ]);
  });

  it('has one invitation open for an address however it is written, and none for a member', async () => {
    const email = newEmail();
    await invited(email);
    const again = await invite(hostAt(0).login, { email: email.toUpperCase(), role: 'viewer' });
    const problem = await expectProblem(again, 'already_invited');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/email']);
    const member = await invite(hostAt(0).login, { email: hostAt(2).host.email, role: 'viewer' });
    expect((await expectProblem(member, 'already_member')).errors?.[0]?.pointer).toBe('/email');
  });

  it('has one invitation when two of them invite the same address at once', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      [0, 1].map((index) => invite(hostAt(index).login, { email, role: 'host' })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  it('does not send an invitation again that gives a role above their own', async () => {
    const { id } = await invited(newEmail(), 'owner');
    await expectProblem(await sendAgain(id, hostAt(1).login), 'forbidden');
  });

  it('sees open ones in pages until they are settled', async () => {
    const { id } = await invited(newEmail());
    const list = async () => {
      const ids: string[] = [];
      let cursor = '';
      do {
        const answer = await send(api, 'GET', `/api/v1/invitations?limit=3${cursor}`, {
          as: hostAt(0).login,
        });
        const page = (await answer.json()) as { items: Invitation[]; nextCursor: string | null };
        ids.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
      } while (cursor !== '');
      return ids;
    };
    expect(await list()).toContain(id);
    expect((await withdraw(id)).status).toBe(204);
    expect((await withdraw(id)).status).toBe(204);
    expect(await list()).not.toContain(id);
    await expectProblem(await sendAgain(id), 'not_found');
  });
});

describe('the link of an invitation', () => {
  it('shows who invites into what, as what and which address', async () => {
    const email = newEmail();
    const { id } = await invited(email, 'viewer');
    const answer = await open(tokenOf(id));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      email,
      role: 'viewer',
      invitedBy: 'Host 0',
      hasAccount: false,
      signedInAs: null,
    });
  });

  it('leads nowhere when it is forged, and does not say whether such an invitation exists', async () => {
    const { id } = await invited(newEmail());
    const forged = [tokenOf(id).slice(0, -2), 'nonsense', '', tokenOf(id, 1, other.tenantId)];
    for (const token of forged) {
      await expectProblem(await open(token), 'not_found');
      await expectProblem(await join(token), 'not_found');
      await expectProblem(await accept(hostAt(0).login, token), 'not_found');
    }
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['withdrawn', withdraw],
    ['expired', expire],
    ['replaced', sendAgain],
    ['accepted', (id) => join(tokenOf(id))],
  ])('leads nowhere once it is %s, and says so', async (reason, end) => {
    const { id } = await invited(newEmail());
    await end(id);
    expect(await reasonOf(await open(tokenOf(id)))).toBe(reason);
    expect(await reasonOf(await join(tokenOf(id)))).toBe(reason);
  });

  it('stands in no log', async () => {
    const { id } = await invited(newEmail());
    await open(tokenOf(id));
    await join(tokenOf(id));
    expect(api.logged()).not.toContain(tokenOf(id).split('.').at(-1));
    expect(api.logged()).not.toContain(strong);
  });
});

describe('somebody without an account', () => {
  it('becomes a member who signs in, with a public name, working hours and a proved address', async () => {
    const email = newEmail();
    const { id } = await invited(email, 'host');
    const answer = await join(tokenOf(id));
    expect(answer.status).toBe(201);
    const [member] = await memberBy(email);
    expect(member).toMatchObject({ role: 'host', isActive: true, timeZone: zone.timeZone, locale: 'vi' });
    expect(member?.username).toMatch(/^le-thi-mai(-\w+)?$/);
    const hours = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select()
        .from(schedules)
        .where(eq(schedules.memberId, member?.id ?? '')),
    );
    expect(hours).toMatchObject([{ isDefault: true, timeZone: zone.timeZone }]);
    const entered = await api.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: strong }),
    });
    expect(entered.status).toBe(200);
    expect(await api.deps.identity.findUser(email)).toBe(member?.userId);
  });

  it('keeps the link when the password is refused', async () => {
    const { id } = await invited(newEmail());
    for (const weak of ['short', 'password123', 'Lê Thị Mai 1'])
      await expectProblem(await join(tokenOf(id), { password: weak }), 'invalid_request');
    expect((await join(tokenOf(id))).status).toBe(201);
  });

  it('comes in once, also when the link is used twice at once', async () => {
    const email = newEmail();
    const { id } = await invited(email);
    const answers = await Promise.all([join(tokenOf(id)), join(tokenOf(id), { name: 'Somebody else' })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 410]);
    expect(await memberBy(email)).toHaveLength(1);
  });

  it('is not let in by an identity that somebody else made for the address before', async () => {
    const email = newEmail();
    await addUnproven(api.deps, { email, password: 'an other plain sentence' });
    const { id } = await invited(email);
    expect((await join(tokenOf(id))).status).toBe(201);
    const squatter = await api.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: 'an other plain sentence' }),
    });
    expect(squatter.status).toBe(401);
  });
});

describe('somebody with an account', () => {
  const withAccount = async (): Promise<{ email: string; login: SignedIn; userId: string }> => {
    const email = newEmail();
    const { userId } = await api.deps.identity.createUser({ email, name: 'An Nguyen', password });
    return { email, userId, login: await signIn(api.app, email) };
  };

  it('signs in, accepts and acts in that organisation from then on', async () => {
    const { email, login } = await withAccount();
    const { id } = await invited(email, 'viewer');
    expect(await (await open(tokenOf(id), login)).json()).toMatchObject({
      hasAccount: true,
      signedInAs: email,
    });
    await expectProblem(await accept(undefined, tokenOf(id)), 'unauthenticated');
    expect((await accept(login, tokenOf(id))).status).toBe(200);
    const me = await (await send(api, 'GET', '/api/v1/me', { as: login })).json();
    expect(me).toMatchObject({ email, member: { role: 'viewer' }, tenant: { id: api.tenant.tenantId } });
  });

  it('is a member of a second organisation, and sees both', async () => {
    const stranger = api.strangerLogin;
    const [person] = await memberBy(api.stranger.hosts[0]?.email ?? '', api.stranger.tenantId);
    const account = stranger.email;
    const { id } = await invited(account, 'host');
    expect((await accept(stranger, tokenOf(id))).status).toBe(200);
    const me = (await (await send(api, 'GET', '/api/v1/me', { as: stranger })).json()) as {
      tenant: { id: string };
      memberships: { tenant: { id: string } }[];
    };
    expect(me.tenant.id).toBe(api.tenant.tenantId);
    expect(me.memberships.map(({ tenant }) => tenant.id).toSorted()).toEqual(
      [api.tenant.tenantId, api.stranger.tenantId].toSorted(),
    );
    const [here] = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select()
        .from(memberProfiles)
        .where(eq(memberProfiles.personId, person?.personId ?? '')),
    );
    expect(here).toMatchObject({ role: 'host', isActive: true });
  });

  it('does not let anybody else use an invitation that was forwarded', async () => {
    const [{ email }, somebody] = [await withAccount(), await withAccount()];
    const { id } = await invited(email);
    expect(await (await open(tokenOf(id), somebody.login)).json()).toMatchObject({
      email,
      signedInAs: somebody.email,
    });
    await expectProblem(await accept(somebody.login, tokenOf(id)), 'wrong_account');
    await expectProblem(await join(tokenOf(id)), 'account_exists');
    expect(await memberBy(email)).toEqual([]);
  });

  it('is not made a member by a page of somebody else', async () => {
    const { email, login } = await withAccount();
    const { id } = await invited(email);
    const answer = await send(api, 'POST', '/api/v1/invitations/accept', {
      headers: { cookie: login.cookie, origin: 'https://evil.example' },
      body: { token: tokenOf(id), ...zone },
    });
    await expectProblem(answer, 'forbidden');
    const own = await send(api, 'POST', '/api/v1/invitations/accept', {
      headers: { cookie: login.cookie, origin: publicUrl },
      body: { token: tokenOf(id), ...zone },
    });
    expect(own.status).toBe(200);
  });
});
