import type { BookInput, PublicLink, Question } from '#web/api/schemas.ts';
import type { GuestMessages } from '#web/i18n/guest/en.ts';
import type { Language } from '#web/i18n/languages.ts';
import { addressesIn } from '#web/ui/addresses-in.ts';
import type { FormErrors, FormValues } from './model.ts';

/** Field names of the form in the order of the page. */
export const fieldNames = (link: PublicLink): string[] => [
  'name',
  'email',
  ...(link.location.kind === 'phone' ? ['phone'] : []),
  ...link.questions.map((question) => `q.${question.id}`),
  ...(link.mostFurtherGuests > 0 ? ['furtherGuests'] : []),
  'note',
];

/** The typed values of a submitted form, cut to what the API accepts at most. */
export const readForm = (data: FormData, names: readonly string[]): FormValues =>
  Object.fromEntries(
    names.map((name) => {
      const value = data.get(name);
      return [name, typeof value === 'string' ? value.slice(0, 4000) : ''];
    }),
  );

const emailLike = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** Which numbers a country has is the API's to say. */
const phoneLike = /^(?:\D*\d){5}/;

const wrongAnswer = (question: Question, value: string, text: GuestMessages): string | null => {
  const { errors } = text.form;
  if (value === '') {
    if (!question.required) return null;
    return question.kind === 'checkbox' ? errors.tick : errors.required;
  }
  if (question.kind === 'number' && !Number.isFinite(Number(value))) return errors.number;
  if (question.kind === 'phone' && !phoneLike.test(value)) return errors.phone;
  return value.length > longestAnswer(question.kind) ? errors.long : null;
};

/** Characters an answer may have. */
export const longestAnswer = (kind: Question['kind']): number => (kind === 'text' ? 300 : 2000);

/** What can be said without asking the API; the API has the last word. */
export const validateForm = (values: FormValues, link: PublicLink, text: GuestMessages): FormErrors => {
  const { errors } = text.form;
  const found: Record<string, string> = {};
  const value = (name: string): string => (values[name] ?? '').trim();
  if (value('name') === '') found['name'] = errors.name;
  else if (value('name').length > 120) found['name'] = errors.long;
  if (!emailLike.test(value('email')) || value('email').length > 254) found['email'] = errors.email;
  if (value('note').length > 2000) found['note'] = errors.long;
  // Who is to be called leaves a number: the host may have given none.
  if (link.location.kind === 'phone' && !phoneLike.test(value('phone'))) found['phone'] = errors.phone;
  for (const question of link.questions) {
    const name = `q.${question.id}`;
    const wrong = wrongAnswer(question, value(name), text);
    if (wrong !== null) found[name] = wrong;
  }
  return found;
};

/** The answers and the guest as the API takes them. */
export const bookInput = (
  values: FormValues,
  link: PublicLink,
  time: Pick<BookInput, 'start' | 'durationMinutes' | 'timeZone'> & { locale: Language },
): BookInput => {
  const value = (name: string): string => (values[name] ?? '').trim();
  const answers: NonNullable<BookInput['answers']> = {};
  for (const { id, kind } of link.questions) {
    const typed = value(`q.${id}`);
    if (kind === 'checkbox') answers[id] = typed !== '';
    else if (typed !== '') answers[id] = kind === 'number' ? Number(typed) : typed;
  }
  const others = addressesIn(value('furtherGuests'));
  return {
    ...time,
    guest: {
      name: value('name'),
      email: value('email'),
      ...(value('phone') === '' ? {} : { phone: value('phone') }),
    },
    answers,
    ...(others.length === 0 ? {} : { furtherGuests: others }),
    ...(value('note') === '' ? {} : { note: value('note') }),
  };
};
