import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#services/log.ts';
import type { WebAsset } from '#services/web-asset.ts';

export type KeptAssets = {
  /**
   * Adds the assets of this process's build to those of all builds and goes on saying that they are served. Resolves when they are
   * there, and after a second at the latest: a database that is slow or away keeps no API from starting, and is asked again.
   */
  keep: (assets: readonly WebAsset[]) => Promise<void>;
  /** An asset that any build had lately; rejects when the database does not answer. */
  find: (name: string) => Promise<WebAsset | null>;
};

/** How many it keeps of what it looked up, and how fast it asks. */
export const limits = {
  keptBytes: 16 * 1024 * 1024,
  /** Names that were not found, and for how long they are not asked for again. */
  missing: 2_000,
  missingMs: 3_000,
  /** Names in one query, the pause between two, and how many may wait. */
  batch: 20,
  pauseMs: 20,
  waiting: 1_000,
} as const;

const startMs = 1_000;
const everyMs = 6 * 60 * 60_000;
const againMs = 10_000;

/** `app/assets/bookings-page-Jkl6umk3.js`: what the build puts a digest into the name of. */
export const isAssetName = (name: string): boolean =>
  /^(?:app|_guest)\/assets\/[\w.-]{1,100}-[\w-]{8}\.[a-z0-9]{2,5}$/.test(name);

type Read = (names: readonly string[]) => Promise<readonly WebAsset[]>;

const sizeOf = ({ plain, br, gzip }: WebAsset): number =>
  plain.length + (br?.length ?? 0) + (gzip?.length ?? 0);

/** The assets used last, up to a number of bytes. */
const createShelf = () => {
  const shelf = new Map<string, WebAsset>();
  let bytes = 0;
  const remove = (asset: WebAsset): void => {
    if (shelf.delete(asset.name)) bytes -= sizeOf(asset);
  };
  const put = (asset: WebAsset): void => {
    remove(asset);
    shelf.set(asset.name, asset);
    bytes += sizeOf(asset);
    for (const oldest of shelf.values()) {
      if (bytes <= limits.keptBytes) break;
      remove(oldest);
    }
  };
  const take = (name: string): WebAsset | undefined => {
    const asset = shelf.get(name);
    if (asset !== undefined) put(asset);
    return asset;
  };
  return { put, take };
};

type Waiting = PromiseWithResolvers<WebAsset | null>;

/**
 * Looks names up, several in one query and one query at a time with a pause behind it: however many names somebody makes up, the
 * database is asked some fifty times a second at most, and who asks for one that exists waits a moment instead of being turned away.
 */
export const createFinder = (read: Read, now: () => number): KeptAssets['find'] => {
  const shelf = createShelf();
  /** Until when a name is not asked for again; the oldest first. */
  const missing = new Map<string, number>();
  const waiting = new Map<string, Waiting>();
  let isReading = false;

  const settle = (name: string, { resolve }: Waiting, asset: WebAsset | undefined): void => {
    if (asset === undefined) {
      missing.delete(name);
      missing.set(name, now() + limits.missingMs);
      for (const oldest of missing.keys()) {
        if (missing.size <= limits.missing) break;
        missing.delete(oldest);
      }
    } else shelf.put(asset);
    resolve(asset ?? null);
  };
  const readBatch = async (): Promise<void> => {
    const batch = [...waiting].slice(0, limits.batch);
    try {
      const found = new Map((await read(batch.map(([name]) => name))).map((each) => [each.name, each]));
      for (const [name, each] of batch) settle(name, each, found.get(name));
    } catch (error) {
      for (const [, { reject }] of batch) reject(error);
    }
    for (const [name] of batch) waiting.delete(name);
  };
  const readAll = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    while (waiting.size > 0) {
      await readBatch();
      await delay(limits.pauseMs);
    }
    isReading = false;
  };
  return (name) => {
    const known = shelf.take(name);
    if (known !== undefined) return Promise.resolve(known);
    const asked = waiting.get(name);
    if (asked !== undefined) return asked.promise;
    const isMissing = (missing.get(name) ?? 0) > now();
    if (isMissing || !isAssetName(name) || waiting.size >= limits.waiting) return Promise.resolve(null);
    const fresh: Waiting = Promise.withResolvers();
    waiting.set(name, fresh);
    void readAll();
    return fresh.promise;
  };
};

export const createKeptAssets = (deps: {
  read: Read;
  /** Adds what is missing and says of the rest that it is served. */
  write: (assets: readonly WebAsset[]) => Promise<void>;
  log: Logger;
  now: () => number;
}): KeptAssets => {
  let isFailing = false;
  const keepOn = async (assets: readonly WebAsset[]): Promise<void> => {
    try {
      await deps.write(assets);
      isFailing = false;
    } catch (error) {
      if (!isFailing) deps.log.warn({ err: error }, 'other APIs do not have the scripts of this build yet');
      isFailing = true;
    }
    setTimeout(() => void keepOn(assets), isFailing ? againMs : everyMs).unref();
  };
  return {
    keep: async (assets) => {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, startMs);
      await Promise.race([keepOn(assets), late]);
      clearTimeout(timer);
    },
    find: createFinder(deps.read, deps.now),
  };
};
