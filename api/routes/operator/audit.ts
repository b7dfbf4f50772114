import type { Context } from 'hono';
import { bindMember, bindOperator, type Router } from '#api/bind.ts';
import type { AppEnv } from '#api/variables.ts';
import * as contract from '#contracts/tenant/audit.ts';
import { type AuditFile, exportAuditLog, exportInstallationLog } from '#services/audit/export-audit-log.ts';
import { listAuditLog, listInstallationLog } from '#services/audit/list-audit-log.ts';

const instantOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);

const within = <Query extends { from?: string | undefined; to?: string | undefined }>(query: Query) => ({
  ...query,
  from: instantOf(query.from),
  to: instantOf(query.to),
});

const sendFile = (c: Context<AppEnv>, { fileName, parts }: AuditFile): Response =>
  c.body(ReadableStream.from(parts).pipeThrough(new TextEncoderStream()), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'private, no-store',
  });

/** Serves the audit log: to the admins of an organisation theirs, to operators all of it. */
export const auditRoutes = (router: Router): void => {
  bindMember(router, contract.listAuditLog, async ({ ctx, query }) => ({
    body: await listAuditLog(ctx, within(query)),
  }));
  bindMember(router, contract.exportAuditLog, async ({ c, ctx, query }) =>
    sendFile(c, await exportAuditLog(ctx, within(query))),
  );
  bindOperator(router, contract.listInstallationLog, async ({ ctx, query }) => ({
    body: await listInstallationLog(ctx, within(query)),
  }));
  bindOperator(router, contract.exportInstallationLog, async ({ c, ctx, query }) =>
    sendFile(c, await exportInstallationLog(ctx, within(query))),
  );
};
