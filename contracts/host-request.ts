import { z } from 'zod';
import { hostAnswers, hostRequestStates } from '#domain/link/host-consent.ts';
import { linkKinds } from '#domain/link/types.ts';
import { defineEndpoint } from './endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from './fields.ts';

const tag = 'Links';

const HostAnswer = z.enum(hostAnswers).meta({ id: 'HostAnswer' });

export const HostRequest = z
  .object({
    id: idOf('hostRequest'),
    state: z.enum(hostRequestStates),
    link: z.object({
      id: idOf('link'),
      title: z.string(),
      kind: z.enum(linkKinds),
      durationsMinutes: z.array(z.int()),
    }),
    ownerName: z.string(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'HostRequest' });

export const listHostRequests = defineEndpoint({
  operation: 'listHostRequests',
  method: 'get',
  path: '/host-requests',
  tag,
  summary: 'Links of others that I am asked to host, or host',
  access: { kind: 'member', permission: 'links.read', keys: 'member' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(HostRequest).meta({ id: 'HostRequestPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const answerHostRequest = defineEndpoint({
  operation: 'answerHostRequest',
  method: 'put',
  path: '/host-requests/{hostRequestId}/answer',
  tag,
  summary: 'Agree to host somebody’s link, decline, or leave it again',
  description: 'Bookings that were made stay as they are. The same answer may be given again.',
  access: { kind: 'member', permission: 'account.write' },
  params: z.object({ hostRequestId: idOf('hostRequest') }),
  query: noQuery,
  body: z.object({ answer: HostAnswer }),
  response: HostRequest,
  status: 200,
  limit: 'write',
  problems: ['not_found', 'invalid_transition', 'member_frozen'],
});
