import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

export const SignIn = z
  .object({
    id: idOf('signIn'),
    /** As it names itself; null where it does not. */
    browser: z.string().nullable(),
    system: z.string().nullable(),
    /** The first parts of the address (/24, or /48 of IPv6); null for one that was made elsewhere. */
    addressPrefix: z.string().nullable(),
    signedInAt: InstantOutput,
    /** Exact to five minutes. */
    lastSeenAt: InstantOutput,
    /** The one that asks. */
    isCurrent: z.boolean(),
  })
  .meta({ id: 'SignIn' });

export const listSignIns = defineEndpoint({
  operation: 'listSignIns',
  method: 'get',
  path: '/me/sign-ins',
  tag: 'Account',
  summary: 'Where I am signed in, the newest first',
  access: { kind: 'member', permission: 'account.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(SignIn).meta({ id: 'SignInPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const endSignIn = defineEndpoint({
  operation: 'endSignIn',
  method: 'delete',
  path: '/me/sign-ins/{signInId}',
  tag: 'Account',
  summary: 'Sign out one of my devices',
  description: 'Holds from the next request on; event streams that were opened under it end.',
  access: { kind: 'member', permission: 'account.write' },
  params: z.object({ signInId: idOf('signIn') }),
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});

export const endOtherSignIns = defineEndpoint({
  operation: 'endOtherSignIns',
  method: 'delete',
  path: '/me/sign-ins',
  tag: 'Account',
  summary: 'Sign out everywhere but here',
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: [],
});
