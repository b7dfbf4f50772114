import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const base = '/_guest/';
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

/** Most that the pages may load, bytes after gzip -9. */
export const guestBudget = { scriptBytes: 25_000, styleBytes: 12_000 } as const;

type GuestBuild = {
  /** Holds `server.js` (exports `createGuestApp`) and `assets/`, to be served under `/_guest/assets/`. */
  outDir: string;
  /** Addresses to hand to `createGuestApp`. */
  assets: { script: string; styles: string; waiting: string; texts: { en: string; vi: string } };
  /** Bytes after gzip -9 that a booking page loads: scripts with the larger of the two languages, and styles. */
  scriptBytes: number;
  styleBytes: number;
};

type ManifestChunk = { file: string; css?: string[] };

/** Reads what a build made, without building. Throws when there is none. */
export const readGuestBuild = async (outDir: string): Promise<GuestBuild> => {
  const gzipBytes = async (file: string): Promise<number> =>
    gzipSync(await readFile(join(outDir, file)), { level: 9 }).length;
  const manifest = JSON.parse(await readFile(join(outDir, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestChunk
  >;
  const entry = manifest['island/main.tsx'];
  const waiting = manifest['island/waiting.ts']?.file;
  const styles = entry?.css?.[0];
  const textsOf = (language: string): string => manifest[`../i18n/guest/${language}.ts`]?.file ?? '';
  const texts = { en: textsOf('en'), vi: textsOf('vi') };
  if (
    entry === undefined ||
    waiting === undefined ||
    styles === undefined ||
    texts.en === '' ||
    texts.vi === ''
  )
    throw new Error('The guest build lacks its script, its styles or its texts.');
  const [script, en, vi, styleBytes] = await Promise.all(
    [entry.file, texts.en, texts.vi, styles].map(gzipBytes),
  );
  return {
    outDir,
    assets: {
      script: base + entry.file,
      styles: base + styles,
      waiting: base + waiting,
      texts: { en: base + texts.en, vi: base + texts.vi },
    },
    scriptBytes: (script ?? 0) + Math.max(en ?? 0, vi ?? 0),
    styleBytes: styleBytes ?? 0,
  };
};

/** Builds the guest pages into a folder. Throws when scripts or styles exceed their budget. */
export const buildGuest = async (outDir: string, options: { quiet?: boolean } = {}): Promise<GuestBuild> => {
  const logLevel = options.quiet === true ? 'error' : 'warn';
  await build({ configFile, mode: 'production', logLevel, build: { outDir } });
  await build({ configFile, mode: 'production', logLevel, build: { outDir, ssr: true } });
  const built = await readGuestBuild(outDir);
  const { scriptBytes, styleBytes } = built;
  if (scriptBytes > guestBudget.scriptBytes || styleBytes > guestBudget.styleBytes)
    throw new Error(
      `The guest pages are over budget: ${scriptBytes} B scripts, ${styleBytes} B styles after gzip.`,
    );
  return built;
};

// Measures alone: a release is made by `npm run build`.
if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'everslot-guest-'));
  const { scriptBytes, styleBytes } = await buildGuest(folder);
  await rm(folder, { recursive: true });
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  process.stdout.write(
    `guest pages: scripts ${kilobytes(scriptBytes)} gz (bar ${kilobytes(guestBudget.scriptBytes)}), styles ${kilobytes(styleBytes)} gz (bar ${kilobytes(guestBudget.styleBytes)})\n`,
  );
}
