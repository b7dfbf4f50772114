import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/sign-in/second-factor.ts';
import type { SecondFactorDeps } from '#services/account/second-factor/check-code.ts';
import * as verbs from '#services/account/second-factor/second-factor.ts';

export const secondFactorRoutes = (router: Router, deps: SecondFactorDeps): void => {
  bindMember(router, contract.getSecondFactor, async ({ ctx }) => ({
    body: await verbs.getSecondFactor(ctx, deps),
  }));
  bindMember(router, contract.setUpSecondFactor, async ({ ctx }) => ({
    body: await verbs.setUpSecondFactor(ctx, deps),
  }));
  bindMember(router, contract.enableSecondFactor, async ({ ctx, body }) => ({
    body: { recoveryCodes: await verbs.enableSecondFactor(ctx, deps, body.code) },
  }));
  bindMember(router, contract.renewRecoveryCodes, async ({ ctx, body }) => ({
    body: { recoveryCodes: await verbs.renewRecoveryCodes(ctx, deps, body.code) },
  }));
  bindMember(router, contract.disableSecondFactor, async ({ ctx, body }) => {
    await verbs.disableSecondFactor(ctx, deps, body.code);
    return { body: undefined };
  });
};
