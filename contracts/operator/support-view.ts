import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing } from '../fields.ts';
import { Reason } from './tenant.ts';

const tag = 'Operators';
const access = { kind: 'operator' } as const;

export const enterSupportView = defineEndpoint({
  operation: 'enterSupportView',
  method: 'put',
  path: '/operator/tenants/{tenantId}/support-view',
  tag,
  summary: 'Look at an organisation as its admins see it, and change nothing',
  description:
    'For this sign-in, for half an hour: operations of members answer as to an admin, for everything of everybody, without addresses, telephone numbers and what guests have written; what changes something, and files, are 403 `read_only_view`. Another view of this sign-in ends; one of the same organisation that is open goes on. It ends when it is left, with its time, with the sign-in, and when the operator is none any more. The owners of the organisation are mailed who looks, why and until when, and its log says so.',
  access,
  fresh: true,
  params: z.object({ tenantId: idOf('tenant') }),
  query: noQuery,
  body: z.object({ reason: Reason }),
  response: z
    .object({ id: idOf('supportView'), reason: z.string(), endsAt: InstantOutput })
    .meta({ id: 'SupportView' }),
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const leaveSupportView = defineEndpoint({
  operation: 'leaveSupportView',
  method: 'delete',
  path: '/operator/support-view',
  tag,
  summary: 'End the support view of this sign-in; without one nothing changes',
  access,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: [],
});
