import { randomBytes } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { sessions, users } from '#db/schema/auth.ts';
import { bookings } from '#db/schema/booking.ts';
import { supportViews } from '#db/schema/installation.ts';
import { deliveries, notifications } from '#db/schema/notification.ts';
import { accountDeletions, persons } from '#db/schema/person.ts';
import { apiKeys, departures, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestLink, createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import { lastOwnerRetryMs, settlingLookMs } from '#domain/account-deletion/follow.ts';
import { graceDays } from '#domain/account-deletion/types.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { changeHandle } from '#services/account/change-handle.ts';
import { findHandle } from '#services/account/find-handle.ts';
import { bookAsGuest, contextAt, refusalOf } from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import type { ServiceContext } from '#services/context.ts';
import { finishDeparture, settleDeparture } from '#services/departure/follow-departure.ts';
import { askExport } from '#services/export/ask-export.ts';
import { writeExport } from '#services/export/follow-export.ts';
import { inviteMember } from '#services/invitation/invite-member.ts';
import { createSecretBox } from '#services/secrets.ts';
import { askAccountDeletion } from './ask-deletion.ts';
import { callOffAccountDeletion } from './call-off-deletion.ts';
import { eraseAccount, leaveOrganisations, lookAtAccountDeletion } from './follow-deletion.ts';
import { previewDeletion, readDeletion } from './read-deletion.ts';

const now = Date.UTC(2027, 2, 1, 8);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const due = now + graceDays * dayMs;
const secrets = createSecretBox([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

let db: Database;
let authDb: Database;
let tenant: TestTenant;
/** A second organisation of the person who goes. */
let other: TestTenant;

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
  authDb = openDatabase(testDatabase().authUrl, { poolSize: 1 });
});
afterAll(() => Promise.all([closeDatabase(db), closeDatabase(authDb)]));
beforeEach(async () => {
  tenant = await createTestTenant(db, { hosts: 3 });
  const [, leaver] = tenant.hosts;
  other = await createTestTenant(db, { hosts: 2 });
  if (leaver === undefined) throw new Error('nobody is there');
  await withTenant(db, other.tenantId, async (tx) => {
    await tx.execute(sql`set constraints all deferred`);
    await tx.insert(members).values({
      tenantId: other.tenantId,
      id: otherMemberId(),
      personId: leaver.personId,
      role: 'host',
    });
    await tx.execute(
      sql`insert into handles (name, tenant_id, member_id) values (${`h-${otherMemberId().slice(-12)}`}, ${other.tenantId}, ${otherMemberId()})`,
    );
  });
});

const ids = new Map<string, string>();
const otherMemberId = (): string => {
  const known = ids.get(other.tenantId) ?? newId('member');
  ids.set(other.tenantId, known);
  return known;
};

const host = (index: number): TestHost => {
  const found = tenant.hosts[index];
  if (found === undefined) throw new Error('nobody is there');
  return found;
};
const as = (index: number, role: 'owner' | 'host', at = now): ServiceContext => {
  const { id: memberId, userId } = host(index);
  const actor = { kind: 'member', memberId, userId, role, name: '' } as const;
  return contextAt(db, { tenantId: tenant.tenantId, now: at }, { actor });
};
const leaver = (at = now) => as(1, 'host', at);
const ask = () => askAccountDeletion(leaver(), { email: host(1).email, plan: 'reassign' });
const inputOf = (deletionId: string, at: number) => ({ tenantId: tenant.tenantId, deletionId, now: at });
const rowOf = async (id: string) =>
  (
    await withTenant(db, tenant.tenantId, (tx) =>
      tx.select().from(accountDeletions).where(eq(accountDeletions.id, id)),
    )
  )[0];

/** The roles of who is an active member. */
const rolesIn = async ({ tenantId }: TestTenant): Promise<string[]> => {
  const rows = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true))),
  );
  return rows.map(({ role }) => role).toSorted();
};

/** What the followers of departures do. */
const settleDepartures = async (at: number): Promise<void> => {
  for (const { tenantId } of [tenant, other]) {
    const open = await withTenant(db, tenantId, (tx) =>
      tx.select({ id: departures.id }).from(departures).where(eq(departures.tenantId, tenantId)),
    );
    for (const { id: departureId } of open) {
      await settleDeparture(db, { tenantId, departureId, now: at });
      await finishDeparture(db, { tenantId, departureId, now: at });
    }
  }
};

const goThrough = async (id: string): Promise<void> => {
  await leaveOrganisations(db, inputOf(id, due));
  await settleDepartures(due + 2 * hourMs);
  await eraseAccount(db, inputOf(id, due + 3 * hourMs));
};

