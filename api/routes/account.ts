import { bindMember, type Router } from '#api/bind.ts';
import { getMe, listMembers } from '#contracts/account.ts';
import { getMe as readMe } from '#services/account/get-me.ts';
import { listMembers as readMembers } from '#services/account/list-members.ts';

export const accountRoutes = (
  router: Router,
  options: { publicUrl: string; temporalUiUrl: string | null },
): void => {
  bindMember(router, getMe, async ({ ctx }) => ({ body: await readMe(ctx, options) }));
  bindMember(router, listMembers, async ({ ctx, query }) => ({ body: await readMembers(ctx, query) }));
};
