import { and, eq, ne } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { effects } from '#db/schema/effect.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { ConferenceSource } from '#domain/conference/types.ts';
import { oweMeetingLink } from '#services/booking/change/owe-meeting-link.ts';
import { oweEffects } from '#services/effect/owe-effects.ts';
import type { SessionKey } from '#services/session/blocks.ts';
import { recordSessionMeeting } from '#services/session/record-meeting.ts';
import { reviseSessions } from '#services/session/revise-sessions.ts';
import type { MeetingCarrier } from './plan-meeting.ts';

type Made = { url: string; by: Extract<ConferenceSource, 'vendor' | 'calendar'> };

/** Writes down where a session meets and who made it; the first address it gets is news for guests who were told without. */
export const recordMeeting = async (
  tx: Transaction,
  session: SessionKey,
  made: Made,
): Promise<{ isFirst: boolean }> => {
  const recorded = await recordSessionMeeting(tx, session, { meetingUrl: made.url, conference: made.by });
  if (recorded.isFirst) await oweMeetingLink(tx, session);
  return recorded;
};

/** Some calendar shows it, or will. */
const isInCalendars = async (
  tx: Transaction,
  { tenantId, subjectKind, subjectId }: MeetingCarrier,
): Promise<boolean> => {
  const [row] = await tx
    .select({ id: effects.id })
    .from(effects)
    .where(
      and(
        eq(effects.tenantId, tenantId),
        eq(effects.subjectKind, subjectKind),
        eq(effects.subjectId, subjectId),
        eq(effects.name, 'calendar'),
        ne(effects.state, 'dismissed'),
      ),
    );
  return row !== undefined;
};

/**
 * A vendor has made the meeting of a session: besides telling guests, calendars that show the session without it are owed
 * another look.
 */
export const recordVendorMeeting = async (
  db: Database,
  { carrier, sessionId, url }: { carrier: MeetingCarrier; sessionId: string; url: string },
  now: number,
): Promise<void> =>
  withTenant(db, carrier.tenantId, async (tx) => {
    const { tenantId, subjectKind, subjectId } = carrier;
    const { isFirst } = await recordMeeting(tx, { tenantId, sessionId }, { url, by: 'vendor' });
    if (!isFirst || !(await isInCalendars(tx, carrier))) return;
    await reviseSessions(tx, tenantId, [sessionId]);
    await oweEffects(tx, [{ tenantId, subjectKind, subjectId, name: 'calendar' }], now);
    wake(tx, { tenantId, kind: subjectKind, subjectId });
  });
