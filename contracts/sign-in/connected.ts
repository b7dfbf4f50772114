import { z } from 'zod';
import { identityVendors } from '#domain/vendors.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

export const ConnectedSignIn = z
  .object({
    vendor: z.enum(identityVendors),
    /** The account there with which the person signs in; null: none. */
    account: z
      .object({
        /** What its owner knows it by. */
        label: z.string(),
        connectedAt: InstantOutput,
        lastUsedAt: InstantOutput.nullable(),
        /** There is no other way to sign in, so that it cannot be disconnected. */
        isLastWayIn: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'ConnectedSignIn' });

const VendorParams = z.object({ vendor: z.enum(identityVendors) });

export const listConnectedSignIns = defineEndpoint({
  operation: 'listConnectedSignIns',
  method: 'get',
  path: '/me/connected-sign-ins',
  tag: 'Account',
  summary: 'The vendors that people can sign in with here, my accounts there, and whether I have a password',
  access: { kind: 'member', permission: 'account.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(ConnectedSignIn)
    .extend({
      /** Whether the person signs in with a password as well. */
      hasPassword: z.boolean(),
    })
    .meta({ id: 'ConnectedSignInPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const connectSignIn = defineEndpoint({
  operation: 'connectSignIn',
  method: 'post',
  path: '/me/connected-sign-ins/{vendor}',
  tag: 'Account',
  summary: 'Begin to connect an account at a vendor, to sign in with it',
  description:
    'Answers the address at the vendor to send the browser to. It comes back to `/app/security`, within ten minutes, in the same browser and under the same sign-in.',
  access: { kind: 'member', permission: 'account.write' },
  fresh: true,
  params: VendorParams,
  query: noQuery,
  body: nothing,
  response: z.object({ url: z.string() }).meta({ id: 'VendorVisit' }),
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const disconnectSignIn = defineEndpoint({
  operation: 'disconnectSignIn',
  method: 'delete',
  path: '/me/connected-sign-ins/{vendor}',
  tag: 'Account',
  summary: 'Sign in with a vendor no longer',
  description: '`last_way_in` for whoever could not sign in in any other way.',
  access: { kind: 'member', permission: 'account.write' },
  fresh: true,
  params: VendorParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found', 'last_way_in'],
});
