import { heartbeat } from '@temporalio/activity';
import type { Database } from '#db/client.ts';
import type { ExportView } from '#domain/export/follow.ts';
import { type ExportInput, lookAtExport, removeExport, writeExport } from '#services/export/follow-export.ts';

/** The follower of an export of somebody's data: makes the file and removes it. Each is safe to repeat. */
export const createExportActivities = (deps: { db: Database }) => ({
  lookAtExport: (input: ExportInput): Promise<ExportView | null> => lookAtExport(deps.db, input),
  writeExport: (input: ExportInput): Promise<void> => writeExport(deps.db, input, (path) => heartbeat(path)),
  removeExport: (input: ExportInput): Promise<void> => removeExport(deps.db, input),
});
