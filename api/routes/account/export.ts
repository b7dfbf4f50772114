import { bindMember, type Router } from '#api/bind.ts';
import * as contract from '#contracts/account/export.ts';
import { askExport } from '#services/export/ask-export.ts';
import { downloadExport } from '#services/export/download-export.ts';
import { listExports } from '#services/export/list-exports.ts';

/** A person's data as a file. */
export const exportRoutes = (router: Router): void => {
  bindMember(router, contract.askExport, async ({ ctx }) => ({ body: await askExport(ctx) }));
  bindMember(router, contract.listExports, async ({ ctx, query }) => ({
    body: await listExports(ctx, query),
  }));
  bindMember(router, contract.downloadExport, async ({ c, ctx, params }) => {
    const { fileName, bytes, pieces } = await downloadExport(ctx, params.exportId);
    return c.body(ReadableStream.from(pieces), 200, {
      'Content-Type': 'application/zip',
      'Content-Length': String(bytes),
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    });
  });
};
