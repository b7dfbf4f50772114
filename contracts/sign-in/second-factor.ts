import { z } from 'zod';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, noParams, noQuery, nothing } from '../fields.ts';

/** A code of the app, or a recovery code. */
const Code = z
  .string()
  .min(1, { error: 'must not be empty' })
  .max(60, { error: 'must have at most 60 characters' });

const OneCode = z.object({ code: Code });

export const SecondFactor = z
  .object({
    /** Null: nobody is asked for a code. */
    enabledAt: InstantOutput.nullable(),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: 'SecondFactor' });

export const SecondFactorSetup = z
  .object({
    /** For typing, in base32. */
    secret: z.string(),
    /** For a QR code: `otpauth://totp/…`. */
    address: z.string(),
  })
  .meta({ id: 'SecondFactorSetup' });

const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });

const mine = { params: noParams, query: noQuery, tag: 'Account' } as const;
const write = { kind: 'member', permission: 'account.write' } as const;

export const getSecondFactor = defineEndpoint({
  ...mine,
  operation: 'getSecondFactor',
  method: 'get',
  path: '/me/second-factor',
  summary: 'Whether I am asked for a one-time code when I sign in',
  access: { kind: 'member', permission: 'account.read' },
  body: nothing,
  response: SecondFactor,
  status: 200,
  limit: 'read',
  problems: [],
});

export const setUpSecondFactor = defineEndpoint({
  ...mine,
  operation: 'setUpSecondFactor',
  method: 'put',
  path: '/me/second-factor/setup',
  summary: 'Get a secret for an app that makes one-time codes (TOTP)',
  description:
    'Nothing is asked for until a code of it was shown. Each call replaces the secret of the one before.',
  access: write,
  fresh: true,
  body: nothing,
  response: SecondFactorSetup,
  status: 200,
  limit: 'write',
  problems: ['already_enabled'],
});

export const enableSecondFactor = defineEndpoint({
  ...mine,
  operation: 'enableSecondFactor',
  method: 'put',
  path: '/me/second-factor',
  summary: 'Have a one-time code asked for whenever I sign in with my password',
  description:
    'Takes a first code of the app and answers ten recovery codes, each of which works once in place of one. They are shown this once.',
  access: write,
  fresh: true,
  body: OneCode,
  response: RecoveryCodes,
  status: 200,
  limit: 'write',
  problems: ['already_enabled'],
});

export const renewRecoveryCodes = defineEndpoint({
  ...mine,
  operation: 'renewRecoveryCodes',
  method: 'put',
  path: '/me/recovery-codes',
  summary: 'Get ten other recovery codes; those from before stop working',
  access: write,
  fresh: true,
  body: OneCode,
  response: RecoveryCodes,
  status: 200,
  limit: 'write',
  problems: [],
});

export const disableSecondFactor = defineEndpoint({
  ...mine,
  operation: 'disableSecondFactor',
  method: 'post',
  path: '/me/second-factor/disable',
  summary: 'Have no one-time code asked for any more',
  access: write,
  fresh: true,
  body: OneCode,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: [],
});
