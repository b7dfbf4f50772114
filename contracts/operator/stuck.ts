import { z } from 'zod';
import { failures } from '#domain/failure.ts';
import { stuckKinds } from '#domain/stuck/kinds.ts';
import { retriedAtOnce, stuckSubjectKinds } from '#domain/stuck/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';
import { Reason } from './tenant.ts';

const tag = 'Operators';
const access = { kind: 'operator' } as const;

const filter = {
  kind: z.enum(stuckKinds).optional(),
  tenantId: idOf('tenant').optional(),
  /** Why it stands still. */
  failure: z.enum(failures).optional(),
};

const StuckItem = z
  .object({
    /** Of the thing itself; of a workflow its own. */
    id: z.string(),
    kind: z.enum(stuckKinds),
    /** Null: it is the installation’s, as a mail to somebody who wants an account. */
    tenant: z.object({ id: idOf('tenant'), name: z.string() }).nullable(),
    /** Which effect, who was to be told what, or what is wrong with a domain. */
    what: z.string().nullable(),
    subject: z.object({ kind: z.enum(stuckSubjectKinds), id: z.string() }),
    /** Null: it has not been looked at, or `what` says why. */
    failure: z.string().nullable(),
    since: InstantOutput,
    tries: z.int(),
    nextTryAt: InstantOutput.nullable(),
    /** Its workflow in the Temporal UI, when the installation has one. */
    workflowUrl: z.string().nullable(),
  })
  .meta({ id: 'StuckItem' });

export const listStuck = defineEndpoint({
  operation: 'listStuck',
  method: 'get',
  path: '/operator/stuck',
  tag,
  summary: 'What stands still or fails over all organisations, the longest first',
  description:
    'Effects, notifications and mails that fail or were given up, departures that fail, calendars that cannot be read, domains whose records are gone or were not found for a day, payments and refunds whose vendor could not be asked for an hour, and workflows that have not looked for five minutes after their moment.',
  access,
  params: noParams,
  query: z.object({ ...PageQuery, ...filter }),
  body: nothing,
  response: pageOf(StuckItem).meta({ id: 'StuckPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const readStuckFigures = defineEndpoint({
  operation: 'readStuckFigures',
  method: 'get',
  path: '/operator/stuck/figures',
  tag,
  summary: 'How much stands still, by what it is and why',
  access,
  params: noParams,
  query: z.object(filter),
  body: nothing,
  response: z
    .object({
      items: z.array(
        z.object({
          kind: z.enum(stuckKinds),
          failure: z.string().nullable(),
          count: z.int(),
          since: InstantOutput,
        }),
      ),
    })
    .meta({ id: 'StuckFigures' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const retryStuck = defineEndpoint({
  operation: 'retryStuck',
  method: 'post',
  path: '/operator/stuck/retry',
  tag,
  summary: 'Have what stands still tried again: one of it, or all that match',
  description: `At most ${retriedAtOnce} by one request, the longest first; send \`nextCursor\` as \`cursor\` to go on. Their workflows do it. What has been settled meanwhile, and mails to blocked addresses, are left alone.`,
  access,
  params: noParams,
  query: noQuery,
  body: z.object({
    ...filter,
    /** As the list names it. */
    id: z.string().max(60).optional(),
    cursor: z.string().max(200).optional(),
    reason: Reason,
  }),
  response: z.object({ retried: z.int(), nextCursor: z.string().nullable() }).meta({ id: 'StuckRetried' }),
  status: 200,
  limit: 'write',
  problems: [],
});
