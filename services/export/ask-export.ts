import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { exports } from '#db/schema/person.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { personOf } from '#services/account/person-of.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { type ExportRow, presentExport } from './list-exports.ts';

const byId = async (tx: Transaction, ctx: ServiceContext, id: string): Promise<ExportRow> => {
  const [row] = await tx
    .select()
    .from(exports)
    .where(and(eq(exports.tenantId, ctx.tenantId), eq(exports.id, id)));
  if (row === undefined) throw new AppError('not_found', 'This file has expired.');
  return row;
};

/**
 * Has a file made of everything that is the caller's, over all their organisations, and tells them by mail when it can be
 * downloaded. `already_under_way` while one is being made.
 */
export const askExport = async (ctx: ServiceContext) => {
  const { memberId } = requirePermission(ctx, 'account.write');
  const { tenantId } = ctx;
  const now = ctx.now();
  return inCommand(ctx, {
    run: async (tx) => {
      const personId = await personOf(tx, tenantId, memberId);
      const id = ctx.newId('export');
      const [made] = await tx
        .insert(exports)
        .values({ tenantId, id, personId, tryAt: now, createdAt: now })
        .onConflictDoNothing()
        .returning();
      if (made === undefined)
        return { refusal: { code: 'already_under_way', detail: 'A file is being made already.' } };
      await audit(tx, ctx, { action: 'person.ask_export', targetKind: 'person', targetId: personId });
      wake(tx, { tenantId, kind: 'export', subjectId: id });
      return { subjectId: id, answer: presentExport(made) };
    },
    replay: async (tx, id) => presentExport(await byId(tx, ctx, id)),
  });
};
