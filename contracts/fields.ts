import { z } from 'zod';
import { type IdKind, idPattern } from '#domain/ids.ts';

export const nothing = z.undefined();
export const noParams = z.object({});
export const noQuery = z.object({});

export const idOf = (kind: IdKind) =>
  z.string().regex(idPattern(kind), { error: `must be an id of kind ${kind}` });

/** Years in which clocks can be read with certainty; further ones are slips of the pen. */
const knownYears = { first: 1900, last: 2200 };
export const isKnownYear = (year: number): boolean => year >= knownYears.first && year <= knownYears.last;
export const knownYearsMessage = `must lie between the years ${knownYears.first} and ${knownYears.last}`;

/** ISO 8601 instant in UTC, e.g. `2026-11-24T02:00:00.000Z`. Input may carry any offset. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 instant with offset or Z' })
  .refine((value) => isKnownYear(new Date(value).getUTCFullYear()), { error: knownYearsMessage })
  .meta({ example: '2026-11-24T09:00:00+07:00' });
export const InstantOutput = z.iso.datetime().meta({ example: '2026-11-24T02:00:00.000Z' });

const isTimeZone = (value: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
export const TimeZone = z
  .string()
  .max(64)
  .refine((value) => !/^[+-]\d/.test(value) && isTimeZone(value), {
    error: 'must be an IANA time zone, e.g. Asia/Ho_Chi_Minh',
  })
  .meta({ example: 'Asia/Ho_Chi_Minh' });

export const LocalDate = z.iso.date({ error: 'must be a date, YYYY-MM-DD' }).meta({ example: '2026-11-24' });
export const Locale = z.enum(['en', 'vi']);
export const Email = z
  .email({ error: 'must be an e-mail address' })
  .max(254)
  .meta({ example: 'an@example.com' });
/** One line of text: no control characters, trimmed. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(max, { error: `must have at most ${max} characters` })
    .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, { error: 'must not contain control characters' });
export const text = (max: number) => z.string().max(max, { error: `must have at most ${max} characters` });
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, {
    error: 'must be 1-64 lower-case letters, digits and inner hyphens',
  })
  .meta({ example: 'intro-call' });
export const Minutes = z
  .int()
  .min(0)
  .max(60 * 24 * 365);

export const PageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
