import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { languages } from '#web/i18n/languages.ts';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

/** Bytes after gzip -9. `initialBytes`: scripts the browser loads before the first page, with the larger of the two languages; bar 190 kB. */
export type HostBuild = {
  outDir: string;
  initialBytes: number;
  styleBytes: number;
  files: readonly { file: string; gzipBytes: number; initial: boolean }[];
};

type ManifestChunk = { file: string; isEntry?: boolean; imports?: string[] };

const initialFiles = (manifest: Record<string, ManifestChunk>): Set<string> => {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) visit(key);
  return seen;
};

/** Builds the host app into a folder (base `/app/`, hashed names below `assets/`) and measures it. */
export const buildHost = async (outDir: string, options: { quiet?: boolean } = {}): Promise<HostBuild> => {
  const logLevel = options.quiet === true ? 'error' : 'warn';
  await build({ configFile, mode: 'production', logLevel, build: { outDir } });
  const manifest = JSON.parse(await readFile(join(outDir, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestChunk
  >;
  const initial = initialFiles(manifest);
  const assets = await readdir(join(outDir, 'assets'));
  const files = await Promise.all(
    assets
      .filter((name) => name.endsWith('.js') || name.endsWith('.css'))
      .map(async (name) => ({
        file: `assets/${name}`,
        gzipBytes: gzipSync(await readFile(join(outDir, 'assets', name)), { level: 9 }).length,
        initial: initial.has(`assets/${name}`),
      })),
  );
  const sum = (keep: (file: HostBuild['files'][number]) => boolean): number =>
    files.filter(keep).reduce((total, file) => total + file.gzipBytes, 0);
  const texts = languages.map((language) => manifest[`../i18n/host/${language}/index.ts`]?.file);
  const textBytes = files.filter(({ file }) => texts.includes(file)).map(({ gzipBytes }) => gzipBytes);
  if (textBytes.length < languages.length) throw new Error('The host build has no script for each language.');
  return {
    outDir,
    initialBytes: sum((file) => file.initial && file.file.endsWith('.js')) + Math.max(...textBytes),
    styleBytes: sum((file) => file.file.endsWith('.css')),
    files: files.toSorted((a, b) => b.gzipBytes - a.gzipBytes),
  };
};

// Measures alone: a release is made by `npm run build`.
if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'everslot-host-'));
  const built = await buildHost(folder);
  await rm(folder, { recursive: true });
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  const rows = built.files.map(
    (file) =>
      `  ${kilobytes(file.gzipBytes).padStart(9)}  ${file.initial ? 'initial' : 'lazy   '}  ${file.file}`,
  );
  process.stdout.write(
    `${rows.join('\n')}\ninitial scripts ${kilobytes(built.initialBytes)} gz (bar 190 kB), styles ${kilobytes(built.styleBytes)} gz\n`,
  );
}
