import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/sign-in/passkey.ts';
import * as verbs from '#services/account/passkey/passkeys.ts';

export const passkeyRoutes = (router: Router, deps: verbs.PasskeyDeps): void => {
  bindMember(router, contract.listPasskeys, async ({ ctx, query }) => ({
    body: await verbs.listPasskeys(ctx, deps, query),
  }));
  bindMember(router, contract.beginPasskey, async ({ ctx }) => ({
    body: { ...(await verbs.beginPasskey(ctx, deps)) },
  }));
  bindMember(router, contract.addPasskey, async ({ ctx, body }) => ({
    body: await verbs.addPasskey(ctx, deps, body),
  }));
  bindMember(router, contract.removePasskey, async ({ ctx, params }) => {
    await verbs.removePasskey(ctx, deps, params.passkeyId);
    return { body: undefined };
  });
};
