import { copyFile, cp, writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { runScript } from '#scripts/command.ts';
import { withFileLock } from '#scripts/file-lock.mjs';
import { projectRoot, stateFolder } from '#scripts/project.ts';
import { type Report, reportToTerminal, runCommand, SetupError, secondsSince } from '#scripts/report.ts';
import { contentHash } from './content-hash.ts';
import { isNewest, makeRelease, newestOf } from './release.ts';
import { buildWorkflowBundle } from './workflow-bundle.ts';

const SOURCES = [
  'activities',
  'api',
  'contracts',
  'db',
  'domain',
  'providers',
  'scripts',
  'services',
  'temporal-config',
  'workflows',
  'package-lock.json',
];

/** What a production image runs, by the name of its file. */
export const programs = {
  api: 'api/main.ts',
  worker: 'activities/worker.ts',
  migrate: 'scripts/commands/migrate.ts',
  'create-tenant': 'scripts/commands/create-tenant.ts',
  'rotate-keys': 'scripts/commands/rotate-keys.ts',
  'check-tzdata': 'scripts/commands/check-tzdata.ts',
  health: 'scripts/health.mjs',
} as const;

/** Environment that the image gives to each program. The allocator otherwise keeps what each thread freed for itself. */
export const productionSettings = { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' } as const;

const require = createRequire(import.meta.url);
/** Temporal's worker is the one package that finds others by itself. */
const workerRequire = createRequire(require.resolve('@temporalio/worker'));

/**
 * Temporal's bundler would bring webpack into every worker. The bundle has its workflow code ready, and gives it instead
 * of making it.
 */
const withoutBundler: Plugin = {
  name: 'workflow code made ahead',
  setup: (bundler) =>
    bundler.onLoad({ filter: /@temporalio\/worker\/lib\/workflow\/bundler\.js$/ }, () => ({
      loader: 'js',
      contents: `
        const { readFile } = require('node:fs/promises');
        exports.defaultWorkflowInterceptorModules = [];
        exports.WorkflowCodeBundler = class {
          createBundle = async () => ({ code: await readFile(require.resolve('./workflows.js'), 'utf8') });
        };`,
    })),
};

/**
 * An `import` of a part of Node reads all that it exports, for node:http the whole client behind `fetch` as well; `require` reads what is
 * used.
 */
const requiredNode: Plugin = {
  name: "Node's parts read when used",
  setup: (bundler) => {
    bundler.onResolve({ filter: /^(node:)?[a-z_]+(\/[a-z]+)*$/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path) ? { path, namespace: 'node-part' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'node-part' }, ({ path }) => ({
      loader: 'js',
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/** What modules written for CommonJS expect to find around them. */
const surroundings = [
  `import { createRequire as everslotRequire } from 'node:module';`,
  'const require = everslotRequire(import.meta.url);',
  'const { filename: __filename, dirname: __dirname } = import.meta;',
].join('');

async function bundleInto(folder: string): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: {
      ...programs,
      // Started by name as a thread.
      'workflow-worker-thread': workerRequire.resolve('./workflow/workflow-worker-thread.js'),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    // Beside the programs: that is where modules look for the files they load.
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    // Names stay, for stacks.
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['pg-native'],
    banner: { js: surroundings },
    plugins: [withoutBundler, requiredNode],
    logLevel: 'silent',
  });
}

/** What the programs read beside themselves. */
async function copyFilesInto(folder: string): Promise<void> {
  const bridge = dirname(workerRequire.resolve('@temporalio/core-bridge/package.json'));
  // The native part comes for every platform.
  const platform: { getPrebuiltTargetName: () => string } = workerRequire('@temporalio/core-bridge/common');
  const native = join('releases', platform.getPrebuiltTargetName());
  const sourceMap = dirname(workerRequire.resolve('source-map/package.json'));
  const viewer = dirname(require.resolve('@scalar/api-reference'));
  await Promise.all([
    cp(join(projectRoot, 'db', 'migrations'), join(folder, 'migrations'), { recursive: true }),
    cp(join(bridge, native), join(folder, native), { recursive: true }),
    copyFile(join(sourceMap, 'lib', 'mappings.wasm'), join(folder, 'mappings.wasm')),
    copyFile(join(viewer, 'browser', 'standalone.js'), join(folder, 'viewer.js')),
    copyFile(join(projectRoot, 'contracts', 'openapi.json'), join(folder, 'openapi.json')),
    copyFile(await buildWorkflowBundle(), join(folder, 'workflows.js')),
    writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' })),
  ]);
}

/**
 * Bundles API, worker and the commands of an operator into a release of their own, unless the newest is of these sources; returns `dist/server`,
 * which leads to it. A release needs nothing but Node: packages, migrations, workflow code and native parts are in it. Throws SetupError
 * with the bundler's message.
 */
export async function buildServer(report: Report = () => undefined): Promise<string> {
  if (await isNewest('server', await contentHash(projectRoot, SOURCES))) return newestOf('server');
  const started = performance.now();
  report('Bundling API and worker …');
  const { code, output } = await runScript(fileURLToPath(import.meta.url), []);
  if (code !== 0) throw new SetupError(`API and worker could not be bundled:\n${output.trim()}`);
  report(`API and worker bundled in ${secondsSince(started)} s.`);
  return newestOf('server');
}

async function buildHere(): Promise<void> {
  await withFileLock(join(stateFolder, 'build-server.lock'), async () => {
    await makeRelease('server', await contentHash(projectRoot, SOURCES), async (folder) => {
      await bundleInto(folder);
      await copyFilesInto(folder);
    });
  });
}

if (import.meta.main) {
  await runCommand(async () => {
    await buildHere();
    reportToTerminal(newestOf('server'));
    return 0;
  });
}
