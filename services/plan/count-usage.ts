import { and, eq, gt, gte, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { calendars } from '#db/schema/calendar.ts';
import { deliveries } from '#db/schema/notification.ts';
import { domains, members } from '#db/schema/tenant.ts';
import { firstIdAt } from '#domain/ids.ts';
import type { Month } from '#domain/plan/month.ts';
import type { LimitName } from '#domain/plan/types.ts';

/** Ids tell when they were made, by the clock of the process that made them: rows are looked for a day around the month. */
const slackMs = 24 * 60 * 60_000;

type Counted = {
  tenantId: string;
  month: Month;
  now: number;
  /** A hold that gives way to what is counted for. */
  without?: string | undefined;
  /** Holds, which may come to nothing, are left out. */
  isWithoutHolds?: boolean;
  /** More than these need not be told apart. */
  most?: number;
};

/**
 * Bookings of a month: made by a guest who is known, whatever became of them, and holds that still live. Found by the primary key,
 * which sorts by when rows were made.
 */
const countBookings = (
  tx: Transaction,
  { tenantId, month, now, without, isWithoutHolds = false, most }: Counted,
): Promise<number> => {
  const made = tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        gte(bookings.id, firstIdAt('booking', month.from - slackMs)),
        lt(bookings.id, firstIdAt('booking', month.to + slackMs)),
        gte(bookings.createdAt, month.from),
        lt(bookings.createdAt, month.to),
        or(isNotNull(bookings.contactId), isWithoutHolds ? undefined : gt(bookings.holdUntil, now)),
        without === undefined ? undefined : sql`${bookings.id} <> ${without}`,
      ),
    );
  if (most === undefined) return tx.$count(made.as('made'));
  return tx.$count(made.limit(most).as('made'));
};

/** Calendars that close times or are written to. */
const countCalendars = (tx: Transaction, { tenantId }: Counted): Promise<number> =>
  tx.$count(
    calendars,
    and(
      eq(calendars.tenantId, tenantId),
      or(eq(calendars.isConflictCalendar, true), eq(calendars.isTarget, true)),
    ),
  );

const countMembers = (tx: Transaction, { tenantId }: Counted): Promise<number> =>
  tx.$count(members, and(eq(members.tenantId, tenantId), eq(members.isActive, true)));

/** Members whom the plan has no place for. */
export const countFrozen = (tx: Transaction, tenantId: string): Promise<number> =>
  tx.$count(members, and(eq(members.tenantId, tenantId), isNotNull(members.frozenAt)));

/** Those on its list, whatever has become of them. */
const countDomains = (tx: Transaction, { tenantId }: Counted): Promise<number> =>
  tx.$count(domains, eq(domains.tenantId, tenantId));

/** How each limited thing is counted: from the rows themselves, so that it cannot differ from them. */
export const countOf: Readonly<Record<LimitName, (tx: Transaction, counted: Counted) => Promise<number>>> = {
  bookings: countBookings,
  members: countMembers,
  calendars: countCalendars,
  domains: countDomains,
};

/** Mails that a vendor took in a month. */
export const countMails = (tx: Transaction, { tenantId, month }: Counted): Promise<number> =>
  tx.$count(
    deliveries,
    and(
      eq(deliveries.tenantId, tenantId),
      gte(deliveries.id, firstIdAt('delivery', month.from - slackMs * 8)),
      lt(deliveries.id, firstIdAt('delivery', month.to + slackMs)),
      gte(deliveries.sentAt, month.from),
      lt(deliveries.sentAt, month.to),
    ),
  );
