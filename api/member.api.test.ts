import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { memberProfiles, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { type MemberRole, memberRoles } from '#domain/member/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { expectProblem } from './testing/battery.ts';
import { type Api, openApi, type SignedIn, send } from './testing/harness.ts';

const api: Api = await openApi({ databaseUrls: testDatabase(), hosts: memberRoles.length });
afterAll(() => api.close());

const places = { owner: 0, admin: 1, host: 2, viewer: 3 } as const;
const idOf = (who: MemberRole): string => api.tenant.hosts[places[who]]?.id ?? '';
const as = (who: MemberRole): SignedIn => {
  const login = api.logins[places[who]];
  if (login === undefined) throw new Error(`nobody is the ${who}`);
  return login;
};
const setMember = (who: MemberRole, values: Partial<typeof members.$inferInsert>) =>
  withTenant(api.db, api.tenant.tenantId, (tx) =>
    tx
      .update(members)
      .set(values)
      .where(eq(members.id, idOf(who))),
  );
const roleOf = async (who: MemberRole): Promise<MemberRole | undefined> =>
  (
    await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select({ role: memberProfiles.role })
        .from(memberProfiles)
        .where(eq(memberProfiles.id, idOf(who))),
    )
  )[0]?.role;

beforeEach(async () => {
  for (const role of memberRoles) await setMember(role, { role, isActive: true, removedAt: null });
});

const changeRole = (by: MemberRole, of: MemberRole, role: MemberRole) =>
  send(api, 'PUT', `/api/v1/members/${idOf(of)}/role`, { as: as(by), body: { role } });

describe('the role of a member', () => {
  it('counts from their next request on, and is recorded', async () => {
    expect((await changeRole('admin', 'host', 'viewer')).status).toBe(200);
    const schedule = { name: 'Hours', timeZone: 'UTC', weekly: [] };
    const add = () =>
      send(api, 'POST', '/api/v1/schedules', {
        as: as('host'),
        body: schedule,
        headers: { 'Idempotency-Key': crypto.randomUUID() },
      });
    await expectProblem(await add(), 'forbidden');
    await changeRole('admin', 'host', 'host');
    expect((await add()).status).toBe(201);
    const entries = await withTenant(api.db, api.tenant.tenantId, (tx) =>
      tx
        .select({ before: auditLog.before, after: auditLog.after, actorId: auditLog.actorId })
        .from(auditLog)
        .where(and(eq(auditLog.action, 'member.change_role'), eq(auditLog.targetId, idOf('host'))))
        .orderBy(auditLog.id),
    );
    expect(entries[0]).toEqual({
      before: { role: 'host' },
      after: { role: 'viewer' },
      actorId: idOf('admin'),
    });
  });

  it('is none above the one of whoever gives it, and nobody changes somebody above them', async () => {
    const problem = await expectProblem(await changeRole('admin', 'host', 'owner'), 'forbidden');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/role']);
    await expectProblem(await changeRole('admin', 'owner', 'viewer'), 'forbidden');
    await expectProblem(await changeRole('admin', 'admin', 'owner'), 'forbidden');
    for (const by of ['host', 'viewer'] as const)
      await expectProblem(await changeRole(by, 'viewer', 'host'), 'forbidden');
    expect([await roleOf('owner'), await roleOf('admin'), await roleOf('host')]).toEqual([
      'owner',
      'admin',
      'host',
    ]);
  });

  it('stays that of the last owner, whoever else was one', async () => {
    await expectProblem(await changeRole('owner', 'owner', 'admin'), 'last_owner');
    await setMember('viewer', { role: 'owner', isActive: false });
    await expectProblem(await changeRole('owner', 'owner', 'admin'), 'last_owner');
    await setMember('admin', { role: 'owner' });
    expect((await changeRole('owner', 'owner', 'admin')).status).toBe(200);
  });

  it('leaves one owner when two lower each other at once', async () => {
    await setMember('admin', { role: 'owner' });
    const answers = await Promise.all([
      changeRole('owner', 'admin', 'viewer'),
      changeRole('admin', 'owner', 'viewer'),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const roles = [await roleOf('owner'), await roleOf('admin')];
    expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
  });
});

describe('the list of members', () => {
  it('has those who are deactivated only if asked for', async () => {
    await setMember('host', { isActive: false });
    const list = async (query: string) => {
      const answer = await send(api, 'GET', `/api/v1/members?limit=50${query}`, { as: as('viewer') });
      const page = (await answer.json()) as { items: { id: string; role: string; isActive: boolean }[] };
      return page.items;
    };
    expect((await list('')).map(({ id }) => id)).not.toContain(idOf('host'));
    expect(await list('&deactivated=include')).toContainEqual(
      expect.objectContaining({ id: idOf('host'), role: 'host', isActive: false }),
    );
    await setMember('host', { removedAt: Date.now() });
    expect((await list('&deactivated=include')).map(({ id }) => id)).not.toContain(idOf('host'));
  });
});
