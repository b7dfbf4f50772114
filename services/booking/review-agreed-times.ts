import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { agreedInstant } from '#domain/booking/agreed-time.ts';
import { statusesThat } from '#domain/booking/status.ts';
import { ofSession } from './read/load-booking.ts';

export type MovedTime = {
  bookingId: string;
  code: string;
  hostTimeZone: string;
  localStart: string;
  startsAt: number;
  /** When the host's clock will show what was agreed. */
  agreedAt: number;
};

export type TimesReview = {
  /** Future bookings by the tz database that made their instants. */
  versions: Record<string, number>;
  moved: MovedTime[];
};

const pageSize = 500;

/**
 * Holds a tenant's future bookings against the tz database of this process: those whose instant no longer shows the
 * wall time that was agreed. Changes nothing.
 */
export const reviewAgreedTimes = async (
  db: Database,
  tenantId: string,
  now: number,
): Promise<TimesReview> => {
  const review: TimesReview = { versions: {}, moved: [] };
  let after = '';
  for (;;) {
    const page = await withTenant(db, tenantId, (tx) =>
      tx
        .select({
          bookingId: bookings.id,
          code: bookings.code,
          hostTimeZone: sessions.hostTimeZone,
          localStart: sessions.localStart,
          utcOffsetMinutes: sessions.utcOffsetMinutes,
          tzdataVersion: sessions.tzdataVersion,
          startsAt: bookings.startsAt,
        })
        .from(bookings)
        .innerJoin(sessions, ofSession)
        .where(
          and(
            eq(bookings.tenantId, tenantId),
            gt(bookings.id, after),
            gt(bookings.startsAt, now),
            inArray(
              bookings.status,
              statusesThat(({ holdsTime }) => holdsTime),
            ),
          ),
        )
        .orderBy(asc(bookings.id))
        .limit(pageSize),
    );
    for (const { tzdataVersion, utcOffsetMinutes, ...row } of page) {
      review.versions[tzdataVersion] = (review.versions[tzdataVersion] ?? 0) + 1;
      const agreedAt = agreedInstant({ ...row, utcOffsetMinutes });
      if (agreedAt !== row.startsAt) review.moved.push({ ...row, agreedAt });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return review;
    after = last.bookingId;
  }
};
