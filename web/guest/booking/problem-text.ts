import { type Failure, fieldOfPointer } from '#web/api/failure.ts';
import type { GuestMessages } from '#web/i18n/guest/en.ts';
import { textOf } from '#web/ui/text-of.ts';
import type { FormErrors } from './model.ts';

type ProblemText = { title: string; text: string };

const renamed: Readonly<Partial<Record<string, keyof GuestMessages['problems']>>> = {
  temporarily_unavailable: 'unavailable',
  calendar_unavailable: 'unavailable',
  malformed_request: 'invalid_request',
  body_too_large: 'invalid_request',
  range_too_long: 'invalid_request',
  pages_off: 'link_inactive',
};

/** Heading and sentence for a refusal, by its code. */
export const problemText = (code: string, { problems }: GuestMessages): ProblemText =>
  textOf(problems, renamed[code] ?? code, problems.internal);

/** "You can try again in 2 minutes." or nothing: a time that is held is looked at again by itself. */
export const waitText = (failure: Failure, text: GuestMessages): string => {
  const seconds = failure.retryAfterSeconds;
  if (seconds === null || failure.code === 'slot_held') return '';
  return seconds < 90 ? text.notice.waitSeconds(seconds) : text.notice.waitMinutes(Math.ceil(seconds / 60));
};

const fieldOf = (pointer: string): string => {
  const field = fieldOfPointer(pointer);
  if (field.startsWith('guest.')) return field.slice('guest.'.length);
  if (field.startsWith('furtherGuests')) return 'furtherGuests';
  return field.startsWith('answers.') ? `q.${field.slice('answers.'.length)}` : field;
};

/**
 * The API's wrong fields as texts beside the inputs; the pointer decides, not the API's wording. What has no input is left
 * out, and a refusal with a code of its own has a better text than a field's.
 */
export const fieldErrors = (failure: Failure, text: GuestMessages): FormErrors => {
  if (failure.code !== 'invalid_request') return {};
  const { errors } = text.form;
  const messageOf = (field: string): string | null => {
    if (field === 'name') return errors.name;
    if (field === 'email') return errors.email;
    if (field === 'phone') return errors.phone;
    if (field === 'furtherGuests') return errors.furtherGuests;
    if (field === 'note' || field === 'reason') return errors.long;
    if (field.startsWith('q.')) return errors.answer;
    return field === 'start' ? errors.time : null;
  };
  return Object.fromEntries(
    failure.errors.flatMap(({ pointer }) => {
      const message = messageOf(fieldOf(pointer));
      return message === null ? [] : [[fieldOf(pointer), message]];
    }),
  );
};

/** Refusals of a time that nothing on the form can cure: it is too late for it, or too early. */
export const isOutOfReach = (code: string): boolean =>
  ['in_the_past', 'notice_too_short', 'beyond_booking_window'].includes(code);

/** Refusals of a time rather than of the guest's details: the cure is another time. */
export const concernsTime = (code: string): boolean =>
  isOutOfReach(code) || ['slot_taken', 'slot_held', 'outside_availability', 'limit_reached'].includes(code);
