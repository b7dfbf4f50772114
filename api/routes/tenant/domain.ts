import { bindMember, bindOperator, type Router } from '#api/bind.ts';
import * as contract from '#contracts/tenant/domain.ts';
import { addDomain } from '#services/domain/add-domain.ts';
import { checkDomain, removeDomain } from '#services/domain/check-domain.ts';
import { listDomains, listTenantDomains } from '#services/domain/list-domains.ts';
import type { SiteSettings } from '#services/domain/sites.ts';

/** Serves the domains of an organisation, and operators those of every one. */
export const domainRoutes = (router: Router, sites: SiteSettings): void => {
  bindMember(router, contract.listDomains, async ({ ctx, query }) => ({
    body: await listDomains(ctx, { ...query, sites }),
  }));
  bindMember(router, contract.addDomain, async ({ ctx, body }) => ({
    body: await addDomain(ctx, { ...body, sites }),
  }));
  bindMember(router, contract.checkDomain, async ({ ctx, params }) => ({
    body: await checkDomain(ctx, { ...params, sites }),
  }));
  bindMember(router, contract.removeDomain, async ({ ctx, params }) => {
    await removeDomain(ctx, params);
    return { body: undefined };
  });
  bindOperator(router, contract.listTenantDomains, async ({ ctx, query }) => ({
    body: await listTenantDomains(ctx, query),
  }));
};
