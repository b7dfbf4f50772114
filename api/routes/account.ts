import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/account.ts';
import { changeHandle as takeHandle } from '#services/account/change-handle.ts';
import { getMe as readMe } from '#services/account/get-me.ts';
import type { Identity } from '#services/account/identity.ts';
import { removePhoto } from '#services/account/photo/remove-photo.ts';
import { setPhoto } from '#services/account/photo/set-photo.ts';
import { switchTenant as chooseTenant } from '#services/account/switch-tenant.ts';
import { updateMe } from '#services/account/update-me.ts';

export const accountRoutes = (
  router: Router,
  options: { publicUrl: string; temporalUiUrl: string | null; identity: Identity },
): void => {
  bindMember(router, contract.getMe, async ({ ctx }) => ({ body: await readMe(ctx, options) }));
  bindMember(router, contract.switchTenant, async ({ ctx, body }) => {
    const there = await chooseTenant(ctx, options.identity, body.tenantId);
    return { body: await readMe(there, options) };
  });
  bindMember(router, contract.updateMe, async ({ ctx, body }) => {
    await updateMe(ctx, body);
    return { body: await readMe(ctx, options) };
  });
  bindMember(router, contract.setPhoto, async ({ ctx, body }) => {
    await setPhoto(ctx, body.image);
    return { body: await readMe(ctx, options) };
  });
  bindMember(router, contract.removePhoto, async ({ ctx }) => {
    await removePhoto(ctx);
    return { body: await readMe(ctx, options) };
  });
  bindMember(router, contract.changeHandle, async ({ ctx, body }) => {
    await takeHandle(ctx, body.handle);
    return { body: await readMe(ctx, options) };
  });
};
