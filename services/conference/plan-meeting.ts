import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { integrations } from '#db/schema/integration.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';

export type MeetingCarrier = { tenantId: string; subjectKind: 'booking' | 'session'; subjectId: string };

export type PlannedMeeting = {
  tenantId: string;
  sessionId: string;
  integrationId: string;
  title: string;
  start: number;
  end: number;
};

/**
 * The meeting that the organisation's account still has to make for a session, asked for by the session's id or that of a
 * booking in it; null when it has an address, meets elsewhere or nobody comes any more. Throws `not_connected` when the
 * account is gone.
 */
export const planMeeting = async (
  db: Database,
  { tenantId, subjectKind, subjectId }: MeetingCarrier,
): Promise<PlannedMeeting | null> =>
  withTenant(db, tenantId, async (tx) => {
    const shown = and(
      eq(bookings.tenantId, sessions.tenantId),
      eq(bookings.sessionId, sessions.id),
      inArray(
        bookings.status,
        statusesThat(({ inCalendars }) => inCalendars),
      ),
    );
    const [session] = await tx
      .select({
        id: sessions.id,
        title: sessions.title,
        startsAt: sessions.startsAt,
        endsAt: sessions.endsAt,
        conference: sessions.conference,
        meetingUrl: sessions.meetingUrl,
      })
      .from(sessions)
      .innerJoin(bookings, shown)
      .where(
        and(
          eq(sessions.tenantId, tenantId),
          eq(subjectKind === 'session' ? sessions.id : bookings.id, subjectId),
          eq(sessions.status, 'open'),
        ),
      )
      .limit(1);
    if (session?.conference !== 'vendor' || session.meetingUrl !== null) return null;
    const [account] = await tx
      .select({ id: integrations.id })
      .from(integrations)
      .where(
        and(
          eq(integrations.tenantId, tenantId),
          eq(integrations.capability, 'conference'),
          inArray(integrations.status, ['connected', 'needs_reconnection']),
        ),
      )
      // The one that was connected last is the one that was chosen.
      .orderBy(sql`${integrations.connectedAt} desc`, asc(integrations.id))
      .limit(1);
    if (account === undefined)
      throw new ProviderFailure('conference', 'revoked', { reason: 'not_connected' });
    return {
      tenantId,
      sessionId: session.id,
      integrationId: account.id,
      title: session.title,
      start: session.startsAt,
      end: session.endsAt,
    };
  });
