import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

const counted = (count: number | bigint, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** How much a value may be or hold: characters of a text, items of a list, or the number itself. */
const bounded = (origin: string, bound: 'at most' | 'at least', limit: number | bigint): string => {
  if (origin === 'string') return `must have ${bound} ${counted(limit, 'character')}`;
  if (origin === 'array' || origin === 'set') return `must have ${bound} ${counted(limit, 'item')}`;
  return `must be ${bound} ${limit}`;
};

/**
 * What a field must be, for rules of the contracts that say nothing themselves; undefined leaves it to the library. It goes on after
 * the field's name.
 */
export const fieldMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined
      ? 'is required'
      : `must be ${kinds[issue.expected] ?? `of the kind ${issue.expected}`}`;
  if (issue.code === 'too_big') return bounded(issue.origin, 'at most', issue.maximum);
  if (issue.code === 'too_small') return bounded(issue.origin, 'at least', issue.minimum);
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
  if (issue.code === 'not_multiple_of') return `must be a multiple of ${issue.divisor}`;
  if (issue.code === 'invalid_format') return 'must have the form that the documentation shows';
  return issue.code === 'invalid_union' ? 'must be one of the forms that the documentation shows' : undefined;
};
