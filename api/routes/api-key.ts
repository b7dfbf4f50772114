import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/api-key/api-key.ts';
import { createApiKey, createTenantApiKey } from '#services/api-key/create-api-key.ts';
import { listApiKeys, listTenantApiKeys } from '#services/api-key/list-api-keys.ts';
import { revokeApiKey } from '#services/api-key/revoke-api-key.ts';
import { rotateApiKey } from '#services/api-key/rotate-api-key.ts';
import { updateApiKey } from '#services/api-key/update-api-key.ts';
import type { SignedText } from '#services/signed-text.ts';

export const apiKeyRoutes = (router: Router, { signed }: { signed: SignedText }): void => {
  bindMember(router, contract.listApiKeys, async ({ ctx, query }) => ({
    body: await listApiKeys(ctx, query),
  }));
  bindMember(router, contract.listTenantApiKeys, async ({ ctx, query }) => ({
    body: await listTenantApiKeys(ctx, query),
  }));
  bindMember(router, contract.createApiKey, async ({ ctx, body }) => ({
    body: await createApiKey(ctx, signed, body),
  }));
  bindMember(router, contract.createTenantApiKey, async ({ ctx, body }) => ({
    body: await createTenantApiKey(ctx, signed, body),
  }));
  bindMember(router, contract.updateApiKey, async ({ ctx, params, body }) => ({
    body: await updateApiKey(ctx, { ...params, ...body }),
  }));
  bindMember(router, contract.rotateApiKey, async ({ ctx, params, body }) => ({
    body: await rotateApiKey(ctx, signed, { ...params, ...body }),
  }));
  bindMember(router, contract.revokeApiKey, async ({ ctx, params }) => {
    await revokeApiKey(ctx, params);
    return { body: undefined };
  });
};
