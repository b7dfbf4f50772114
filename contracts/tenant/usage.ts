import { z } from 'zod';
import { limitNames, plans } from '#domain/plan/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { noParams, nothing } from '../fields.ts';

const MonthName = z
  .string()
  .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/, { error: 'must be a month, YYYY-MM' })
  .meta({ example: '2026-11' });

/** The month in UTC that is asked for; left out: the present one. */
export const MonthQuery = z.object({ month: MonthName.optional() });

export const Usage = z
  .object({
    month: MonthName,
    plan: z.enum(plans),
    items: z.array(
      z.object({
        /** `bookings`: made in the month; others: as they are now. */
        name: z.enum(limitNames),
        used: z.int(),
        /** Null: without limit. */
        limit: z.int().nullable(),
      }),
    ),
    /** Members whom the plan has no place for, now. */
    frozenMembers: z.int(),
    /** E-mails sent in the month. */
    mails: z.int(),
  })
  .meta({ id: 'Usage' });

export const readUsage = defineEndpoint({
  operation: 'readUsage',
  method: 'get',
  path: '/usage',
  tag: 'Account',
  summary: 'What my organisation has used of its plan in a month',
  access: { kind: 'member', permission: 'usage.read', keys: 'member' },
  params: noParams,
  query: MonthQuery,
  body: nothing,
  response: Usage,
  status: 200,
  limit: 'read',
  problems: [],
});
