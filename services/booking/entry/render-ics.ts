import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';

export type IcsPerson = { name: string; email: string };

export type BookingIcsInput = {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** Ours, the same for the life of the booking. */
  uid: string;
  sequence: number;
  /** DTSTAMP, epoch milliseconds; comes in so that the same booking renders to the same bytes. */
  stampAt: number;
  /** Epoch milliseconds; written as UTC so that every client converts by itself. */
  start: number;
  end: number;
  title: string;
  description?: string;
  location?: string;
  /** Left out of the file unless it is http or https. */
  url?: string;
  organizer: IcsPerson;
  /** `isAsked`: somebody else has named them, and they have agreed to nothing yet. */
  attendees: readonly (IcsPerson & { role?: 'chair' | 'required' | 'optional'; isAsked?: boolean })[];
  eventStatus: 'confirmed' | 'tentative' | 'cancelled';
};

const roles = {
  chair: ICalAttendeeRole.CHAIR,
  required: ICalAttendeeRole.REQ,
  optional: ICalAttendeeRole.OPT,
} as const;

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

const methods = {
  REQUEST: ICalCalendarMethod.REQUEST,
  CANCEL: ICalCalendarMethod.CANCEL,
  PUBLISH: ICalCalendarMethod.PUBLISH,
} as const;

const uidPattern = /^[A-Za-z0-9][A-Za-z0-9._@+/-]{0,254}$/;

/** No character that ends a parameter, starts mailto headers or is a control; letters of any script. */
const emailPattern = /^[\p{L}\p{M}\p{N}.!$&'*+=^_`{|}~-]+@[\p{L}\p{M}\p{N}.-]+$/u;

/** Lines as LF, every other control character gone, no half of a surrogate pair. */
const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .trim();

const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** Many clients fail on a quote in a parameter value even when it is encoded, and read `\\n` there as a line break. */
const cleanName = (name: string, email: string): string => cleanLine(name.replace(/["\\]/g, '')) || email;

const cleanEmail = (email: string): string => {
  if (email.length > 254 || !emailPattern.test(email))
    throw new RangeError('not a mail address for iCalendar');
  return email;
};

/** A URI value takes no TEXT escapes, so what the generator would escape is percent-encoded before. */
const cleanUrl = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return href.replace(/[,;\\]/g, (sign) => encodeURIComponent(sign));
};

const assertMeaningful = (input: BookingIcsInput): void => {
  if (!uidPattern.test(input.uid)) throw new RangeError('not a uid for iCalendar');
  if (!Number.isSafeInteger(input.sequence) || input.sequence < 0)
    throw new RangeError('not a sequence number');
  for (const instant of [input.stampAt, input.start, input.end]) {
    if (!Number.isFinite(instant) || instant < 0 || instant > 253_402_300_799_999) {
      throw new RangeError('not an instant of the years 1970 to 9999');
    }
  }
  if (input.end <= input.start) throw new RangeError('a booking must end after it starts');
  if (input.method === 'REQUEST' && input.eventStatus === 'cancelled') {
    throw new RangeError('a cancelled booking is not requested');
  }
  if (input.method === 'REQUEST' && input.attendees.length === 0) {
    throw new RangeError('a request needs somebody to send it to');
  }
};

/** Whoever is both host and guest stands there once, as what is named first. */
const once = (people: BookingIcsInput['attendees']): BookingIcsInput['attendees'] => {
  const addresses = people.map(({ email }) => email.toLowerCase());
  return people.filter((_, index) => addresses.indexOf(addresses[index] ?? '') === index);
};

/** Who booked has agreed already: nobody is asked to answer. PUBLISH must not name attendees (RFC 5546 §3.2.1). */
const attendeesOf = (input: BookingIcsInput): NonNullable<ICalEventData['attendees']> =>
  input.method === 'PUBLISH'
    ? []
    : once(input.attendees).map((person) => {
        const email = cleanEmail(person.email);
        return {
          email,
          name: cleanName(person.name, email),
          role: roles[person.role ?? 'required'],
          status:
            input.eventStatus === 'confirmed' && person.isAsked !== true
              ? ICalAttendeeStatus.ACCEPTED
              : ICalAttendeeStatus.NEEDSACTION,
          rsvp: false,
        };
      });

/**
 * One booking as an iCalendar file (RFC 5545, RFC 5546): UTC times without VTIMEZONE, CRLF only, lines of at most
 * 75 octets, no alarm. Text from people cannot add a line or a parameter. Send it as
 * `text/calendar; charset=utf-8; method=<METHOD>`. The same input gives the same bytes. Throws RangeError for a uid,
 * mail address, instant or method and status that no valid file can hold.
 */
export const renderBookingIcs = (input: BookingIcsInput): string => {
  assertMeaningful(input);
  const calendar = ical({
    prodId: { company: 'Everslot', product: 'Bookings', language: 'EN' },
    method: methods[input.method],
  });
  const organizerEmail = cleanEmail(input.organizer.email);
  const event = calendar.createEvent({
    id: input.uid,
    sequence: input.sequence,
    stamp: new Date(input.stampAt),
    start: new Date(input.start),
    end: new Date(input.end),
    summary: cleanLine(input.title),
    organizer: { name: cleanName(input.organizer.name, organizerEmail), email: organizerEmail },
    attendees: attendeesOf(input),
    status: statuses[input.method === 'CANCEL' ? 'cancelled' : input.eventStatus],
  });
  const description = cleanText(input.description ?? '');
  if (description !== '') event.description(description);
  const location = cleanText(input.location ?? '');
  if (location !== '') event.location(location);
  const url = cleanUrl(input.url ?? '');
  if (url !== undefined) event.url(url);
  return `${calendar.toString()}\r\n`;
};
