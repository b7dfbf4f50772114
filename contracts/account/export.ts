import { z } from 'zod';
import { exportStates } from '#domain/export/types.ts';
import { failures } from '#domain/failure.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

const tag = 'My data';

export const Export = z
  .object({
    id: idOf('export'),
    state: z.enum(exportStates),
    /** Of the file, once it is ready. */
    bytes: z.int(),
    /** Why the last try to make it failed; it is tried again. */
    failure: z.enum(failures).nullable(),
    createdAt: InstantOutput,
    readyAt: InstantOutput.nullable(),
    /** Until when it can be downloaded. */
    expiresAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Export' });

export const askExport = defineEndpoint({
  operation: 'askExport',
  method: 'post',
  path: '/me/exports',
  tag,
  summary: 'Have a file made of all my data, in every organisation I am a member of',
  description:
    'A ZIP of JSON files (profile, sign-ins, memberships, schedules, links, connected accounts without their secrets, bookings I host with what their guests said, notifications, what I have done) and of a calendar (ICS) of the bookings. A mail says when it is ready; it can be downloaded for seven days. One is made at a time.',
  access: { kind: 'member', permission: 'account.write' },
  fresh: true,
  params: noParams,
  query: noQuery,
  body: z.object({}),
  response: Export,
  status: 201,
  idempotent: true,
  whileSuspended: true,
  limit: 'write',
  problems: ['already_under_way'],
});

export const listExports = defineEndpoint({
  operation: 'listExports',
  method: 'get',
  path: '/me/exports',
  tag,
  summary: 'Files of my data that are being made or can be downloaded, the latest first',
  access: { kind: 'member', permission: 'account.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Export).meta({ id: 'ExportPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const downloadExport = defineEndpoint({
  operation: 'downloadExport',
  method: 'get',
  path: '/me/exports/{exportId}/file',
  tag,
  summary: 'Download a file of my data',
  description: 'For the person it is about alone, until it expires: `not_found` to everybody else.',
  access: { kind: 'member', permission: 'account.read' },
  params: z.object({ exportId: idOf('export') }),
  query: noQuery,
  body: nothing,
  response: z.string(),
  status: 200,
  produces: 'application/zip',
  limit: 'read',
  problems: ['not_found'],
});
