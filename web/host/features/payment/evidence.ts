import type { PaymentDetail } from '#web/api/schemas.ts';
import type { Messages } from '#web/i18n/host/messages.ts';
import type { Formats } from '#web/time/instants.ts';
import { textOf } from '#web/ui/text-of.ts';

type Evidence = PaymentDetail['evidence'];

/** A mail with when it was sent and what became of it. */
export const mailLine = (
  { template, audience, status, at }: Evidence['mails'][number],
  { bookings }: Messages,
  formats: Formats,
): string => {
  const what = textOf(bookings.templates, template, bookings.sync.email);
  const whom = textOf<string>(bookings.audiences, audience, '');
  const became = textOf(bookings.deliveryStatus, status, bookings.sync.states.pending);
  return `${formats.dateTime(at)}: ${[what, whom].filter((word) => word !== '').join(' ')}, ${became}`;
};

/** What happened to the booking, and who did it. */
export const historyLine = (
  { at, kind, actor, actorName }: Evidence['timeline'][number],
  { bookings }: Messages,
  formats: Formats,
): string =>
  `${formats.dateTime(at)}: ${textOf(bookings.timelineKinds, kind, bookings.changed)} (${actorName ?? bookings.actors[actor]})`;

const block = (title: string, lines: readonly string[], none: string): string =>
  [title, ...(lines.length === 0 ? [none] : lines)].join('\n');

/** Everything that can be said in a dispute, as a text to be pasted at the vendor. */
export const evidenceText = (
  { booking, evidence }: Pick<PaymentDetail, 'booking' | 'evidence'>,
  messages: Messages,
  formats: Formats,
): string => {
  const { evidence: texts, booking: bookingWord } = messages.payments;
  const { terms, attendance, bookedFrom, mails, timeline } = evidence;
  const facts = [`${booking.title}, ${formats.dateTime(booking.start)}, ${booking.code}`];
  const agreed =
    terms === null ? [] : [terms.text, texts.agreed(formats.dateTime(terms.agreedAt), terms.linkVersion)];
  return [
    block(bookingWord, facts, texts.none),
    block(texts.terms, agreed, texts.none),
    block(texts.attendance, attendance === null ? [] : [texts.attendances[attendance]], texts.notYet),
    block(texts.from, bookedFrom === null ? [] : [bookedFrom], texts.none),
    block(
      texts.e_mails,
      mails.map((mail) => mailLine(mail, messages, formats)),
      texts.none,
    ),
    block(
      texts.history,
      timeline.map((entry) => historyLine(entry, messages, formats)),
      texts.none,
    ),
  ].join('\n\n');
};
