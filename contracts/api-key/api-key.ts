import { z } from 'zod';
import { keyOwners, keyScopes, mostKeys, mostOverlapHours } from '#domain/api-key/scopes.ts';
import { keyStates } from '#domain/api-key/state.ts';
import { permissions } from '#domain/member/permissions.ts';
import { defineEndpoint } from '../endpoint.ts';
import {
  InstantInput,
  InstantOutput,
  idOf,
  line,
  noParams,
  noQuery,
  nothing,
  PageQuery,
  pageOf,
  someOf,
  whole,
} from '../fields.ts';

const Owner = z.enum(keyOwners);
const Scope = z.enum(keyScopes, { error: 'is not a scope of API keys' });

export const ApiKey = z
  .object({
    id: idOf('apiKey'),
    name: z.string(),
    /** `me`: it acts as the member; `tenant`: it belongs to the organisation and acts as nobody. */
    owner: Owner,
    scopes: z.array(z.enum(permissions)),
    state: z.enum(keyStates),
    /** `name` null: they have left and are no longer known. */
    createdBy: z.object({ id: idOf('member'), name: z.string().nullable() }),
    createdAt: InstantOutput,
    expiresAt: InstantOutput.nullable(),
    revokedAt: InstantOutput.nullable(),
    /** Until when the key before the last rotation is good as well; null when it is not. */
    formerUntil: InstantOutput.nullable(),
    /** Written once a minute at most. */
    lastUsedAt: InstantOutput.nullable(),
    /** The network it was last used from. */
    lastUsedFrom: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });

const MadeApiKey = ApiKey.extend({
  /** Shown in this answer and never again: no more than a hash of it is kept. */
  key: z.string(),
}).meta({ id: 'MadeApiKey' });

/** `available`: the scopes that the caller can give to a new one. */
const keyPage = (id: string) =>
  pageOf(ApiKey)
    .extend({ available: z.array(Scope) })
    .meta({ id });

const KeyParams = z.object({ apiKeyId: idOf('apiKey') });
const tag = 'API keys';

export const listApiKeys = defineEndpoint({
  operation: 'listApiKeys',
  method: 'get',
  path: '/api-keys',
  tag,
  summary: 'My API keys, the newest first',
  access: { kind: 'member', permission: 'api_keys.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: keyPage('ApiKeyPage'),
  status: 200,
  limit: 'read',
  problems: [],
});

export const listTenantApiKeys = defineEndpoint({
  operation: 'listTenantApiKeys',
  method: 'get',
  path: '/tenant/api-keys',
  tag,
  summary: 'API keys of the organisation, the newest first',
  access: { kind: 'member', permission: 'tenant_api_keys.read' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: keyPage('TenantApiKeyPage'),
  status: 200,
  limit: 'read',
  problems: [],
});

const KeyInput = z.object({
  name: line(80),
  scopes: z
    .array(Scope)
    .min(1, { error: 'must name at least one scope' })
    .max(keyScopes.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'must name each scope once' }),
  /** Null: it does not expire. */
  expiresAt: InstantInput.nullable(),
});

const making = `Programs send it as \`Authorization: Bearer evk_…\`. It is shown in this answer only. There are at most ${mostKeys} active ones at a time.`;

export const createApiKey = defineEndpoint({
  operation: 'createApiKey',
  method: 'post',
  path: '/api-keys',
  tag,
  summary: 'Create an API key that acts as me',
  description: `${making} It never has more than my role has when it is used, and ends with my membership.`,
  access: { kind: 'member', permission: 'api_keys.write' },
  fresh: true,
  feature: 'api_keys',
  params: noParams,
  query: noQuery,
  body: KeyInput.meta({ id: 'ApiKeyInput' }),
  response: MadeApiKey,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['too_many_keys'],
});

export const createTenantApiKey = defineEndpoint({
  operation: 'createTenantApiKey',
  method: 'post',
  path: '/tenant/api-keys',
  tag,
  summary: 'Create an API key of the organisation',
  description: `${making} It acts as no member and goes on when its maker leaves. \`others.write\` must be among its scopes, as everything belongs to one of the members; what is done by or to the member who acts is not open to it.`,
  access: { kind: 'member', permission: 'tenant_api_keys.write' },
  fresh: true,
  feature: 'api_keys',
  params: noParams,
  query: noQuery,
  body: KeyInput.meta({ id: 'TenantApiKeyInput' }),
  response: MadeApiKey,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['too_many_keys'],
});

export const updateApiKey = defineEndpoint({
  operation: 'updateApiKey',
  method: 'patch',
  path: '/api-keys/{apiKeyId}',
  tag,
  summary: 'Rename a key of mine or, with `tenant_api_keys.write`, one of the organisation',
  access: { kind: 'member', permission: 'api_keys.write' },
  params: KeyParams,
  query: noQuery,
  body: someOf({ name: line(80) }).meta({ id: 'ApiKeyPatch' }),
  response: ApiKey,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const rotateApiKey = defineEndpoint({
  operation: 'rotateApiKey',
  method: 'post',
  path: '/api-keys/{apiKeyId}/rotate',
  tag,
  summary: 'Replace a key of mine or, with `tenant_api_keys.write`, one of the organisation',
  description:
    'Id, name, scopes and expiry stay. The key before goes on for `overlapHours`; one that was replaced earlier ends now.',
  access: { kind: 'member', permission: 'api_keys.write' },
  fresh: true,
  feature: 'api_keys',
  params: KeyParams,
  query: noQuery,
  body: z.object({ overlapHours: whole(0, mostOverlapHours) }),
  response: MadeApiKey,
  status: 201,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'key_ended'],
});

export const revokeApiKey = defineEndpoint({
  operation: 'revokeApiKey',
  method: 'delete',
  path: '/api-keys/{apiKeyId}',
  tag,
  summary: 'Revoke a key: the next request with it is refused, and its event streams end',
  description:
    'One of mine; with `tenant_api_keys.write` one of the organisation; with `others.write` one of any member. One that has ended stays as it is.',
  access: { kind: 'member', permission: 'api_keys.write' },
  params: KeyParams,
  query: noQuery,
  body: nothing,
  response: nothing,
  status: 204,
  limit: 'write',
  problems: ['not_found'],
});
