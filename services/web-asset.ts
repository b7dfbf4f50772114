import { and, inArray, lt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { webAssets } from '#db/schema/installation.ts';

/** A script or style of a build, whose name (its address without the first slash) changes with its content. */
export type WebAsset = {
  name: string;
  contentType: string;
  etag: string;
  plain: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer> | null;
  gzip: Uint8Array<ArrayBuffer> | null;
};

const dayMs = 24 * 60 * 60_000;

/**
 * Adds what is missing of a build, and says of the rest once a day that it is still served; with nothing to do it is one look at
 * names. Safe to repeat and beside itself: who comes second changes nothing.
 */
export const keepWebAssets = async (
  db: Database,
  assets: readonly WebAsset[],
  now: number,
): Promise<void> => {
  if (assets.length === 0) return;
  const known = await db
    .select({ name: webAssets.name, lastSeenAt: webAssets.lastSeenAt })
    .from(webAssets)
    .where(
      inArray(
        webAssets.name,
        assets.map(({ name }) => name),
      ),
    );
  const seenAt = new Map(known.map(({ name, lastSeenAt }) => [name, lastSeenAt]));
  const missing = assets
    .filter(({ name }) => !seenAt.has(name))
    .map((asset) => ({ ...asset, lastSeenAt: now }))
    // In one order everywhere, so that two who add the same never wait for each other.
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (missing.length > 0) await db.insert(webAssets).values(missing).onConflictDoNothing();
  const before = now - dayMs;
  const old = known.flatMap(({ name, lastSeenAt }) => (lastSeenAt < before ? name : []));
  if (old.length === 0) return;
  const free = db
    .select({ name: webAssets.name })
    .from(webAssets)
    .where(and(inArray(webAssets.name, old), lt(webAssets.lastSeenAt, before)))
    .for('update', { skipLocked: true });
  await db.update(webAssets).set({ lastSeenAt: now }).where(inArray(webAssets.name, free));
};

/** Those of these names that any build had lately. */
export const findWebAssets = async (db: Database, names: readonly string[]): Promise<WebAsset[]> => {
  const rows = await db
    .select()
    .from(webAssets)
    .where(inArray(webAssets.name, [...names]));
  return rows.map(({ name, contentType, etag, plain, br, gzip }) => ({
    name,
    contentType,
    etag,
    plain: new Uint8Array(plain),
    br: br && new Uint8Array(br),
    gzip: gzip && new Uint8Array(gzip),
  }));
};
