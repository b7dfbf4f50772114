import type { Database } from '#db/client.ts';
import type { BookingView } from '#domain/booking/follow.ts';
import type { EffectName } from '#domain/effect/types.ts';
import { failureOf } from '#domain/failure.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { type EndBookingInput, endBooking } from '#services/booking/end-booking.ts';
import { lookAtBooking } from '#services/booking/look-at-booking.ts';
import {
  type EffectKey,
  recordEffectDone,
  recordEffectFailure,
  wantedVersion,
} from '#services/effect/record-effect.ts';
import { bringCalendarsUpToDate, type CalendarEffectDeps } from './booking-calendar.ts';

type LookInput = { tenantId: string; bookingId: string; now: number };

/** A booking's follower: looks, ends what has run out. One transaction each, safe to repeat. */
export const createBookingActivities = (deps: { db: Database }) => ({
  lookAtBooking: (input: LookInput): Promise<BookingView | null> => lookAtBooking(deps.db, input),
  endBooking: (input: EndBookingInput): Promise<void> => endBooking(deps.db, input),
});

export type PerformEffectInput = LookInput & { name: EffectName };

type Performers = Readonly<
  Record<EffectName, (input: { tenantId: string; bookingId: string }) => Promise<void>>
>;

/** What is still being made at the vendor is no failure: it is asked for again. */
const isUnderWay = (error: unknown): boolean =>
  error instanceof ProviderFailure && error.reason === 'meeting_pending';

/** Does what is owed to vendors for a booking: the one keeper of all its effects. */
export const createEffectActivities = (deps: CalendarEffectDeps) => {
  const performers: Performers = { calendar: (input) => bringCalendarsUpToDate(deps, input) };
  return {
    /**
     * Brings a vendor to what is wanted now and writes down that it was, or why not and when the next try is. Throws what
     * went wrong after that. Repeating it sends nothing twice.
     */
    performEffect: async ({ tenantId, bookingId, name, now }: PerformEffectInput): Promise<void> => {
      const key: EffectKey = { subject: { tenantId, kind: 'booking', id: bookingId }, name };
      const version = await wantedVersion(deps.db, key);
      if (version === null) return;
      try {
        await performers[name]({ tenantId, bookingId });
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
