import type { Transaction } from '#db/client.ts';
import type { ReasonRule } from '#domain/availability/model.ts';
import type { AskedDetails } from '#domain/booking/types.ts';
import { AppError } from '#domain/errors.ts';
import { durationOf } from '#services/availability/find-slots.ts';
import { loadBrand } from '#services/branding/read-brand.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { loadHostedLink } from '#services/link/hosted-link.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { requireRoom } from '#services/plan/require-room.ts';
import { checkDetails } from './claim/check-details.ts';
import { claimSlot } from './claim/claim-slot.ts';
import { withAlternatives } from './read/alternatives.ts';
import { type LoadedBooking, loadBooking } from './read/load-booking.ts';
import { suggestTimes } from './read/suggest-times.ts';

export type BookForGuestInput = {
  linkId: string;
  start: number;
  durationMinutes: number;
  details: AskedDetails;
  /** Rules of the link that the host has decided to set aside. */
  setAside: readonly ReasonRule[];
};

/** A host knows what they need not ask: nothing but name and address has to be given, and what is given must hold. */
const nothingRequired = ({ link, hosts }: LinkWithHosts) => ({
  link: {
    locationKind: link.locationKind === 'phone' ? ('in_person' as const) : link.locationKind,
    mostFurtherGuests: link.mostFurtherGuests,
    questions: link.questions.map((question) => ({ ...question, required: false })),
  },
  hosts,
});

/**
 * Books a time of a link for a guest, whom it is mailed to as if they had booked it themselves: confirmed at once, also
 * while guests cannot book the link. The host may take any time that nobody has: `decision_needed` names the rules that they
 * have not decided to set aside. A taken time is refused with others to choose from.
 */
export const bookForGuest = async (ctx: ServiceContext, input: BookForGuestInput): Promise<LoadedBooking> => {
  const { linkId, start, setAside } = input;
  const { timeZone } = input.details;
  const bookingId = ctx.newId('booking');
  const load = (tx: Transaction, id: string) => loadBooking(tx, ctx.tenantId, id);
  const booked = inCommand(ctx, {
    run: async (tx) => {
      const target = await loadHostedLink(tx, ctx, linkId, 'bookings.write');
      if (target.hosts.length === 0)
        throw new AppError('plan_limit_reached', 'The plan has no place for whoever hosts this link.');
      const durationMinutes = durationOf(target.link, input.durationMinutes, '/durationMinutes');
      await requireRoom(tx, ctx, { name: 'bookings' });
      const locale = input.details.locale ?? (await loadBrand(tx, ctx.tenantId)).locale;
      const details = checkDetails(nothingRequired(target), { ...input.details, locale });
      const claim = { bookingId, start, durationMinutes, timeZone, details, byHost: { setAside } };
      const refusal = await claimSlot(tx, ctx, target, claim);
      return refusal ?? { subjectId: bookingId, answer: load(tx, bookingId) };
    },
    replay: load,
  });
  const refused = { linkId, start, durationMinutes: input.durationMinutes, timeZone };
  return withAlternatives(booked, () => suggestTimes(ctx, refused));
};
