import { answerTo } from '#domain/booking/answers.ts';
import type { Answers, Change } from '#domain/booking/types.ts';
import { isErasedAddress } from '#domain/erased.ts';
import { inertText } from '#domain/notification/inert-text.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import { showPhone } from '#services/contact/phone.ts';

type Locale = 'en' | 'vi';

const texts: Readonly<Record<Locale, Record<'yes' | 'no' | EntryLabel, string>>> = {
  en: {
    yes: 'Yes',
    no: 'No',
    guest: 'Guest',
    further: 'Additional guests',
    phone: 'Phone',
    note: 'Note',
    reason: 'Reason for the new time',
    code: 'Booking code',
    hosts: 'With',
    manage: 'Manage booking',
    open: 'Open booking',
    places: 'Places taken',
  },
  vi: {
    yes: 'Có',
    no: 'Không',
    guest: 'Khách',
    further: 'Khách mời thêm',
    phone: 'Điện thoại',
    note: 'Ghi chú',
    reason: 'Lý do đổi giờ',
    code: 'Mã đặt lịch',
    hosts: 'Với',
    manage: 'Quản lý lịch hẹn',
    open: 'Mở lịch hẹn',
    places: 'Số chỗ đã đặt',
  },
};
type EntryLabel =
  | 'guest'
  | 'further'
  | 'phone'
  | 'note'
  | 'reason'
  | 'code'
  | 'hosts'
  | 'manage'
  | 'open'
  | 'places';

/** What stands in somebody's calendar, as plain text. */
export type Entry = { title: string; description: string };

const answerText = (answer: Answers[string], locale: Locale): string =>
  typeof answer === 'boolean' ? texts[locale][answer ? 'yes' : 'no'] : String(answer);

/** What the guest answered, in the order and the words of the questions; a check box in the reader's language. */
export const answersOf = (
  { terms, answers }: Pick<BookingRow, 'terms' | 'answers'>,
  locale: Locale,
): { question: string; answer: string }[] =>
  terms.questions.flatMap(({ id, label }) => {
    const answer = answerTo(answers, id);
    return answer === undefined || answer === ''
      ? []
      : [{ question: label, answer: answerText(answer, locale) }];
  });

const titled = (title: string, others: string): string => (others === '' ? title : `${title}: ${others}`);

const line = (locale: Locale, label: EntryLabel, value: string): string[] =>
  value === '' ? [] : [`${texts[locale][label]}: ${value}`];

/** A guest and their address, which is no text of theirs to be made inert: it has been checked to be one. */
export const guestLine = ({ guestName, guestEmail }: BookingRow): string =>
  [inertText(guestName ?? ''), guestEmail === null || isErasedAddress(guestEmail) ? '' : `<${guestEmail}>`]
    .filter((part) => part !== '')
    .join(' ');

/** The guest's number as the host dials it. */
export const phoneOf = ({ guestPhone, hostTimeZone }: BookingRow): string | null =>
  guestPhone === null ? null : showPhone(guestPhone, hostTimeZone);

/** A booking in its host's calendar: who comes, how to reach them and all that they said, in the host's language. */
export const hostEntry = (
  booking: BookingRow,
  { locale, url, lastChange }: { locale: Locale; url: string; lastChange: Change | null },
): Entry => {
  const reason = lastChange?.kind === 'rescheduled' ? (lastChange.reason ?? '') : '';
  return {
    title: titled(booking.terms.title, inertText(booking.guestName ?? '')),
    description: [
      ...line(locale, 'guest', guestLine(booking)),
      ...line(locale, 'further', booking.furtherGuests.join(', ')),
      ...line(locale, 'phone', phoneOf(booking) ?? ''),
      ...answersOf(booking, locale).map(({ question, answer }) => `${question}: ${inertText(answer)}`),
      ...line(locale, 'note', inertText(booking.note ?? '')),
      ...line(locale, 'reason', inertText(reason)),
      '',
      ...line(locale, 'code', booking.code),
      ...line(locale, 'open', url),
    ].join('\n'),
  };
};

/**
 * A booking in its guest's calendar: with whom, and the page where it is managed or seen. None of the guest's own words.
 * `link` must open no more than the reader may already.
 */
export const guestEntry = (
  booking: Pick<BookingRow, 'terms' | 'code'>,
  {
    locale,
    hostNames,
    link,
  }: { locale: Locale; hostNames: readonly string[]; link: { opens: 'manage' | 'open'; url: string } },
): Entry => ({
  title: titled(booking.terms.title, hostNames.join(', ')),
  description: [
    ...line(locale, 'hosts', hostNames.join(', ')),
    ...line(locale, 'code', booking.code),
    ...line(locale, link.opens, link.url),
  ].join('\n'),
});

/**
 * A group in its host's calendar: counts and names its guests and leads to the list of them; answers and notes stand there.
 * Holds are not counted: the event does not follow them.
 */
export const groupEntry = (
  session: { title: string; capacity: number },
  bookings: readonly BookingRow[],
  { locale, url }: { locale: Locale; url: string },
): Entry => {
  const taken = bookings.reduce((sum, { places }) => sum + places, 0);
  return {
    title: session.title,
    description: [
      ...line(locale, 'places', `${taken} / ${session.capacity}`),
      ...bookings.map((booking) => [guestLine(booking), ...booking.furtherGuests].join(', ')),
      '',
      url,
    ].join('\n'),
  };
};
