import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, line, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

export const Passkey = z
  .object({
    id: idOf('passkey'),
    name: z.string(),
    createdAt: InstantOutput,
    /** Null: not yet. */
    lastUsedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Passkey' });

const base64url = z.string().max(20_000);

/** What a browser's authenticator answers, as much of it as counts; what it says is judged by what it has signed. */
const MadePasskey = z.object({
  id: base64url.min(1),
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});

const write = { kind: 'member', permission: 'account.write' } as const;

export const listPasskeys = defineEndpoint({
  operation: 'listPasskeys',
  method: 'get',
  path: '/me/passkeys',
  tag: 'Account',
  summary: 'My passkeys, the newest first',
  access: { kind: 'member', permission: 'account.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Passkey).meta({ id: 'PasskeyPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const beginPasskey = defineEndpoint({
  operation: 'beginPasskey',
  method: 'put',
  path: '/me/passkeys/challenge',
  tag: 'Account',
  summary: 'Get what a browser needs to make a passkey',
  description:
    'Answers `PublicKeyCredentialCreationOptionsJSON` of WebAuthn. The challenge in it works once, for five minutes.',
  access: write,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z.looseObject({ challenge: z.string() }).meta({ id: 'PasskeyChallenge' }),
  status: 200,
  limit: 'write',
  problems: [],
});

export const addPasskey = defineEndpoint({
  operation: 'addPasskey',
  method: 'post',
  path: '/me/passkeys',
  tag: 'Account',
  summary: 'Add a passkey that my browser has made',
  description:
    'Takes these parts of `RegistrationResponseJSON` of WebAuthn. It signs in without password and code, so its owner must have unlocked it.',
  access: write,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: z.object({ name: line(80), response: MadePasskey }),
  response: Passkey,
  status: 201,
  limit: 'write',
  problems: [],
});

export const removePasskey = defineEndpoint({
  operation: 'removePasskey',
  method: 'delete',
  path: '/me/passkeys/{passkeyId}',
  tag: 'Account',
  summary: 'Remove one of my passkeys',
  access: write,
  fresh: true,
  params: z.object({ passkeyId: idOf('passkey') }),
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});
