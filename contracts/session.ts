import { z } from 'zod';
import { conferenceSources } from '#domain/conference/types.ts';
import { locationKinds } from '#domain/link/types.ts';
import { sessionStatuses } from '#domain/session/types.ts';
import { defineEndpoint } from './endpoint.ts';
import { InstantOutput, idOf, noQuery, nothing } from './fields.ts';

export const Session = z
  .object({
    id: idOf('session'),
    status: z.enum(sessionStatuses),
    linkId: idOf('link'),
    title: z.string(),
    start: InstantOutput,
    end: InstantOutput,
    hosts: z.array(z.object({ id: idOf('member'), name: z.string() })),
    capacity: z.int(),
    /** Places of guests, holds that have not ended included. */
    taken: z.int(),
    /** `label`: the host's own words, address or number; empty when there are none. */
    location: z.object({ kind: z.enum(locationKinds), label: z.string() }),
    /** Who gives the address of the meeting, or that nobody does; null when it does not meet online. */
    conference: z.enum(conferenceSources).nullable(),
    meetingUrl: z.string().nullable(),
    /** The session's workflow in the Temporal UI, when guests share it and the installation has one. */
    workflowUrl: z.string().nullable(),
  })
  .meta({ id: 'Session' });

export const getSession = defineEndpoint({
  operation: 'getSession',
  method: 'get',
  path: '/sessions/{sessionId}',
  tag: 'Sessions',
  summary: 'The time of hosts in which guests have places; its guests are the bookings with its id',
  access: { kind: 'member', permission: 'bookings.read', keys: 'all' },
  params: z.object({ sessionId: idOf('session') }),
  query: noQuery,
  body: nothing,
  response: Session,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});
