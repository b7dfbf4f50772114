import { expect, it } from 'vitest';
import { z } from 'zod';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { endpoints } from '#contracts/registry.ts';
import { AppError } from '#domain/errors.ts';
import { parsePart } from './request-fields.ts';

const odd: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  1.5,
  1e15,
  Number.NaN,
  '',
  ' ',
  'x'.repeat(5_000),
  '2026-13-45',
  [],
  {},
  Array.from({ length: 500 }, () => 'x'),
  [null],
  [{}],
];

/** The value with each of its parts replaced by each odd one. */
const spoilt = (value: unknown): unknown[] => {
  if (Array.isArray(value))
    return [
      ...odd,
      ...value.flatMap((item: unknown, index) => spoilt(item).map((other) => value.with(index, other))),
    ];
  if (typeof value !== 'object' || value === null) return [...odd];
  const inside = Object.entries(value).flatMap(([name, part]) =>
    spoilt(part).map((other) => ({ ...value, [name]: other })),
  );
  return [...odd, ...inside];
};

const messagesOf = (schema: z.ZodType, value: unknown): string[] => {
  try {
    parsePart('body', schema, value);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.errors.map(({ message }) => message);
  }
};

it('what is wrong with a field of any operation is said so that it can follow the name of the field', () => {
  const said = new Set<string>();
  for (const { operation, body, query } of endpoints) {
    for (const value of spoilt(bodyExamples[operation] ?? {}))
      if (body.type !== 'undefined') for (const message of messagesOf(body, value)) said.add(message);
    if (query instanceof z.ZodObject)
      for (const name of Object.keys(query.shape))
        for (const value of odd)
          for (const message of messagesOf(query, { [name]: value })) said.add(message);
  }
  expect(said.size).toBeGreaterThan(60);
  const strange = [...said].filter((message) => !/^(must|is|are|may|needs) [a-z0-9]/.test(message));
  expect(strange).toEqual([]);
  expect([...said].filter((message) => /Invalid|Too |received|regex/.test(message))).toEqual([]);
});
