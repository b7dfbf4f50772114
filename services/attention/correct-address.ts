import type { Transaction } from '#db/client.ts';
import { addressFailures } from '#domain/attention/actions.ts';
import { stillNews } from '#domain/attention/still-news.ts';
import { furtherGuestAt, recipientAt } from '#domain/booking/further-guests.ts';
import { standing } from '#domain/booking/status.ts';
import { isFailing } from '#domain/notification/types.ts';
import { requireAccess } from '#services/authorize.ts';
import { type BookingChange, writeChange } from '#services/booking/change/write-change.ts';
import {
  type BookingRow,
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

const refuseAddress = async (
  tx: Transaction,
  { tenantId, guestEmail, party }: BookingRow,
  { email, replaces }: { email: string; replaces: string },
): Promise<{ refusal: Refusal } | null> => {
  if (email === replaces) return refuseEmail('invalid_request', 'is the one that mail did not reach');
  if (email === guestEmail?.toLowerCase() || furtherGuestAt(party, email) !== undefined)
    return refuseEmail('invalid_request', 'is of another guest of this booking');
  if (await isSuppressed(tx, tenantId, email))
    return refuseEmail('address_suppressed', 'is suppressed as well');
  return null;
};

/** Whose address it is: a recipient of the booking's mails, and what changes of the booking; null for nobody's of its party. */
const ownerOf = (
  { guestEmail, guestName, guestPhone, guestTimeZone, locale, party }: BookingRow,
  { email, replaces }: { email: string; replaces: string },
): { recipient: string; change: Pick<BookingChange, 'details' | 'readdresses'> } | null => {
  if (replaces === guestEmail?.toLowerCase()) {
    const guest = { name: guestName ?? '', email, phone: guestPhone ?? undefined };
    return { recipient: 'guest', change: { details: { guest, timeZone: guestTimeZone, locale } } };
  }
  const further = furtherGuestAt(party, replaces);
  if (further === undefined) return null;
  const { position } = further;
  return { recipient: recipientAt(position), change: { readdresses: { position, email } } };
};

/**
 * Gives a guest of a booking, who booked it or was brought, another address because mail to theirs failed: everything that
 * was not delivered and is still true is owed again to the new one, in the same transaction. Throws `not_found`,
 * `attention_settled` when no mail to that guest fails (any more), `address_suppressed` when nothing is sent to the new
 * address either.
 */
export const correctAddress = async (
  ctx: ServiceContext,
  input: { bookingId: string; email: string; replaces?: string | undefined },
): Promise<LoadedBooking> =>
  inCommand(ctx, {
    run: async (tx) => {
      requireAccess(ctx, 'attention.write');
      const { bookingId } = input;
      const email = input.email.toLowerCase();
      const locked = await lockBooking(tx, ctx.tenantId, bookingId);
      requireBooking(ctx, locked);
      const { booking } = locked;
      const subject = { tenantId: ctx.tenantId, kind: 'booking' as const, id: bookingId };
      const replaces = (input.replaces ?? booking.guestEmail ?? '').toLowerCase();
      const owner = ownerOf(booking, { email, replaces });
      if (owner === null) return { ...settled(), subjectId: bookingId };
      const rows = await lockUndelivered(tx, subject, owner.recipient);
      if (!rows.some(failedAtItsAddress)) return { ...settled(), subjectId: bookingId };
      const refusal = await refuseAddress(tx, booking, { email, replaces });
      if (refusal !== null) return { ...refusal, subjectId: bookingId };
      writeChange(tx, ctx, locked, {
        set: {},
        ...owner.change,
        entry: { kind: 'address_corrected' },
        action: 'booking.correct_address',
      });
      const now = ctx.now();
      const untold = rows.map(({ template }) => template);
      const news = stillNews(untold, standing(booking, now));
      await sendElsewhere(tx, ctx.tenantId, {
        rows,
        isWanted: ({ template }) => news.has(template),
        now,
      });
      return { subjectId: bookingId, answer: loadBooking(tx, ctx.tenantId, bookingId) };
    },
    replay: (tx, bookingId) => loadBooking(tx, ctx.tenantId, bookingId),
  });
