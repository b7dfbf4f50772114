import { z } from 'zod';
import { accountDeletionPlans, accountDeletionStates } from '#domain/account-deletion/types.ts';
import { failures } from '#domain/failure.ts';
import { defineEndpoint } from '../endpoint.ts';
import { Email, InstantOutput, idOf, noParams, noQuery, nothing } from '../fields.ts';

const tag = 'My data';

export const AccountDeletion = z
  .object({
    id: idOf('accountDeletion'),
    plan: z.enum(accountDeletionPlans),
    state: z.enum(accountDeletionStates),
    /** Until when it can be called off. */
    dueAt: InstantOutput,
    /** Why it could not be done yet; it is tried again. */
    failure: z.enum(failures).nullable(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'AccountDeletion' });

export const readAccountDeletion = defineEndpoint({
  operation: 'readAccountDeletion',
  method: 'get',
  path: '/me/deletion',
  tag,
  summary: 'Whether my account is to be deleted, and when',
  access: { kind: 'member', permission: 'account.read' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z.object({ deletion: AccountDeletion.nullable() }).meta({ id: 'OwnAccountDeletion' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const previewAccountDeletion = defineEndpoint({
  operation: 'previewAccountDeletion',
  method: 'get',
  path: '/me/deletion-preview',
  tag,
  summary: 'What deleting my account would concern in each of my organisations',
  access: { kind: 'member', permission: 'account.read' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({
      organisations: z.array(
        z.object({
          id: idOf('tenant'),
          name: z.string(),
          /** Bookings ahead that I host. */
          bookings: z.int(),
          /** Somebody else has to become an owner first. */
          isLastOwner: z.boolean(),
        }),
      ),
    })
    .meta({ id: 'AccountDeletionPreview' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const askAccountDeletion = defineEndpoint({
  operation: 'askAccountDeletion',
  method: 'put',
  path: '/me/deletion',
  tag,
  summary: 'Have my account deleted in two weeks',
  description:
    'Until then everything stays as it is and it can be called off. Then I leave every organisation: bookings ahead are given on as `plan` says (`reassign` to other hosts of their links, what nobody can take is cancelled; `cancel` all of them), and guests are notified. My name, address, photo, public addresses, sign-ins and connected accounts are erased; records keep ids. `email` must be the address I sign in with. `last_owner` while an organisation has no other owner.',
  access: { kind: 'member', permission: 'account.write' },
  fresh: true,
  params: noParams,
  query: noQuery,
  body: z.object({ email: Email, plan: z.enum(accountDeletionPlans) }),
  response: AccountDeletion,
  status: 200,
  whileSuspended: true,
  limit: 'write',
  problems: ['last_owner'],
});

export const callOffAccountDeletion = defineEndpoint({
  operation: 'callOffAccountDeletion',
  method: 'delete',
  path: '/me/deletion',
  tag,
  summary: 'Keep my account',
  access: { kind: 'member', permission: 'account.write' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  whileSuspended: true,
  limit: 'write',
  problems: ['not_found'],
});
