import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '#db/client.ts';
import { webAssets } from '#db/schema/installation.ts';
import { testDatabase } from '#scripts/testing/database.ts';
import { findWebAssets, keepWebAssets, type WebAsset } from './web-asset.ts';

const statements: string[] = [];
let db: Database;
beforeAll(() => {
  const onStatement = (statement: string): void => void statements.push(statement);
  db = openDatabase(testDatabase().appUrl, { poolSize: 4, onStatement });
});
afterAll(() => closeDatabase(db));

const now = Date.now();
const hour = 60 * 60_000;

const makeAsset = (): WebAsset => ({
  name: `app/assets/page-${randomBytes(4).toString('hex')}.js`,
  contentType: 'application/javascript; charset=utf-8',
  etag: '"one"',
  plain: new Uint8Array(randomBytes(3_000)),
  br: new Uint8Array(randomBytes(900)),
  gzip: null,
});
const byName = (assets: readonly WebAsset[]): WebAsset[] =>
  assets.toSorted((a, b) => a.name.localeCompare(b.name));
const namesOf = (assets: readonly WebAsset[]): string[] => assets.map(({ name }) => name);
const seenAt = async ({ name }: WebAsset): Promise<number | undefined> =>
  (await db.select().from(webAssets).where(eq(webAssets.name, name)))[0]?.lastSeenAt;

describe('keeping the assets of a build', () => {
  it('adds them as they are, in one look and one insert; the next start looks and writes nothing', async () => {
    const assets = [makeAsset(), makeAsset(), makeAsset()];
    statements.length = 0;
    await keepWebAssets(db, assets, now);
    expect(statements.map((text) => text.split(' ')[0])).toEqual(['select', 'insert']);
    expect(byName(await findWebAssets(db, namesOf(assets)))).toEqual(byName(assets));
    statements.length = 0;
    await keepWebAssets(db, assets, now + 23 * hour);
    expect(statements.map((text) => text.split(' ')[0])).toEqual(['select']);
  });

  it('adds only what is missing, and says of the rest once a day that it is still served', async () => {
    const [old, fresh] = [makeAsset(), makeAsset()];
    await keepWebAssets(db, [old], now);
    await keepWebAssets(db, [old, fresh], now + hour);
    expect([await seenAt(old), await seenAt(fresh)]).toEqual([now, now + hour]);
    await keepWebAssets(db, [old, fresh], now + 25 * hour - 1);
    expect([await seenAt(old), await seenAt(fresh)]).toEqual([now + 25 * hour - 1, now + hour]);
  });

  it('gives way to whoever was first: eight APIs that start at once all start, and the first bytes stay', async () => {
    const shared = Array.from({ length: 20 }, makeAsset);
    const starts = Array.from({ length: 8 }, (_, index) =>
      keepWebAssets(db, index % 2 === 0 ? shared : shared.toReversed(), now),
    );
    await Promise.all(starts);
    const changed = shared.map((asset) => ({ ...asset, plain: new Uint8Array([1]), etag: '"two"' }));
    await keepWebAssets(db, changed, now + 48 * hour);
    expect(byName(await findWebAssets(db, namesOf(shared)))).toEqual(byName(shared));
    await Promise.all(Array.from({ length: 8 }, () => keepWebAssets(db, shared, now + 96 * hour)));
    expect(await seenAt(shared[0] ?? makeAsset())).toBe(now + 96 * hour);
  });
});

describe('what the application may do with a kept asset', () => {
  it.each([
    ['change its bytes', sql`update web_assets set plain = '' where name = `],
    ['change its packed bytes', sql`update web_assets set br = '' where name = `],
    ['change its type', sql`update web_assets set content_type = 'text/html' where name = `],
    ['change its name', sql`update web_assets set name = 'app/assets/x.js' where name = `],
    ['remove it', sql`delete from web_assets where name = `],
  ])('is not to %s', async (_what, statement) => {
    const asset = makeAsset();
    await keepWebAssets(db, [asset], now);
    await expect(db.execute(sql`${statement}${asset.name}`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    expect(await findWebAssets(db, [asset.name])).toEqual([asset]);
  });

  it('is not to put it under an address that is none of a build’s assets', async () => {
    for (const name of ['index.html', 'app/index.html', 'app/assets/a/b.js', 'x/app/assets/b.js'])
      await expect(keepWebAssets(db, [{ ...makeAsset(), name }], now)).rejects.toMatchObject({
        cause: { code: '23514' },
      });
  });
});
