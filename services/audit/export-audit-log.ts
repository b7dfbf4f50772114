import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withOperators, withTenant, withTenantList } from '#db/tenant.ts';
import { recordedInstant } from '#domain/audit/recorded-instant.ts';
import { audit } from '#services/audit.ts';
import { requireOperator, requirePermission } from '#services/authorize.ts';
import { csvRow, csvStart } from '#services/booking/read/csv.ts';
import type { OperatorContext, ServiceContext } from '#services/context.ts';
import { type EntryFilter, type EntryPage, findEntries, memberName, noName } from './find-entries.ts';

type Entry = EntryPage['items'][number];

/** Instants as the API has them, whichever way they were recorded. */
const json = (recorded: unknown): string =>
  recorded === null
    ? ''
    : JSON.stringify(recorded, (name, value: unknown) => recordedInstant(name, value) ?? value);

/** Columns are named as the fields of the API are: the file is for programs as much as for people. */
const columns: readonly (readonly [name: string, of: (entry: Entry) => string | null])[] = [
  ['at', ({ at }) => at],
  ['tenant', ({ tenantId }) => tenantId],
  ['actor_kind', ({ actor }) => actor.kind],
  ['actor_id', ({ actor }) => actor.id],
  ['actor_name', ({ actor }) => actor.name],
  ['action', ({ action }) => action],
  ['target_kind', ({ target }) => target.kind],
  ['target_id', ({ target }) => target.id],
  ['before', ({ before }) => json(before)],
  ['after', ({ after }) => json(after)],
  ['reason', ({ reason }) => reason],
  ['request_id', ({ requestId }) => requestId],
  ['address', ({ addressPrefix }) => addressPrefix],
  ['id', ({ id }) => id],
];

const pageRows = 500;

export type AuditFile = { fileName: string; parts: AsyncGenerator<string> };

/** Read page by page while it is sent, so that its length costs no memory. */
const fileOf = (now: number, read: (cursor?: string) => Promise<EntryPage>): AuditFile => {
  const parts = async function* (): AsyncGenerator<string> {
    yield csvStart + csvRow(columns.map(([name]) => name));
    let cursor: string | undefined;
    do {
      const page = await read(cursor);
      yield page.items.map((entry) => csvRow(columns.map(([, of]) => of(entry) ?? ''))).join('');
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  };
  return { fileName: `audit-log-${new Date(now).toISOString().slice(0, 10)}.csv`, parts: parts() };
};

const exported = (targetId: string) => ({ action: 'audit.export', targetKind: 'tenant', targetId }) as const;

/** The log of the caller's organisation as a CSV file. That it was asked for is written down before the first row leaves. */
export const exportAuditLog = async (
  ctx: ServiceContext,
  input: Omit<EntryFilter, 'tenantId'>,
): Promise<AuditFile> => {
  requirePermission(ctx, 'audit.read');
  const { db, tenantId } = ctx;
  await withTenant(db, tenantId, (tx) => audit(tx, ctx, exported(tenantId)));
  const filter = { ...input, tenantId };
  return fileOf(ctx.now(), (cursor) =>
    withTenantList(db, tenantId, (tx) =>
      findEntries(tx, filter, { cursor, limit: pageRows, name: memberName }),
    ),
  );
};

/** The same over the whole installation, or of one of its organisations. */
export const exportInstallationLog = async (
  ctx: OperatorContext,
  filter: EntryFilter,
): Promise<AuditFile> => {
  requireOperator(ctx);
  const { db, ops } = ctx;
  const { tenantId } = filter;
  await withOperators(ops, (tx) => audit(tx, ctx, exported(tenantId ?? ctx.tenantId)));
  // Whose log it is reads there that somebody has taken it.
  if (tenantId !== undefined)
    await withTenant(db, tenantId, async (tx) => {
      const [tenant] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId));
      if (tenant !== undefined) await audit(tx, { ...ctx, tenantId }, exported(tenantId));
    });
  return fileOf(ctx.now(), (cursor) =>
    withOperators(ops, (tx) => findEntries(tx, filter, { cursor, limit: pageRows, name: noName })),
  );
};
