import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { noParams, noQuery, nothing } from '../fields.ts';

export const SignInPolicy = z
  .object({
    /** Whoever has not turned one-time codes on can do nothing in the organisation but that. */
    secondFactorRequired: z.boolean(),
  })
  .meta({ id: 'SignInPolicy' });

const path = '/sign-in-policy';
const tag = 'Members';

export const readSignInPolicy = defineEndpoint({
  operation: 'readSignInPolicy',
  method: 'get',
  path,
  tag,
  summary: 'How members of my organisation must sign in',
  access: { kind: 'member', permission: 'members.read', keys: 'all' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: SignInPolicy,
  status: 200,
  limit: 'read',
  problems: [],
});

export const setSignInPolicy = defineEndpoint({
  operation: 'setSignInPolicy',
  method: 'put',
  path,
  tag,
  summary: 'Say how members of my organisation must sign in',
  description:
    'Holds for everybody from their next request on; whoever turns it on must have one-time codes themselves.',
  access: { kind: 'member', permission: 'sign_in_policy.write' },
  fresh: true,
  params: noParams,
  query: noQuery,
  body: SignInPolicy,
  response: SignInPolicy,
  status: 200,
  limit: 'write',
  problems: ['invalid_request'],
});
