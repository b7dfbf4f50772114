import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { exportChunks, exports } from '#db/schema/person.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { personOf } from '#services/account/person-of.ts';
import { audit } from '#services/audit.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/** The pieces of a file in order, each read when the one before it was taken. */
async function* piecesOf(
  db: Database,
  { tenantId, exportId }: { tenantId: string; exportId: string },
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const [piece] = await withTenant(db, tenantId, (tx) =>
      tx
        .select({ content: exportChunks.content })
        .from(exportChunks)
        .where(
          and(
            eq(exportChunks.tenantId, tenantId),
            eq(exportChunks.exportId, exportId),
            eq(exportChunks.position, position),
          ),
        ),
    );
    if (piece === undefined) return;
    yield piece.content;
  }
}

export type ExportFile = { fileName: string; bytes: number; pieces: AsyncIterable<Uint8Array> };

/**
 * The file of an export, for the person it is about and nobody else, while it has not expired: `not_found` otherwise, for
 * one that is still being made as well.
 */
export const downloadExport = async (ctx: ServiceContext, exportId: string): Promise<ExportFile> => {
  const { memberId } = requirePermission(ctx, 'account.read');
  const now = ctx.now();
  const personId = await withTenant(ctx.db, ctx.tenantId, (tx) => personOf(tx, ctx.tenantId, memberId));
  const [row] = await withRoutingKey(ctx.db, personId, (tx) =>
    tx
      .select()
      .from(exports)
      .where(and(eq(exports.personId, personId), eq(exports.id, exportId))),
  );
  if (row === undefined || row.readyAt === null || (row.expiresAt ?? 0) <= now)
    throw new AppError('not_found', 'There is no such file, or it has expired.');
  await withTenant(ctx.db, ctx.tenantId, (tx) =>
    audit(tx, ctx, { action: 'person.download_export', targetKind: 'person', targetId: personId }),
  );
  return {
    fileName: `everslot-${new Date(row.readyAt).toISOString().slice(0, 10)}.zip`,
    bytes: row.bytes,
    pieces: piecesOf(ctx.db, { tenantId: row.tenantId, exportId }),
  };
};
