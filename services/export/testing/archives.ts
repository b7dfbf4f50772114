import { and, asc, eq } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import type { Database } from '#db/client.ts';
import { exportChunks } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';

/** The texts of the files of an archive, by their paths. */
export const textsOf = (archive: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(unzipSync(archive)).map(([path, content]) => [path, strFromU8(content)]));

/** The file of an export as it is stored. */
export const storedFile = async (
  db: Database,
  { tenantId, exportId }: { tenantId: string; exportId: string },
): Promise<Uint8Array> => {
  const pieces = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ content: exportChunks.content })
      .from(exportChunks)
      .where(and(eq(exportChunks.tenantId, tenantId), eq(exportChunks.exportId, exportId)))
      .orderBy(asc(exportChunks.position)),
  );
  return Buffer.concat(pieces.map(({ content }) => content));
};
