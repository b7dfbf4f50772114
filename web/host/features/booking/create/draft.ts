import { fieldOfPointer } from '#web/api/failure.ts';
import type { BookForGuestInput, Contact, Link, Question } from '#web/api/schemas.ts';
import { failureIn } from '#web/host/queries/api.ts';
import type { Language } from '#web/i18n/languages.ts';
import { addressesIn } from '#web/ui/addresses-in.ts';

/** What a host says of a guest they book for. */
export type GuestDraft = {
  name: string;
  email: string;
  phone: string;
  /** Addresses of people whom the guest brings, as typed. */
  furtherGuests: string;
  locale: Language;
  timeZone: string;
  /** By the id of the question; check boxes are `true` or missing. */
  answers: Readonly<Record<string, string | boolean>>;
  note: string;
};

export const newGuest = (locale: Language, timeZone: string): GuestDraft => ({
  name: '',
  email: '',
  phone: '',
  furtherGuests: '',
  locale,
  timeZone,
  answers: {},
  note: '',
});

/** Who is known is taken as they are known; what was typed of the booking stays. */
export const guestFrom = (draft: GuestDraft, contact: Contact): GuestDraft => ({
  ...draft,
  name: contact.name,
  email: contact.email,
  phone: contact.phone ?? '',
  locale: contact.locale,
  timeZone: contact.timeZone,
});

const answersTo = (
  questions: readonly Question[],
  answers: GuestDraft['answers'],
): Record<string, string | boolean> =>
  Object.fromEntries(
    questions.flatMap(({ id }) => {
      const answer = answers[id];
      const given = typeof answer === 'string' ? answer.trim() : answer;
      return given === undefined || given === '' || given === false ? [] : [[id, given]];
    }),
  );

/** The request of the API; what was left empty is left out, and so are answers to questions of another link. */
export const requestOf = (
  link: Pick<Link, 'questions'>,
  draft: GuestDraft,
  slot: { start: string; durationMinutes: number; setAside: readonly string[] },
): BookForGuestInput => {
  const phone = draft.phone.trim();
  const note = draft.note.trim();
  return {
    start: slot.start,
    durationMinutes: slot.durationMinutes,
    setAside: [...slot.setAside] as NonNullable<BookForGuestInput['setAside']>,
    timeZone: draft.timeZone,
    locale: draft.locale,
    guest: { name: draft.name.trim(), email: draft.email.trim(), ...(phone === '' ? {} : { phone }) },
    furtherGuests: addressesIn(draft.furtherGuests),
    answers: answersTo(link.questions, draft.answers),
    ...(note === '' ? {} : { note }),
  };
};

/** Names of the fields that cannot stay empty and are: found before sending, as other refusals are found by the API. */
export const emptyFields = ({ name, email }: GuestDraft): ReadonlySet<string> =>
  new Set([...(name.trim() === '' ? ['guest.name'] : []), ...(email.trim() === '' ? ['guest.email'] : [])]);

/** Names of the fields that the API refused: `guest.email`, `answers.<id>`, `note`. */
export const wrongFields = (error: unknown): ReadonlySet<string> => {
  if (error == null) return new Set();
  const fields = failureIn(error).errors.map(({ pointer }) => fieldOfPointer(pointer));
  // One field takes a list of addresses.
  return new Set(fields.map((field) => field.replace(/^(furtherGuests|emails)\.\d+$/, '$1')));
};
