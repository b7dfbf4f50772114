import type { Database } from '#db/client.ts';
import type { BookingView } from '#domain/booking/follow.ts';
import type { EffectName } from '#domain/effect/types.ts';
import { failureOf } from '#domain/failure.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { SessionView } from '#domain/session/types.ts';
import { type EndBookingInput, endBooking } from '#services/booking/end-booking.ts';
import { lookAtBooking } from '#services/booking/look-at-booking.ts';
import { type SettlePaymentInput, settlePayments } from '#services/booking/payment/settle-payments.ts';
import {
  type EffectKey,
  recordEffectDone,
  recordEffectFailure,
  wantedVersion,
} from '#services/effect/record-effect.ts';
import { lookAtSession } from '#services/session/look-at-session.ts';
import { bringCalendarsUpToDate, type CalendarEffectDeps } from './session-calendar.ts';
import { type ConferenceEffectDeps, makeMeeting } from './session-conference.ts';

type LookInput = { tenantId: string; bookingId: string; now: number };

/** A booking's follower: looks, ends what has run out. One transaction each, safe to repeat. */
export const createBookingActivities = (deps: { db: Database }) => ({
  lookAtBooking: (input: LookInput): Promise<BookingView | null> => lookAtBooking(deps.db, input),
  endBooking: (input: EndBookingInput): Promise<void> => endBooking(deps.db, input),
  settlePayments: (input: SettlePaymentInput): Promise<void> => settlePayments(deps.db, input),
});

/** The follower of a session that guests share. */
export const createSessionActivities = (deps: { db: Database }) => ({
  lookAtSession: (input: { tenantId: string; sessionId: string; now: number }): Promise<SessionView | null> =>
    lookAtSession(deps.db, input),
});

type Carrier = { tenantId: string; subjectKind: 'booking' | 'session'; subjectId: string };
export type PerformEffectInput = Carrier & { name: EffectName; now: number };

type Performers = Readonly<Record<EffectName, (input: Carrier, now: number) => Promise<void>>>;

/** What is still being made at the vendor is no failure: it is asked for again. */
const isUnderWay = (error: unknown): boolean =>
  error instanceof ProviderFailure && error.reason === 'meeting_pending';

/** Does what is owed to vendors for a booking or a session: the one keeper of all its effects. */
export const createEffectActivities = (deps: CalendarEffectDeps & ConferenceEffectDeps) => {
  const performers: Performers = {
    calendar: (input) => bringCalendarsUpToDate(deps, input),
    conference: (input, now) => makeMeeting(deps, input, now),
  };
  return {
    /**
     * Brings a vendor to what is wanted now and writes down that it was, or why not and when the next try is. Throws what
     * went wrong after that. Repeating it sends nothing twice.
     */
    performEffect: async ({ name, now, ...carrier }: PerformEffectInput): Promise<void> => {
      const { tenantId, subjectKind, subjectId } = carrier;
      const key: EffectKey = { subject: { tenantId, kind: subjectKind, id: subjectId }, name };
      const version = await wantedVersion(deps.db, key);
      if (version === null) return;
      try {
        await performers[name](carrier, now);
      } catch (error) {
        const retryAfterSeconds = error instanceof ProviderFailure ? error.retryAfterSeconds : undefined;
        if (!isUnderWay(error))
          await recordEffectFailure(deps.db, { ...key, failure: failureOf(error), retryAfterSeconds, now });
        throw error;
      }
      await recordEffectDone(deps.db, { ...key, version, now });
    },
  };
};
