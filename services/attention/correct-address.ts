import { addressFailures } from '#domain/attention/actions.ts';
import { isStillNews } from '#domain/attention/still-news.ts';
import { standing } from '#domain/booking/status.ts';
import { isFailing } from '#domain/notification/types.ts';
import { requirePermission } from '#services/authorize.ts';
import { writeChange } from '#services/booking/change/write-change.ts';
import {
  type LoadedBooking,
  loadBooking,
  lockBooking,
  requireBooking,
} from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, type Refusal } from '#services/idempotency.ts';
import { isSuppressed } from '#services/notification/attend-notification.ts';
import { lockUndelivered, sendElsewhere, type Undelivered } from '#services/notification/send-elsewhere.ts';
import { settled } from './attend-item.ts';

const refuseEmail = (code: Refusal['code'], message: string): { refusal: Refusal } => ({
  refusal: { code, detail: `The address ${message}.`, errors: [{ pointer: '/email', message }] },
});

const failedAtItsAddress = ({ delivery: { state, failure } }: Undelivered): boolean =>
  isFailing(state) && failure !== null && addressFailures.includes(failure);

/**
 * Gives the guest of a booking another address because mail to theirs failed: everything that was not delivered and is
 * still true is owed again to the new one, in the same transaction. Throws `not_found`, `attention_settled` when no mail to
 * the guest fails (any more), `address_suppressed` when nothing is sent to the new address either.
 */
export const correctAddress = async (
  ctx: ServiceContext,
  input: { bookingId: string; email: string },
): Promise<LoadedBooking> =>
  inCommand(ctx, {
    run: async (tx) => {
      requirePermission(ctx, 'attention.write');
      const { bookingId } = input;
      const email = input.email.toLowerCase();
      const locked = await lockBooking(tx, ctx.tenantId, bookingId);
      requireBooking(ctx, locked);
      const { booking } = locked;
      const subject = { tenantId: ctx.tenantId, kind: 'booking' as const, id: bookingId };
      const rows = await lockUndelivered(tx, subject, 'guest');
      if (!rows.some(failedAtItsAddress)) return { ...settled(), subjectId: bookingId };
      if (email === booking.guestEmail?.toLowerCase())
        return {
          ...refuseEmail('invalid_request', 'is the one that mail did not reach'),
          subjectId: bookingId,
        };
      if (await isSuppressed(tx, ctx.tenantId, email))
        return { ...refuseEmail('address_suppressed', 'is suppressed as well'), subjectId: bookingId };
      writeChange(tx, ctx, locked, {
        set: {},
        details: {
          guest: { name: booking.guestName ?? '', email, phone: booking.guestPhone ?? undefined },
          timeZone: booking.guestTimeZone,
          locale: booking.locale,
        },
        entry: { kind: 'address_corrected' },
        action: 'booking.correct_address',
      });
      const now = ctx.now();
      const status = standing(booking, now);
      await sendElsewhere(tx, ctx.tenantId, {
        rows,
        isWanted: ({ template }) => isStillNews(template, status),
        now,
      });
      return { subjectId: bookingId, answer: await loadBooking(tx, ctx.tenantId, bookingId) };
    },
    replay: (tx, bookingId) => loadBooking(tx, ctx.tenantId, bookingId),
  });
