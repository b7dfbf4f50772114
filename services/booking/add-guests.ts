import { newGuests } from '#domain/booking/further-guests.ts';
import type { ServiceContext } from '#services/context.ts';
import { inTransition } from './change/transition.ts';
import { tooMany } from './claim/check-details.ts';
import type { LoadedBooking } from './read/load-booking.ts';

/**
 * Adds people to a booking: they are told of it, of its changes and of its end, and stand in its calendar entries. Those who
 * are there already are passed over; more than its link allowed when it was made is `invalid_request`.
 */
export const addGuests = async (
  ctx: ServiceContext,
  { bookingId, emails }: { bookingId: string; emails: readonly string[] },
): Promise<LoadedBooking> =>
  inTransition(ctx, {
    bookingId,
    action: 'add_guests',
    apply: async (_tx, { booking }) => {
      const { furtherGuests, guestEmail, terms } = booking;
      const most = terms.mostFurtherGuests;
      const adds = newGuests(emails, { booker: guestEmail ?? '', present: furtherGuests, most });
      if (adds === null) {
        const errors = [tooMany(most, '/emails')];
        return {
          refusal: { code: 'invalid_request', detail: 'The booking would have too many guests.', errors },
        };
      }
      const entry = { kind: 'guests_added', details: { count: adds.length } };
      return { set: {}, adds, entry, action: 'booking.add_guests' };
    },
  });
