import { z } from 'zod';
import { mailAddress } from '#domain/contact/mail-address.ts';
import { type IdKind, idPattern } from '#domain/ids.ts';
import { foldHandle } from '#domain/member/handle.ts';

export const nothing = z.undefined();
export const noParams = z.object({});
export const noQuery = z.object({});

export const idOf = (kind: IdKind) =>
  z.string().regex(idPattern(kind), { error: `must be an id of kind ${kind}` });

/** Years that the time zone tables cover (`domain/availability/zone-table.ts`) and every database holds. */
const outOfTime = { error: 'must lie within the years 1970 to 2299' };
const isWithinTime = (value: string): boolean => /^(?:19[789]|2[012]\d)\d-/.test(value);

/** ISO 8601 instant in UTC, e.g. `2026-11-24T02:00:00.000Z`. Input may carry any offset. */
export const InstantInput = z.iso
  .datetime({ offset: true, abort: true, error: 'must be an ISO 8601 instant with offset or Z' })
  .refine((value) => isWithinTime(new Date(value).toISOString()), outOfTime)
  .meta({ example: '2026-11-24T09:00:00+07:00' });
export const InstantOutput = z.iso.datetime().meta({ example: '2026-11-24T02:00:00.000Z' });

/** IANA's own names of three letters. Engines know more, which mean different places to different people: BST is Dhaka. */
const ianaAbbreviations = new Set('UTC GMT UCT EST MST HST CET MET EET WET PRC ROC ROK'.split(' '));
const isIanaName = (value: string): boolean =>
  !/^(?:[+-]\d|systemv\/)/i.test(value) &&
  (!/^[a-z]{3}$/i.test(value) || ianaAbbreviations.has(value.toUpperCase()));

/** Asking the engine takes half a millisecond. */
const knownZones = new Set<string>();
const mostKnownZones = 1_000;

const isTimeZone = (value: string): boolean => {
  if (knownZones.has(value)) return true;
  try {
    if (new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone === '') return false;
  } catch {
    return false;
  }
  if (knownZones.size < mostKnownZones) knownZones.add(value);
  return true;
};
export const TimeZone = z
  .string()
  .max(64)
  .refine((value) => isIanaName(value) && isTimeZone(value), {
    error: 'must be an IANA time zone, e.g. Asia/Ho_Chi_Minh',
  })
  .meta({ example: 'Asia/Ho_Chi_Minh' });

export const LocalDate = z.iso
  .date({ abort: true, error: 'must be a date, YYYY-MM-DD' })
  .refine(isWithinTime, outOfTime)
  .meta({ example: '2026-11-24' });
export const Locale = z.enum(['en', 'vi']);
/** An address that mail can be sent to; it is kept with its domain in ASCII. */
export const Email = z
  .string()
  .overwrite((text) => mailAddress(text) ?? text)
  .refine((text) => mailAddress(text) !== null, { error: 'must be an e-mail address' })
  .meta({ format: 'idn-email', example: 'an@example.com' });
/** An address that somebody can sign in with, in the form sign-in knows it by. */
export const SignInEmail = Email.toLowerCase()
  .pipe(z.email({ error: 'must have no letters but ASCII before the @: it could not sign in' }))
  .meta({ example: 'mai@example.com' });
export const passwordLength = { least: 8, most: 128 } as const;
/** A password that somebody chooses. */
export const NewPassword = z
  .string()
  .min(passwordLength.least, { error: `must have at least ${passwordLength.least} characters` })
  .max(passwordLength.most, { error: `must have at most ${passwordLength.most} characters` });
/** What is neither seen nor written: control and format characters, and breaks of lines. */
const isUnseen = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
/** Inside a word the two joiners are letters of Persian, Hindi and many other names, and hold emoji together. */
const joiners = /(?<=\S)[\u200c\u200d](?=\S)/g;
const unseen = { error: 'must not contain control characters' };
/**
 * One line of text: no control characters, trimmed. The two patterns are what the documentation shows, so they are of the
 * kind that every tool reads; the rest of the rule stands beside them.
 */
export const line = (max: number) =>
  z
    .string()
    .max(max, { error: `must have at most ${max} characters` })
    .regex(/\S/, { error: 'must not be empty' })
    // oxlint-disable-next-line no-control-regex -- they are what is refused
    .regex(/^[^\x00-\x1f\x7f-\x9f]*$/, { ...unseen, abort: true })
    .refine((value) => !isUnseen.test(value.replaceAll(joiners, '')), unseen)
    .trim();
export const text = (max: number) => z.string().max(max, { error: `must have at most ${max} characters` });
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, {
    error: 'must be 1-64 lower-case letters, digits and inner hyphens',
  })
  .meta({ example: 'intro-call' });
/** First parts of addresses that lead elsewhere than to a member's page. */
const reservedHandles = new Set(
  ['api', 'app', 'b', 'health', 'metrics', 'problems', 'your-data'].map(foldHandle),
);
/** A public name: the first part of an address. */
export const Handle = Slug.refine((name) => !reservedHandles.has(foldHandle(name)), {
  error: 'is an address of the product itself',
}).meta({ example: 'linh' });
export const whole = (min: number, max: number) =>
  z
    .int({ error: 'must be a whole number' })
    .min(min, { error: `must be at least ${min}` })
    .max(max, { error: `must be at most ${max}` });
export const Minutes = whole(0, 60 * 24 * 365);

/** A whole number in a query string. */
export const wholeInQuery = (min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int({ error: 'must be a whole number' })
    .min(min, { error: `must be at least ${min}` })
    .max(max, { error: `must be at most ${max}` });

/**
 * Body of a PATCH: some of the fields, at least one. A request that names none is a mistake of its sender, and leaves a verb
 * nothing to write.
 */
export const someOf = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z
    .object(fields)
    .partial()
    .refine((given) => Object.values(given).some((value) => value !== undefined), {
      error: 'must name at least one field to change',
    })
    .meta({ minProperties: 1 });

export const PageQuery = {
  cursor: z.string().max(200).optional(),
  limit: wholeInQuery(1, 100).default(25),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
