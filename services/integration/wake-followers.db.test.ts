import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { calendars } from '#db/schema/calendar.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { createTestTenant } from '#db/testing/tenant.ts';
import { wakeupVersion } from '#db/wakeups.ts';
import type { FollowerKind } from '#domain/follower.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { lookAtCalendar } from '#services/calendar/look-at-calendar.ts';
import { markNeedsReconnection } from '#services/calendar/mark-needs-reconnection.ts';
import { hintCalendar } from '#services/calendar/push-channels.ts';
import type { ServiceContext } from '#services/context.ts';
import { lookAtNotifications } from '#services/notification/look-at-notifications.ts';
import { createSecretBox } from '#services/secrets.ts';
import { loadCredentials } from './credentials.ts';
import { disconnectIntegration } from './disconnect-integration.ts';
import { syncIntegration } from './sync-integration.ts';

let db: Database;
const box = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
const now = Date.UTC(2027, 2, 1, 8);

beforeAll(() => {
  db = openDatabase(testDatabase().appUrl, { poolSize: 4 });
});
afterAll(() => closeDatabase(db));

/** A host of a tenant of their own with one connected calendar, and the means to connect it again. */
const connected = async () => {
  const { tenantId, hosts } = await createTestTenant(db);
  const clock = { now };
  const ctx: ServiceContext = {
    db,
    tenantId,
    actor: {
      kind: 'member',
      memberId: hosts[0]?.id ?? '',
      userId: hosts[0]?.userId ?? '',
      role: 'host',
      name: 'Host',
    },
    now: () => clock.now,
    newId,
  };
  const connect = async () => {
    clock.now += 1;
    const { integrationId } = await connectCalendars(ctx, box, {
      vendor: 'google',
      auth: 'oauth',
      account: { externalAccountId: 'a', label: 'a@example.com' },
      credentials: { accessToken: 't' },
      calendars: [
        {
          externalId: 'main',
          name: 'main',
          timeZone: 'UTC',
          isPrimary: true,
          canWrite: true,
          makesMeetings: true,
        },
      ],
    });
    return integrationId;
  };
  const integrationId = await connect();
  const [calendar] = await withTenant(db, tenantId, (tx) =>
    tx.select({ id: calendars.id }).from(calendars).where(eq(calendars.integrationId, integrationId)),
  );
  return { ctx, tenantId, integrationId, calendarId: calendar?.id ?? '', connect };
};

const versionOf = (tenantId: string, kind: FollowerKind, subjectId: string) =>
  withTenant(db, tenantId, (tx) => wakeupVersion(tx, { tenantId, kind, subjectId }));

const loseGrant = async (key: { tenantId: string; integrationId: string }): Promise<void> => {
  const { connectedAt } = await loadCredentials(db, box, key);
  for (let round = 0; round < 3; round += 1) await markNeedsReconnection(db, { ...key, connectedAt });
};

describe('a grant that is lost', () => {
  test('is told to its owner once, and once more when the next one is lost', async () => {
    const { tenantId, integrationId, connect } = await connected();
    const told = () =>
      withTenant(db, tenantId, (tx) =>
        tx.$count(
          notifications,
          and(eq(notifications.subjectKind, 'integration'), eq(notifications.subjectId, integrationId)),
        ),
      );
    await loseGrant({ tenantId, integrationId });
    expect(await told()).toBe(1);
    await connect();
    await loseGrant({ tenantId, integrationId });
    expect(await told()).toBe(2);
  });

  test('wakes the follower that tells it, which finds what is due and ends when nothing is', async () => {
    const { tenantId, integrationId } = await connected();
    const subject = { tenantId, subjectId: integrationId };
    expect(await lookAtNotifications(db, subject)).toBeNull();
    await loseGrant({ tenantId, integrationId });
    expect(await versionOf(tenantId, 'notify', integrationId)).toBeGreaterThan(0);
    const seen = await lookAtNotifications(db, subject);
    expect(seen?.notifyAt).toBeLessThanOrEqual(Date.now() + 1_000);
    await withTenant(db, tenantId, (tx) =>
      tx.update(notifications).set({ state: 'done' }).where(eq(notifications.subjectId, integrationId)),
    );
    expect(await lookAtNotifications(db, subject)).toBeNull();
    expect(await versionOf(tenantId, 'notify', integrationId)).toBe(0);
  });
});

describe("a calendar's follower", () => {
  test('is woken when its calendar is connected, hinted at, asked for and disconnected', async () => {
    const { ctx, tenantId, integrationId, calendarId } = await connected();
    const version = () => versionOf(tenantId, 'calendar', calendarId);
    let before = await version();
    expect(before).toBeGreaterThan(0);
    for (const change of [
      () => withTenant(db, tenantId, (tx) => hintCalendar(tx, { tenantId, calendarId })),
      () => syncIntegration(ctx, integrationId),
      () => disconnectIntegration(ctx, integrationId),
    ]) {
      await change();
      expect(await version()).toBeGreaterThan(before);
      before = await version();
    }
  });

  test('sees whether its calendar is wanted, and is called again when it has not looked by then', async () => {
    const { ctx, tenantId, integrationId, calendarId } = await connected();
    const look = (until: number | null) => lookAtCalendar(db, { tenantId, calendarId, now, until });
    expect(await look(now + 60_000)).toMatchObject({ integrationId, isWanted: true, connectedAt: now + 1 });
    expect(await versionOf(tenantId, 'calendar', calendarId)).toBeGreaterThan(0);
    await loseGrant({ tenantId, integrationId });
    expect(await look(now)).toMatchObject({ isWanted: true });
    await disconnectIntegration(ctx, integrationId);
    expect(await look(null)).toMatchObject({ isWanted: false });
    expect(await versionOf(tenantId, 'calendar', calendarId)).toBe(0);
  });

  test('of a calendar that does not exist has nothing to follow', async () => {
    const { tenantId } = await connected();
    const unknown = { tenantId, calendarId: 'cal_unknown', now, until: now };
    expect(await lookAtCalendar(db, unknown)).toBeNull();
    expect(await versionOf(tenantId, 'calendar', 'cal_unknown')).toBe(0);
  });
});
