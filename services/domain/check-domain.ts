import { and, eq } from 'drizzle-orm';
import { domains } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type DomainAnswer, lockDomain, presentDomain } from './present-domain.ts';
import { type SiteSettings, targetOf } from './sites.ts';

type Named = { domainId: string };

/** Looks at a domain now; one that was given up or released is waited for anew. */
export const checkDomain = (
  ctx: ServiceContext,
  { domainId, sites }: Named & { sites: SiteSettings },
): Promise<DomainAnswer> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    requireAccess(ctx, 'domains.write');
    const { tenantId } = ctx;
    const before = await lockDomain(tx, tenantId, domainId);
    const isOver = before.state === 'given_up' || before.state === 'released';
    const now = ctx.now();
    const anew = { state: 'pending', finding: null, askedAt: now, failingSince: null } as const;
    const change = { tryAt: now, ...(isOver ? anew : {}) };
    await tx
      .update(domains)
      .set(change)
      .where(and(eq(domains.tenantId, tenantId), eq(domains.id, domainId)));
    await audit(tx, ctx, { action: 'domain.check', targetKind: 'domain', targetId: domainId });
    wake(tx, { tenantId, kind: 'domain', subjectId: domainId });
    return presentDomain({ ...before, ...change }, targetOf(sites));
  });

/** Takes a domain off the list: nothing answers under it from then on, and others may prove it. */
export const removeDomain = (ctx: ServiceContext, { domainId }: Named): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    requireAccess(ctx, 'domains.write');
    const { tenantId } = ctx;
    const { name, state } = await lockDomain(tx, tenantId, domainId);
    await tx.delete(domains).where(and(eq(domains.tenantId, tenantId), eq(domains.id, domainId)));
    await audit(tx, ctx, {
      action: 'domain.remove',
      targetKind: 'domain',
      targetId: domainId,
      before: { name, state },
    });
    wake(tx, { tenantId, kind: 'domain', subjectId: domainId });
  });
