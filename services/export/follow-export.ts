import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { exportChunks, exports } from '#db/schema/person.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wake, wakeupVersion } from '#db/wakeups.ts';
import { type ExportView, exportRetryMs, planExport } from '#domain/export/follow.ts';
import { exportDays } from '#domain/export/types.ts';
import type { Wakeup } from '#domain/follower.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { personFiles } from './content/person-files.ts';
import { type ArchiveFile, zipInto } from './zip-into.ts';

type Key = { tenantId: string; exportId: string };
/** `now`: the workflow's clock, epoch milliseconds. */
export type ExportInput = Key & { now: number };

const is = ({ tenantId, exportId }: Key) => and(eq(exports.tenantId, tenantId), eq(exports.id, exportId));

/**
 * What the follower of an export sees now, or null when there is none any more; with it the moment is written down at which it
 * has to look again, so that a lost one is started again.
 */
export const lookAtExport = async (
  db: Database,
  { tenantId, exportId, now }: ExportInput,
): Promise<ExportView | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'export', subjectId: exportId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({
        state: exports.state,
        failure: exports.failure,
        tryAt: exports.tryAt,
        expiresAt: exports.expiresAt,
      })
      .from(exports)
      .where(is({ tenantId, exportId }));
    const plan = view === undefined ? null : planExport(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });

/** Another attempt has begun meanwhile, or the person has gone: this one ends without a trace. */
class Overtaken extends Error {
  override name = 'Overtaken';
}

/** Begins anew whatever an attempt before has left; null when there is nothing to write. */
const begin = (db: Database, input: ExportInput, writer: string): Promise<{ personId: string } | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx
      .update(exports)
      .set({ writer })
      .where(and(is(input), eq(exports.state, 'open')))
      .returning({ personId: exports.personId });
    if (row === undefined) return null;
    await tx
      .delete(exportChunks)
      .where(and(eq(exportChunks.tenantId, input.tenantId), eq(exportChunks.exportId, input.exportId)));
    return row;
  });

const takePiece =
  (db: Database, { tenantId, exportId }: Key, writer: string) =>
  (content: Uint8Array, position: number): Promise<void> =>
    withTenant(db, tenantId, async (tx) => {
      const [own] = await tx
        .select({ id: exports.id })
        .from(exports)
        .where(and(is({ tenantId, exportId }), eq(exports.writer, writer)))
        .for('share');
      if (own === undefined) throw new Overtaken();
      await tx.insert(exportChunks).values({ tenantId, exportId, position, content });
    });

/** The whole file is there: from now on it can be downloaded, and its person is told. */
const finish = (
  db: Database,
  { tenantId, exportId, now }: ExportInput,
  { writer, bytes }: { writer: string; bytes: number },
): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .update(exports)
      .set({
        state: 'ready',
        bytes,
        failures: 0,
        failure: null,
        readyAt: now,
        expiresAt: now + exportDays * 24 * 60 * 60_000,
      })
      .where(and(is({ tenantId, exportId }), eq(exports.writer, writer), eq(exports.state, 'open')))
      .returning({ personId: exports.personId });
    if (row === undefined) throw new Overtaken();
    const subjectId = row.personId;
    await oweNotifications(tx, [
      {
        tenantId,
        subjectKind: 'person',
        subjectId,
        template: 'export_ready',
        key: `export_ready/${exportId}`,
        dueAt: now,
        createdAt: now,
      },
    ]);
    wake(tx, { tenantId, kind: 'notify', subjectId });
  });

const noteFailure = ({ db, writer }: { db: Database; writer: string }, input: ExportInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const mine = and(is(input), eq(exports.writer, writer), eq(exports.state, 'open'));
    const [row] = await tx.select({ failures: exports.failures }).from(exports).where(mine);
    if (row === undefined) return;
    await tx
      .update(exports)
      .set({
        failures: sql`${exports.failures} + 1`,
        failure: 'internal',
        tryAt: input.now + exportRetryMs(row.failures),
      })
      .where(mine);
  });

/** Says after each file and each page of one that the writing goes on. */
async function* watched(
  files: AsyncIterable<ArchiveFile>,
  onPage: (path: string) => void,
): AsyncGenerator<ArchiveFile> {
  async function* noted({ path, parts }: ArchiveFile): AsyncGenerator<string> {
    for await (const part of parts) {
      onPage(path);
      yield part;
    }
  }
  for await (const file of files) yield { path: file.path, parts: noted(file) };
}

/**
 * Makes the file of an export and stores it in pieces; a page of a list and a piece of the file are all that is held at a time.
 * One that was broken off is begun anew, and what an earlier attempt still sends is refused. A failure is written down with the
 * moment of the next try, and thrown.
 */
export const writeExport = async (
  db: Database,
  input: ExportInput,
  onPage: (path: string) => void,
): Promise<void> => {
  const writer = randomUUID();
  const begun = await begin(db, input, writer);
  if (begun === null) return;
  try {
    const files = watched(personFiles(db, { ...input, ...begun }), onPage);
    const bytes = await zipInto(files, { at: input.now, take: takePiece(db, input, writer) });
    await finish(db, input, { writer, bytes });
  } catch (error) {
    if (error instanceof Overtaken) return;
    await noteFailure({ db, writer }, input);
    throw error;
  }
};

/** Removes an export that has expired, with its file. */
export const removeExport = async (db: Database, input: ExportInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    await tx
      .delete(exports)
      .where(and(is(input), sql`${exports.expiresAt} <= ${new Date(input.now).toISOString()}::timestamptz`));
  });
