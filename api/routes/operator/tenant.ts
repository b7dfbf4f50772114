import { bindOperator, type Router } from '#api/bind.ts';
import * as contract from '#contracts/operator/tenant.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { Identity } from '#services/account/identity.ts';
import { listPlans } from '#services/plan/list-plans.ts';
import { readTenantUsage } from '#services/plan/read-usage.ts';
import { resumeTenant, suspendTenant } from '#services/tenant/change-state.ts';
import { createTenant } from '#services/tenant/create-tenant.ts';
import { listTenants } from '#services/tenant/list-tenants.ts';
import { readTenant } from '#services/tenant/read-tenant.ts';
import { setPlan } from '#services/tenant/set-plan.ts';
import { updateTenant } from '#services/tenant/update-tenant.ts';
import { askTenantDeletion, callOffTenantDeletion } from '#services/tenant-deletion/ask-deletion.ts';

/** Serves operators: the organisations of the installation. */
export const operatorTenantRoutes = (
  router: Router,
  options: { identity: Identity; defaultPlan: Plan },
): void => {
  bindOperator(router, contract.listTenants, async ({ ctx, query }) => ({
    body: await listTenants(ctx, query),
  }));
  bindOperator(router, contract.createTenant, async ({ ctx, body }) => {
    const { handle = null, plan = options.defaultPlan } = body;
    const planSource = body.plan === undefined ? 'standard' : 'operator';
    const { tenantId } = await createTenant(ctx, options.identity, { ...body, handle, plan, planSource });
    return { body: await readTenant({ ...ctx, tenantId }) };
  });
  bindOperator(router, contract.readTenant, async ({ ctx }) => ({ body: await readTenant(ctx) }));
  bindOperator(router, contract.updateTenant, async ({ ctx, body }) => {
    await updateTenant(ctx, body);
    return { body: await readTenant(ctx) };
  });
  bindOperator(router, contract.setPlan, async ({ ctx, body }) => {
    await setPlan(ctx, body);
    return { body: await readTenant(ctx) };
  });
  bindOperator(router, contract.listPlans, async ({ ctx }) => ({ body: listPlans(ctx) }));
  bindOperator(router, contract.readTenantUsage, async ({ ctx, query }) => ({
    body: await readTenantUsage(ctx, query),
  }));
  bindOperator(router, contract.askTenantDeletion, async ({ ctx, body }) => {
    await askTenantDeletion(ctx, body);
    return { body: await readTenant(ctx) };
  });
  bindOperator(router, contract.callOffTenantDeletion, async ({ ctx, body }) => {
    await callOffTenantDeletion(ctx, body);
    return { body: await readTenant(ctx) };
  });
  bindOperator(router, contract.suspendTenant, async ({ ctx, body }) => {
    await suspendTenant(ctx, body);
    return { body: await readTenant(ctx) };
  });
  bindOperator(router, contract.resumeTenant, async ({ ctx, body }) => {
    await resumeTenant(ctx, body);
    return { body: await readTenant(ctx) };
  });
};
