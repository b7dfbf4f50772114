import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { domains } from '#db/schema/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { requireRoom } from '#services/plan/require-room.ts';
import { domainName } from './domain-name.ts';
import { type DomainAnswer, lockDomain, presentDomain } from './present-domain.ts';
import { type SiteSettings, targetOf } from './sites.ts';

const refused = (message: string): AppError =>
  new AppError('invalid_request', 'This domain cannot be used.', { errors: [{ pointer: '/name', message }] });

/** The name in the form it is kept in; `invalid_request` for what is none, or the installation's own. */
const readName = (text: string, { publicUrl, tenantDomain }: SiteSettings): string => {
  const found = domainName(text);
  if ('problem' in found) throw refused(found.problem);
  const own = [new URL(publicUrl).hostname, tenantDomain].filter((each) => each !== '');
  if (own.some((each) => found.name === each || found.name.endsWith(`.${each}`)))
    throw refused('belongs to this installation');
  return found.name;
};

/**
 * Begins to look for the proof that a domain is the tenant's. Whether another organisation has it already is not asked: that shows
 * once it is proved. `domain_added` when the tenant has it on its list.
 */
export const addDomain = (
  ctx: ServiceContext,
  input: { name: string; sites: SiteSettings },
): Promise<DomainAnswer> =>
  inCommand(ctx, {
    run: async (tx) => {
      const by = requirePermission(ctx, 'domains.write');
      const { tenantId } = ctx;
      const name = readName(input.name, input.sites);
      const known = and(eq(domains.tenantId, tenantId), eq(domains.name, name));
      if ((await tx.$count(domains, known)) > 0)
        throw new AppError('domain_added', 'The organisation has this domain on its list.');
      await requireRoom(tx, ctx, { name: 'domains' });
      const id = ctx.newId('domain');
      const now = ctx.now();
      const [row] = await tx
        .insert(domains)
        .values({
          tenantId,
          id,
          name,
          token: randomBytes(16).toString('hex'),
          addedBy: by.memberId,
          createdAt: now,
          askedAt: now,
          tryAt: now,
        })
        .onConflictDoNothing({ target: [domains.tenantId, domains.name] })
        .returning();
      if (row === undefined)
        throw new AppError('domain_added', 'The organisation has this domain on its list.');
      await audit(tx, ctx, { action: 'domain.add', targetKind: 'domain', targetId: id, after: { name } });
      wake(tx, { tenantId, kind: 'domain', subjectId: id });
      return { subjectId: id, answer: presentDomain(row, targetOf(input.sites)) };
    },
    replay: async (tx, id) => presentDomain(await lockDomain(tx, ctx.tenantId, id), targetOf(input.sites)),
  });
