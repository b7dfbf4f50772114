import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { Email, InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';
import { Reason } from './tenant.ts';

const tag = 'Operators';
const access = { kind: 'operator' } as const;

export const getOperator = defineEndpoint({
  operation: 'getOperator',
  method: 'get',
  path: '/operator/me',
  tag,
  summary: 'Who operates',
  access,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z.object({ userId: z.string(), email: z.string(), temporalUiUrl: z.string().nullable() }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const listOperators = defineEndpoint({
  operation: 'listOperators',
  method: 'get',
  path: '/operator/operators',
  tag,
  summary: 'Everybody who operates the installation, those who were granted it longest ago first',
  access,
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(z.object({ id: idOf('operator'), email: z.string(), grantedAt: InstantOutput }))
    .extend({
      /** Addresses of those who operate by the installation's settings, and are withdrawn there: with every page. */
      ofSettings: z.array(z.string()),
    })
    .meta({ id: 'OperatorList' }),
  status: 200,
  limit: 'read',
  problems: ['invalid_request'],
});

export const grantOperator = defineEndpoint({
  operation: 'grantOperator',
  method: 'put',
  path: '/operator/operators',
  tag,
  summary: 'Make somebody who signs in here an operator; whoever is one stays one',
  access,
  params: noParams,
  query: noQuery,
  body: z.object({ email: Email, reason: Reason }),
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['invalid_request'],
});

export const withdrawOperator = defineEndpoint({
  operation: 'withdrawOperator',
  method: 'post',
  path: '/operator/operators/{operatorId}/withdraw',
  tag,
  summary: 'Take back that somebody is an operator; takes effect with their next request',
  access,
  params: z.object({ operatorId: idOf('operator') }),
  query: noQuery,
  body: z.object({ reason: Reason }),
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});
