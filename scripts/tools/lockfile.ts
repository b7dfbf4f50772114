import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#scripts/project.ts';
import { runCommand } from '#scripts/report.ts';

type Entry = {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type Lockfile = { packages: Record<string, Entry> };

const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'riscv64', 's390x', 'ppc64', 'loong64', 'arm', 'wasm32'];

/** The entry Node would find from `path` for a dependency, looking in the folders above one after the other. */
function resolveFrom({ packages }: Lockfile, path: string, dependency: string): Entry | undefined {
  let folder = path;
  for (;;) {
    const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${dependency}`];
    if (found || folder === '') return found;
    const above = folder.lastIndexOf('/node_modules/');
    folder = above < 0 ? '' : folder.slice(0, above);
  }
}

function platformEntry(name: string, version: string, parent: Entry): Entry {
  const tail = name.slice(name.lastIndexOf('/') + 1);
  const os = SYSTEMS.find((system) => tail.includes(system));
  const cpu = PROCESSORS.find((processor) => tail.includes(processor));
  const libc =
    os === 'linux' && (tail.includes('musl') ? 'musl' : tail.includes('gnu') ? 'glibc' : undefined);
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(parent.dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

/**
 * Packages for other platforms that a lock file names as optional dependencies and does not list. npm leaves them out when the
 * registry it asked did not have them, and then refuses `npm ci` for everybody.
 */
export function missingPlatformPackages(lock: Lockfile): Map<string, Entry> {
  const missing = new Map<string, Entry>();
  for (const [path, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (!/^\d/.test(version)) continue;
      const found = resolveFrom(lock, path, name);
      if (found?.version === version) continue;
      const place = found === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      missing.set(place, platformEntry(name, version, parent));
    }
  }
  return missing;
}

// After adding a dependency: node scripts/tools/lockfile.ts
if (import.meta.main) {
  await runCommand(async () => {
    const file = join(projectRoot, 'package-lock.json');
    const lock: Lockfile = JSON.parse(await readFile(file, 'utf8'));
    const missing = missingPlatformPackages(lock);
    const entries = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) =>
      a.localeCompare(b, 'en'),
    );
    await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
    console.log(`${missing.size} packages for other platforms added to package-lock.json`);
    return 0;
  });
}
