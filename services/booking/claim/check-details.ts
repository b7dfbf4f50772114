import { newGuests } from '#domain/booking/further-guests.ts';
import type { BookingDetails, BookingGuest } from '#domain/booking/types.ts';
import { AppError, type FieldError } from '#domain/errors.ts';
import { parsePhone } from '#services/contact/phone.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { checkAnswers, notPhone } from './check-answers.ts';

/** The link, and its hosts' clocks: its first host's country is the link's. */
export type Asking = {
  link: Pick<LinkRow, 'locationKind' | 'questions' | 'mostFurtherGuests'>;
  hosts: readonly { timeZone: string }[];
};

/** The refusal of more people than a link takes. */
export const tooMany = (most: number, pointer = '/furtherGuests'): FieldError => ({
  pointer,
  message:
    most === 0 ? 'this link takes no further guests' : `must be at most ${most} besides the one who books`,
});

type Checked<Value> = { value: Value; errors: FieldError[] };

/** The guest's number, as it is kept; who is to be called must give one. */
const checkGuest = (
  guest: BookingGuest,
  mustHavePhone: boolean,
  timeZones: string[],
): Checked<BookingGuest> => {
  const { phone: written, ...rest } = guest;
  const pointer = '/guest/phone';
  if (written === undefined)
    return {
      value: guest,
      errors: mustHavePhone ? [{ pointer, message: 'is required: guests of this link are called' }] : [],
    };
  const phone = parsePhone(written, timeZones);
  return phone === null
    ? { value: guest, errors: [{ pointer, message: notPhone }] }
    : { value: { ...rest, phone }, errors: [] };
};

/** Whom the guest brings: nobody twice, and no more than the link allows. */
const checkParty = (
  { guest, furtherGuests = [] }: BookingDetails,
  most: number,
): Checked<readonly string[]> => {
  const value = newGuests(furtherGuests, { booker: guest.email, present: [], most });
  return value === null ? { value: [], errors: [tooMany(most)] } : { value, errors: [] };
};

/**
 * What a guest says of themselves, as it is kept: telephone numbers as E.164, read as in the guest's country or else the
 * host's. Throws `invalid_request` naming every field that is missing or not valid.
 */
export const checkDetails = ({ link, hosts }: Asking, details: BookingDetails): BookingDetails => {
  const timeZones = [details.timeZone, ...hosts.slice(0, 1).map((host) => host.timeZone)];
  const guest = checkGuest(details.guest, link.locationKind === 'phone', timeZones);
  const answers = checkAnswers(link.questions, details.answers, timeZones);
  const party = checkParty(details, link.mostFurtherGuests);
  const errors = [...guest.errors, ...answers.errors, ...party.errors];
  if (errors.length > 0)
    throw new AppError('invalid_request', 'Some details are missing or not valid.', { errors });
  return { ...details, guest: guest.value, answers: answers.value, furtherGuests: party.value };
};
