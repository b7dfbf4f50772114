import type { Context } from 'hono';
import { bindMember, type Router } from '#api/bind.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/account.ts';
import * as policy from '#contracts/tenant/sign-in-policy.ts';
import * as usage from '#contracts/tenant/usage.ts';
import type { Database } from '#db/client.ts';
import { changeHandle as takeHandle } from '#services/account/change-handle.ts';
import { getMe as readMe } from '#services/account/get-me.ts';
import type { Identity } from '#services/account/identity.ts';
import { removePhoto } from '#services/account/photo/remove-photo.ts';
import { setPhoto } from '#services/account/photo/set-photo.ts';
import { switchTenant as chooseTenant } from '#services/account/switch-tenant.ts';
import { updateMe } from '#services/account/update-me.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Sites } from '#services/domain/sites.ts';
import type { Operators } from '#services/operator/find-operator.ts';
import { readUsage } from '#services/plan/read-usage.ts';
import { readSignInPolicy, setSignInPolicy } from '#services/tenant/sign-in-policy.ts';

export const accountRoutes = (
  router: Router,
  options: {
    sites: Sites;
    temporalUiUrl: string | null;
    sellsPlans: boolean;
    identity: Identity;
    operators: Operators;
    authDb: Database;
  },
): void => {
  const meOf = async (c: Context<AppEnv>, ctx: ServiceContext) => {
    const user = c.get('signedIn');
    const isOperator = user !== undefined && (await options.operators.sourceOf(user)) !== null;
    const publicUrl = await options.sites.originOf(ctx.tenantId);
    const { temporalUiUrl, sellsPlans } = options;
    return readMe(ctx, { publicUrl, temporalUiUrl, isOperator, sellsPlans });
  };
  bindMember(router, contract.getMe, async ({ c, ctx }) => ({ body: await meOf(c, ctx) }));
  bindMember(router, contract.switchTenant, async ({ c, ctx, body }) => {
    const there = await chooseTenant(ctx, options.identity, body.tenantId);
    return { body: await meOf(c, there) };
  });
  bindMember(router, contract.updateMe, async ({ c, ctx, body }) => {
    await updateMe(ctx, body);
    return { body: await meOf(c, ctx) };
  });
  bindMember(router, contract.setPhoto, async ({ c, ctx, body }) => {
    await setPhoto(ctx, body.image);
    return { body: await meOf(c, ctx) };
  });
  bindMember(router, contract.removePhoto, async ({ c, ctx }) => {
    await removePhoto(ctx);
    return { body: await meOf(c, ctx) };
  });
  bindMember(router, contract.changeHandle, async ({ c, ctx, body }) => {
    await takeHandle(ctx, body.handle);
    return { body: await meOf(c, ctx) };
  });
  bindMember(router, policy.readSignInPolicy, async ({ ctx }) => ({ body: await readSignInPolicy(ctx) }));
  bindMember(router, policy.setSignInPolicy, async ({ ctx, body }) => ({
    body: await setSignInPolicy(ctx, options, body),
  }));
  bindMember(router, usage.readUsage, async ({ ctx, query }) => ({ body: await readUsage(ctx, query) }));
};
