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

const oneOf = (values: readonly z.core.util.Primitive[]): string =>
  `must be ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}`;

/**
 * What a field must be, for rules of the contracts that say nothing themselves; undefined leaves it to the library. It goes on after
 * the field's name.
 */
export const fieldMessage: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is required' : `must be ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_big') return bounded(issue.origin, 'at most', issue.maximum);
  if (issue.code === 'too_small') return bounded(issue.origin, 'at least', issue.minimum);
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code !== 'invalid_union') return undefined;
  // A union that is told apart by a field of its members: the field is what is wrong.
  return 'options' in issue && Array.isArray(issue.options)
    ? oneOf(issue.options)
    : 'must be one of the forms that the documentation shows';
};
