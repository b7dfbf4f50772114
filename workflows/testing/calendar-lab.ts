import { createHash, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { calendars, events, pushChannels } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { timeBlocks } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { loadBooking } from '#services/booking/read/load-booking.ts';
import { bookAsGuest, guestDetails } from '#services/booking/testing/requests.ts';
import { connectCalendars } from '#services/calendar/connect-calendars.ts';
import { considerRead } from '#services/calendar/testing/accounts.ts';
import { disconnectIntegration } from '#services/integration/disconnect-integration.ts';
import { syncIntegration } from '#services/integration/sync-integration.ts';
import { contextOf, type Lab, labSecrets } from './harness.ts';

export const hourMs = 3_600_000;
const redirectUri = 'http://127.0.0.1/callback';

export type FollowedCalendar = { integrationId: string; calendarId: string; primary: string };

/** What the API does for the owner of a calendar. */
const createOwner = (lab: Lab, vendor: CalendarHarness) => {
  const { tenantId } = lab.tenant;
  const memberOf = (index: number) => {
    const host = lab.tenant.hosts[index];
    if (host === undefined) throw new Error('the tenant has no such host');
    const { id: memberId, userId } = host;
    return { kind: 'member' as const, memberId, userId, role: 'owner' as const, name: 'Host' };
  };
  const handleOf = (calendarId: string) => lab.env.client.workflow.getHandle(`calendar/${calendarId}`);

  /** Connects an account of the vendor for a host. */
  const connect = async (hostIndex = 0, person = vendor.people[0]): Promise<FollowedCalendar> => {
    const verifier = randomBytes(48).toString('base64url');
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    const back = await vendor.consent(
      vendor.provider.auth.authorizationUrl({ state: 's', codeChallenge, redirectUri, loginHint: person }),
      { allow: true },
    );
    const { credentials, account } = await vendor.provider.auth.exchangeCode({
      code: back.searchParams.get('code') ?? '',
      codeVerifier: verifier,
      redirectUri,
    });
    const found = await vendor.provider.open(credentials, async () => undefined).listCalendars();
    const { integrationId, selected } = await connectCalendars(
      await contextOf(lab, memberOf(hostIndex)),
      labSecrets,
      {
        vendor: vendor.provider.vendor,
        auth: vendor.provider.auth.kind,
        account,
        credentials,
        calendars: found,
      },
    );
    const primary = found.find((calendar) => calendar.isPrimary)?.externalId ?? '';
    return { integrationId, calendarId: selected[0] ?? '', primary };
  };

  /** Has the calendar looked at now; resolves once what was there when it was asked is stored. */
  const syncNow = async (target: FollowedCalendar, hostIndex = 0): Promise<void> => {
    const asked = await lab.env.currentTimeMs();
    await syncIntegration(await contextOf(lab, memberOf(hostIndex)), target.integrationId);
    await lab.called();
    await expect.poll(() => syncedAt(lab, target.calendarId)).toBeGreaterThanOrEqual(asked);
  };

  /** Its owner's calendars count as read, where no follower reads them. */
  const markRead = async (): Promise<void> =>
    considerRead(lab.db, { tenantId, now: await lab.env.currentTimeMs() });

  /** A hint, as the vendor's pushes bring it: nobody waits for what comes of it. */
  const hint = (target: FollowedCalendar): Promise<void> =>
    lab.call({ tenantId, kind: 'calendar', subjectId: target.calendarId });

  const beginToDisconnect = async (target: FollowedCalendar, hostIndex = 0): Promise<void> => {
    await disconnectIntegration(await contextOf(lab, memberOf(hostIndex)), target.integrationId);
    await lab.called();
  };

  const disconnect = async (target: FollowedCalendar, hostIndex = 0): Promise<void> => {
    await beginToDisconnect(target, hostIndex);
    await lab.ended(`calendar/${target.calendarId}`);
  };

  return { connect, markRead, handleOf, syncNow, hint, beginToDisconnect, disconnect };
};

/** When the last pass that came to its end began. */
const syncedAt = async (lab: Lab, calendarId: string): Promise<number | null> => {
  const [row] = await withTenant(lab.db, lab.tenant.tenantId, (tx) =>
    tx.select({ at: calendars.lastSyncedAt }).from(calendars).where(eq(calendars.id, calendarId)),
  );
  return row?.at ?? null;
};

const createLook = (lab: Lab) => {
  const { tenantId } = lab.tenant;
  const stored = async (calendarId: string) =>
    withTenant(lab.db, tenantId, async (tx) => {
      const [calendar] = await tx.select().from(calendars).where(eq(calendars.id, calendarId));
      const held = await tx.select().from(events).where(eq(events.calendarId, calendarId));
      const blocks = await tx
        .select()
        .from(timeBlocks)
        .where(and(eq(timeBlocks.kind, 'external'), eq(timeBlocks.memberId, calendar?.memberId ?? '')));
      const channels = await tx.select().from(pushChannels).where(eq(pushChannels.calendarId, calendarId));
      const [integration] = await tx
        .select()
        .from(integrations)
        .where(eq(integrations.id, calendar?.integrationId ?? ''));
      return { calendar, events: held, blocks, channels, integration };
    });

  const bookingOf = (bookingId: string) =>
    withTenant(lab.db, tenantId, (tx) => loadBooking(tx, tenantId, bookingId));

  /** So many days from now, behind the weeks in which the people of the calendars have events of their own, at an hour without any. */
  const inDays = async (days: number): Promise<number> => {
    const dayMs = 24 * hourMs;
    return Math.floor((await lab.env.currentTimeMs()) / dayMs) * dayMs + (days + 14) * dayMs + 20 * hourMs;
  };

  return { stored, bookingOf, inDays };
};

/** Books as a guest. */
const createBooker = (lab: Lab) => {
  const { tenantId } = lab.tenant;
  const book = async (linkId: string, start: number, details = guestDetails()): Promise<string> => {
    const now = await lab.env.currentTimeMs();
    const bookingId = await bookAsGuest(lab.db, { tenantId, now }, { linkId, start, details });
    await lab.called();
    return bookingId;
  };
  return { book };
};

/** People around a connected calendar, over a lab and one vendor. */
export const createCalendarLab = (lab: Lab, vendor: CalendarHarness) => ({
  ...createOwner(lab, vendor),
  ...createLook(lab),
  ...createBooker(lab),
});

export type CalendarLab = ReturnType<typeof createCalendarLab>;
