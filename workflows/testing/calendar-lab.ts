import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import { bookings, timeBlocks } from '#db/schema/booking.ts';
import { calendars, connections, events, pushChannels } from '#db/schema/connection.ts';
import { withTenant } from '#db/tenant.ts';
import type { CalendarHarness } from '#providers/calendar/contract-harness.ts';
import { saveConnection } from '#services/connection/authorize-connection.ts';
import { beginDisconnect } from '#services/connection/manage-connection.ts';
import type { bookingLifecycle } from '#workflows/booking/booking-lifecycle.workflow.ts';
import type { CommandResult } from '#workflows/booking/messages.ts';
import type { calendarSync } from '#workflows/calendar/calendar-sync.workflow.ts';
import { taskQueues } from '#workflows/policies.ts';
import { contextOf, type Lab, labSecrets, requestOf } from './harness.ts';

export const hourMs = 3_600_000;
const redirectUri = 'http://127.0.0.1/callback';

export type FollowedCalendar = { connectionId: string; calendarId: string; primary: string };

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
    const { connectionId, selected } = await saveConnection(contextOf(lab, memberOf(hostIndex)), labSecrets, {
      vendor: vendor.provider.vendor,
      account,
      credentials,
      calendars: found,
    });
    const primary = found.find((calendar) => calendar.isPrimary)?.externalId ?? '';
    return { connectionId, calendarId: selected[0] ?? '', primary };
  };

  const start = async (target: FollowedCalendar, signal = 'calendarChanged') => {
    await lab.env.client.workflow.signalWithStart<typeof calendarSync>('calendarSync', {
      workflowId: `calendar/${target.calendarId}`,
      taskQueue: taskQueues.sync,
      args: [{ tenantId, calendarId: target.calendarId, connectionId: target.connectionId }],
      signal,
      signalArgs: [],
    });
    return handleOf(target.calendarId);
  };

  const syncNow = (target: FollowedCalendar) =>
    handleOf(target.calendarId).executeUpdate<{ upToDate: boolean }, []>('syncNow', {
      updateId: randomUUID(),
      args: [],
    });

  const beginToDisconnect = async (target: FollowedCalendar, hostIndex = 0): Promise<void> => {
    await beginDisconnect(contextOf(lab, memberOf(hostIndex)), target.connectionId);
    await handleOf(target.calendarId).signal('calendarReleased');
  };

  const disconnect = async (target: FollowedCalendar, hostIndex = 0): Promise<void> => {
    await beginToDisconnect(target, hostIndex);
    await handleOf(target.calendarId).result();
  };

  return { connect, start, syncNow, beginToDisconnect, disconnect };
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
      const [connection] = await tx
        .select()
        .from(connections)
        .where(eq(connections.id, calendar?.connectionId ?? ''));
      return { calendar, events: held, blocks, channels, connection };
    });

  const bookingRow = async (bookingId: string) => {
    const [row] = await withTenant(lab.db, tenantId, (tx) =>
      tx.select().from(bookings).where(eq(bookings.id, bookingId)),
    );
    return row;
  };

  const inDays = async (days: number): Promise<number> =>
    Math.floor((await lab.env.currentTimeMs()) / hourMs) * hourMs + days * 24 * hourMs;

  return { stored, bookingRow, inDays };
};

/** Books as a guest. */
const createBooker = (lab: Lab) => {
  const { tenantId } = lab.tenant;
  const claim = async (linkId: string, at: number): Promise<string> => {
    const { bookingId, requestId } = await requestOf(lab, {
      kind: 'claim',
      linkId,
      start: at,
      durationMinutes: 30,
      timeZone: 'UTC',
      locale: 'en',
      guest: { name: 'An', email: 'an@example.com' },
      answers: {},
    });
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof bookingLifecycle>(
      'bookingLifecycle',
      {
        workflowId: `booking/${bookingId}`,
        taskQueue: taskQueues.bookings,
        args: [{ tenantId, bookingId, claimRequestId: requestId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      },
    );
    await lab.env.client.workflow.executeUpdateWithStart<typeof bookingLifecycle, CommandResult, []>(
      'claim',
      { startWorkflowOperation, updateId: requestId },
    );
    return bookingId;
  };

  return { claim };
};

/** People around a connected calendar, over a lab and one vendor. */
export const createCalendarLab = (lab: Lab, vendor: CalendarHarness) => ({
  ...createOwner(lab, vendor),
  ...createLook(lab),
  ...createBooker(lab),
});

export type CalendarLab = ReturnType<typeof createCalendarLab>;
