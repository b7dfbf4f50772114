import { standing, statusTable } from '#domain/booking/status.ts';
import type { BookingStatus } from '#domain/booking/types.ts';
import { bookingUid } from '#domain/booking/uid.ts';
import { manageUrls, type TokenSigner } from '#services/booking/read/manage-token.ts';
import { bookingPlace } from '#services/booking/read/present-booking.ts';
import { readBooking } from '#services/booking/read/read-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { guestEntry } from './describe-entry.ts';
import { renderBookingIcs } from './render-ics.ts';

const statusOf = (status: BookingStatus): 'confirmed' | 'tentative' | 'cancelled' => {
  const { inCalendars, holdsTime } = statusTable[status];
  return inCalendars ? 'confirmed' : holdsTime ? 'tentative' : 'cancelled';
};

/** The booking as a file to import: the UID of the mails, no addresses of other people. */
export const downloadIcs = async (
  ctx: ServiceContext,
  input: { bookingId: string; signer: TokenSigner; publicUrl: string; organizerEmail: string },
): Promise<{ fileName: string; content: string }> => {
  const { booking, hosts } = await readBooking(ctx, input.bookingId);
  const content = renderBookingIcs({
    method: 'PUBLISH',
    uid: bookingUid(booking.id),
    sequence: booking.revision,
    stampAt: booking.updatedAt,
    start: booking.startsAt,
    end: booking.endsAt,
    ...guestEntry(booking, {
      locale: booking.locale,
      hostNames: hosts.map(({ name }) => name),
      link: { opens: 'open', url: manageUrls(input.signer, input.publicUrl, booking).view },
    }),
    location: booking.meetingUrl ?? bookingPlace(booking, booking.locale),
    ...(booking.meetingUrl === null ? {} : { url: booking.meetingUrl }),
    organizer: { name: hosts[0]?.name ?? 'Everslot', email: input.organizerEmail },
    attendees: [],
    eventStatus: statusOf(standing(booking, ctx.now())),
  });
  return { fileName: `booking-${booking.code}.ics`, content };
};