/** Every row of every table that tenants see, as text, in which one of the texts stands. */
const tracesOf = async (texts: readonly string[]): Promise<string[]> => {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege(c.oid, 'select') order by 1`);
  const found: string[] = [];
  for (const { tenantId } of [tenant, other])
    for (const { name } of tables)
      for (const text of texts) {
        const count = await withTenant(db, tenantId, async (tx) => {
          const { rows } = await tx.execute<{ count: number }>(sql`
            select count(*)::int as count from ${sql.identifier(name)} t where strpos(lower(t::text), lower(${text})) > 0`);
          return rows[0]?.count ?? 0;
        });
        if (count > 0) found.push(`${name}: ${text}`);
      }
  return found;
};

describe('an account that is to be deleted', () => {
  test('is asked for by typing its address, once, and can be called off until the time has come', async () => {
    expect(
      await refusalOf(askAccountDeletion(leaver(), { email: 'somebody@example.com', plan: 'cancel' })),
    ).toBe('invalid_request');
    const asked = await ask();
    expect(asked).toMatchObject({ state: 'grace', dueAt: new Date(due).toISOString() });
    const again = await askAccountDeletion(leaver(), { email: host(1).email, plan: 'cancel' });
    expect(again).toEqual({ ...asked, plan: 'cancel' });
    expect((await readDeletion(leaver())).deletion).toEqual(again);
    await leaveOrganisations(db, inputOf(asked.id, due - 1));
    expect(await rowOf(asked.id)).toMatchObject({ state: 'grace' });
    await callOffAccountDeletion(leaver(due - 1));
    expect(await refusalOf(callOffAccountDeletion(leaver(due - 1)))).toBe('not_found');
    await goThrough(asked.id);
    expect(await rowOf(asked.id)).toMatchObject({ state: 'called_off' });
    expect((await readDeletion(leaver())).deletion).toBeNull();
    expect(await refusalOf(ask())).toBeNull();
  });

  test('is refused to a last owner, who sees of which organisation, and waits for one who has become it', async () => {
    const owner = askAccountDeletion(as(0, 'owner'), { email: host(0).email, plan: 'cancel' });
    expect(await refusalOf(owner)).toBe('last_owner');
    expect((await previewDeletion(as(0, 'owner'))).organisations).toMatchObject([
      { id: tenant.tenantId, isLastOwner: true },
    ]);
    const { id } = await ask();
    const theirs = and(eq(members.tenantId, tenant.tenantId), inArray(members.id, [host(0).id, host(1).id]));
    await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .update(members)
        .set({ role: sql`case when id = ${host(1).id} then 'owner' else 'host' end` })
        .where(theirs),
    );
    await leaveOrganisations(db, inputOf(id, due));
    expect(await rowOf(id)).toMatchObject({
      state: 'grace',
      failure: 'last_owner',
      tryAt: due + lastOwnerRetryMs,
    });
    // They have left no other organisation either.
    expect(await rolesIn(other)).toEqual(['host', 'host', 'owner']);
    await callOffAccountDeletion(as(1, 'owner', due));
  });

  test('leaves every organisation with its bookings settled before anything is erased', async () => {
    const shared = await createTestLink(db, tenant, {
      hosts: [host(1), host(2)],
      kind: 'round_robin',
      // The first of them has the booking, until they leave.
      assignment: { strategy: 'priority', namedHostId: null, weights: {} },
      reminderMinutes: [],
    });
    const own = await createTestLink(db, tenant, { hosts: [host(1)], reminderMinutes: [] });
    const start = due + 10 * dayMs;
    const at = { tenantId: tenant.tenantId, now };
    const [given, lost] = [
      await bookAsGuest(db, at, { linkId: shared.id, start }),
      await bookAsGuest(db, at, { linkId: own.id, start: start + 4 * hourMs }),
    ];
    const { id } = await ask();
    expect((await previewDeletion(leaver())).organisations.map((each) => each.bookings)).toEqual([2, 0]);
    await leaveOrganisations(db, inputOf(id, due));
    await eraseAccount(db, inputOf(id, due));
    expect(await rowOf(id)).toMatchObject({ state: 'leaving', tryAt: due + settlingLookMs });
    await settleDepartures(due + 2 * hourMs);
    await eraseAccount(db, inputOf(id, due + 3 * hourMs));
    expect(await rowOf(id)).toMatchObject({ state: 'erased' });
    expect(await lookAtAccountDeletion(db, inputOf(id, due + 3 * hourMs))).toMatchObject({ state: 'erased' });
    const statuses = await withTenant(db, tenant.tenantId, (tx) =>
      tx
        .select({ id: bookings.id, status: bookings.status })
        .from(bookings)
        .where(inArray(bookings.id, [given, lost])),
    );
    expect(new Map(statuses.map((row) => [row.id, row.status]))).toEqual(
      new Map([
        [given, 'confirmed'],
        [lost, 'cancelled'],
      ]),
    );
  });
});

test('nothing that names the person is left in any table of any of their organisations, and their address is free', async () => {
  const canary = `canary${randomBytes(8).toString('hex')}`;
  const email = `${canary}@example.com`;
  const { personId, id: memberId, userId } = host(1);
  await authDb.insert(users).values({ id: userId, name: canary, email, emailVerified: true });
  await authDb.insert(sessions).values({
    id: newId('signIn'),
    userId,
    token: canary,
    expiresAt: new Date(due),
  });
  await withTenant(db, tenant.tenantId, async (tx) => {
    await tx
      .update(persons)
      .set({ name: `Linh ${canary}`, email })
      .where(eq(persons.id, personId));
    await tx
      .update(members)
      .set({ bio: `I am ${canary}` })
      .where(eq(members.id, memberId));
    await tx.insert(apiKeys).values({
      tenantId: tenant.tenantId,
      id: newId('apiKey'),
      memberId,
      name: canary,
      scopes: ['links.read'],
      keyHash: randomBytes(8).toString('hex'),
      createdBy: memberId,
      createdAt: now,
    });
    const notificationId = newId('notification');
    const subject = { subjectKind: 'booking', subjectId: newId('booking') } as const;
    await tx.insert(notifications).values({
      tenantId: tenant.tenantId,
      id: notificationId,
      ...subject,
      template: 'booking_confirmed',
      key: canary.slice(6),
      state: 'done',
      dueAt: now,
    });
    const mail = { from: { name: `Linh ${canary}`, email }, to: { name: 'An', email: 'an@example.com' } };
    await tx.insert(deliveries).values({
      tenantId: tenant.tenantId,
      id: newId('delivery'),
      notificationId,
      channel: 'email',
      recipient: 'guest',
      address: 'an@example.com',
      content: { ...mail, subject: `With ${canary}`, html: '', text: '' },
      state: 'delivered',
    });
    await tx.insert(deliveries).values({
      tenantId: tenant.tenantId,
      id: newId('delivery'),
      notificationId,
      channel: 'email',
      recipient: memberId,
      address: email,
      content: { ...mail, subject: 'Booked', html: '', text: '' },
      state: 'queued',
    });
  });
  const viewId = newId('supportView');
  await withTenant(db, other.tenantId, async (tx) => {
    const of = { tenantId: other.tenantId, id: viewId, userId, signInId: newId('signIn') };
    await tx
      .insert(supportViews)
      .values({ ...of, reason: 'They asked', startedAt: now, endsAt: due + dayMs });
    await tx.insert(notifications).values({
      tenantId: other.tenantId,
      id: newId('notification'),
      subjectKind: 'tenant',
      subjectId: other.tenantId,
      template: 'support_view_entered',
      key: viewId,
      details: { support: { userId, email, reason: 'They asked', endsAt: due + dayMs } },
      state: 'done',
      dueAt: now,
    });
  });
  await changeHandle(leaver(), canary);
  await changeHandle(leaver(), `${canary}-2`);
  await inviteMember(contextAt(db, { tenantId: other.tenantId, now }, { actor: ownerOfOther() }), {
    email,
    role: 'host',
  }).catch(() => undefined);
  await connectCalendars(leaver(), secrets, {
    vendor: 'google',
    auth: 'oauth',
    account: { externalAccountId: `account-${canary}`, label: email },
    credentials: { token: canary },
    calendars: [
      {
        externalId: email,
        name: canary,
        timeZone: 'UTC',
        isPrimary: true,
        canWrite: true,
        makesMeetings: false,
      },
    ],
  });
  const exported = await askExport(leaver());
  await writeExport(db, { tenantId: tenant.tenantId, exportId: exported.id, now }, () => undefined);
  expect((await tracesOf([canary])).length).toBeGreaterThan(7);

  const { id } = await askAccountDeletion(leaver(), { email, plan: 'cancel' });
  await goThrough(id);
  // Once more changes nothing.
  await eraseAccount(db, inputOf(id, due + 4 * hourMs));
  expect(await rowOf(id)).toMatchObject({ state: 'erased', failure: null });
  const [view] = await withTenant(db, other.tenantId, (tx) =>
    tx.select().from(supportViews).where(eq(supportViews.id, viewId)),
  );
  expect(view?.ended).toBe('withdrawn');
  expect(await tracesOf([canary])).toEqual([]);
  expect(await findHandle(db, canary)).toBeNull();
  expect(await authDb.select().from(users).where(eq(users.id, userId))).toEqual([]);
  expect(await authDb.select().from(sessions).where(eq(sessions.userId, userId))).toEqual([]);
  await authDb.insert(users).values({ id: newId('user'), name: 'Another', email });
});

const ownerOfOther = () => {
  const [first] = other.hosts;
  return {
    kind: 'member',
    memberId: first?.id ?? '',
    userId: first?.userId ?? '',
    role: 'owner',
    name: '',
  } as const;
};
