import { bindMember, type Router } from '#api/bind.ts';
import { changeHandle, getMe, listMembers, switchTenant } from '#contracts/account.ts';
import { changeHandle as takeHandle } from '#services/account/change-handle.ts';
import { getMe as readMe } from '#services/account/get-me.ts';
import type { Identity } from '#services/account/identity.ts';
import { listMembers as readMembers } from '#services/account/list-members.ts';
import { switchTenant as chooseTenant } from '#services/account/switch-tenant.ts';

export const accountRoutes = (
  router: Router,
  options: { publicUrl: string; temporalUiUrl: string | null; identity: Identity },
): void => {
  bindMember(router, getMe, async ({ ctx }) => ({ body: await readMe(ctx, options) }));
  bindMember(router, switchTenant, async ({ ctx, body }) => {
    const there = await chooseTenant(ctx, options.identity, body.tenantId);
    return { body: await readMe(there, options) };
  });
  bindMember(router, changeHandle, async ({ ctx, body }) => {
    await takeHandle(ctx, body.handle);
    return { body: await readMe(ctx, options) };
  });
  bindMember(router, listMembers, async ({ ctx, query }) => ({ body: await readMembers(ctx, query) }));
};
