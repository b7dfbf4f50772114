import { furtherGuestAt, recipientAt } from '#domain/booking/further-guests.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockUndelivered, sendElsewhere } from '#services/notification/send-elsewhere.ts';
import { inTransition } from './change/transition.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/**
 * Takes somebody out of a booking's party: they are told so if they were sent an invitation, nothing else reaches them, and
 * the calendar entries no longer name them. An address that is not of the party is `invalid_request`.
 */
export const removeGuest = async (
  ctx: ServiceContext,
  { bookingId, email }: { bookingId: string; email: string },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId,
    action: 'remove_guest',
    apply: async (tx, { booking }) => {
      const guest = furtherGuestAt(booking.party, email);
      if (guest === undefined) {
        const errors = [{ pointer: '/email', message: 'is not of a guest of this booking' }];
        return { refusal: { code: 'invalid_request', detail: 'The booking has no such guest.', errors } };
      }
      const { tenantId } = ctx;
      const subject = { tenantId, kind: 'booking' as const, id: bookingId };
      const rows = await lockUndelivered(tx, subject, recipientAt(guest.position));
      await sendElsewhere(tx, tenantId, { rows, isWanted: () => false, now: ctx.now() });
      const entry = { kind: 'guest_removed' };
      return { set: {}, removes: [guest.position], entry, action: 'booking.remove_guest' };
    },
  });
