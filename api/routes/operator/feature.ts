import { bindOperator, type Router } from '#api/bind.ts';
import * as contract from '#contracts/operator/feature.ts';
import { listFeatures } from '#services/feature/list-features.ts';
import { setFeature } from '#services/feature/set-feature.ts';

/** Serves operators: what is switched on and off. */
export const featureRoutes = (router: Router): void => {
  for (const row of [contract.listFeatures, contract.listTenantFeatures] as const)
    bindOperator(router, row, async ({ ctx }) => ({ body: await listFeatures(ctx) }));
  bindOperator(router, contract.setFeature, async ({ ctx, params, body }) => {
    await setFeature(ctx, { ...params, ...body });
    return { body: await listFeatures(ctx) };
  });
  bindOperator(router, contract.setTenantFeature, async ({ ctx, params, body }) => {
    await setFeature(ctx, { ...params, ...body });
    return { body: await listFeatures(ctx) };
  });
};
