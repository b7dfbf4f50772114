// Runs on whatever Node (>= 20) the machine has, before anything is installed: plain JavaScript, built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFileLock } from './file-lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const say = (line) => process.stderr.write(`${line}\n`);

function fail(message) {
  say(message);
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Compares what is installed with the lock file by content: timestamps lie after a checkout or a copy. */
function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') && path !== '') continue;
    if (path === '' || entry.link) continue;
    const found = present[path];
    if (!found && !entry.optional && !entry.devOptional && !entry.peer) return false;
    if (found && found.version !== entry.version) return false;
  }
  return true;
}

/** npm as the caller runs it, or the one on PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script) ? [process.execPath, [script]] : ['npm', []];
}

function runNpm(args, options = {}) {
  const [command, prefix] = npmCommand();
  const shell = process.platform === 'win32';
  return spawnSync(command, [...prefix, ...args], { stdio: ['ignore', 2, 2], cwd: root, shell, ...options });
}

function installPackages() {
  const started = Date.now();
  say('Installing the packages of package-lock.json (npm ci; a few minutes the first time) …');
  const flags = ['--include=dev', '--include=optional', '--prefer-offline', '--no-audit', '--no-fund'];
  const { status, error } = runNpm(['ci', ...flags, '--loglevel=error', '--progress=true']);
  if (error) fail(`npm could not be run (${error.message}); install npm and try again.`);
  if (status !== 0) fail(`npm ci failed with exit code ${status}; its message above says why.`);
  say(`Packages installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
}

const nodePackage = join(modules, 'node');
const executable = process.platform === 'win32' ? 'node.exe' : 'node';
const pinnedNode = join(nodePackage, 'bin', executable);

function runsPinned(path) {
  const version = readJson(join(nodePackage, 'package.json'))?.version;
  if (!existsSync(path) || !version) return false;
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${version}`;
}

/** Some npm settings block install scripts; the `node` package then lacks its executable and is asked to fetch it here. */
function installNode() {
  if (runsPinned(pinnedNode)) return;
  const { version } = readJson(join(nodePackage, 'package.json')) ?? {};
  if (!version) fail('The npm package "node" is missing from node_modules; run npm ci and try again.');
  say(`Fetching Node ${version} (npm package "node") …`);
  const env = { ...process.env, npm_config_prefer_offline: 'true', npm_config_ignore_scripts: 'false' };
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|config_(local_prefix|global_prefix|prefix)$)/.test(name)) delete env[name];
  }
  spawnSync(process.execPath, ['installArchSpecificPackage'], {
    cwd: nodePackage,
    stdio: ['ignore', 2, 2],
    env,
  });
  if (!runsPinned(pinnedNode)) {
    fail(
      `Node ${version} could not be fetched from the npm registry for ${process.platform}-${process.arch}; ` +
        'check the network and run the command again.',
    );
  }
}

async function prepare() {
  if (isInstalled() && runsPinned(pinnedNode)) return;
  const onWait = (pid) => say(`Another run (process ${pid}) is installing; waiting for it …`);
  await withFileLock(
    join(root, '.everslot', 'install.lock'),
    async () => {
      if (!isInstalled()) installPackages();
      installNode();
    },
    { onWait },
  );
}

/** Exit code a shell would report for a process ended by a signal. */
const codeOf = (signal) => 128 + (constants.signals[signal] ?? 0);

/** Our parent, and its parent where the system tells: npm runs us by way of a shell that would outlive it. */
function ancestry() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}

/** Files that a command of a deployment is given: of two that say the same, the later one counts. */
function settingsOf(name) {
  if (!deployment.has(name)) return [];
  // An npm start that runs in this folder says there how it is reached.
  const running = name === 'create-tenant' ? [join(root, '.everslot', 'operator.env')] : [];
  return [...running, join(root, '.env')].filter((file) => existsSync(file));
}

function run(script, args) {
  // A deployment's own settings stand in .env; what the shell sets wins. npm start has others and reads the file by itself.
  const flags = settingsOf(command).map((file) => `--env-file=${file}`);
  const env = {
    // The allocator otherwise keeps what each thread freed for itself.
    ...(command.startsWith('serve-') ? { MALLOC_ARENA_MAX: '2' } : {}),
    ...process.env,
    TZ: 'UTC',
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    // Halves what a second start spends on loading modules.
    NODE_COMPILE_CACHE: join(root, '.everslot', 'cache', 'node'),
  };
  // The channel carries nothing: the child sees it close when this process dies, however it dies.
  const child = spawn(pinnedNode, [...flags, script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
    cwd: root,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.on(signal, () => child.kill(signal));
  }
  if (process.env.npm_lifecycle_event) {
    const started = ancestry();
    setInterval(() => ancestry() !== started && child.kill('SIGTERM'), 1000).unref();
  }
  child.on('error', (error) => fail(`${script} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? codeOf(signal)));
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node ${process.versions.node} is too old to begin with; Node 20 or newer is needed.`);
}
const [command, ...args] = process.argv.slice(2);
if (!command || !/^[a-z][a-z-]*$/.test(command))
  fail('usage: node scripts/bootstrap.mjs <command> [arguments]');
/** Commands whose program lives elsewhere than in scripts/commands/. */
const elsewhere = {
  prove: 'chaos/prove.ts',
  bench: 'bench/run.ts',
  'serve-api': 'dist/server/api.js',
  'serve-worker': 'dist/server/worker.js',
};
/** Commands of a deployment. */
const deployment = new Set([
  'migrate',
  'create-tenant',
  'rotate-keys',
  'check-tzdata',
  'serve-api',
  'serve-worker',
]);
const script = join(root, elsewhere[command] ?? `scripts/commands/${command}.ts`);
if (!existsSync(script))
  fail(
    command.startsWith('serve-')
      ? 'There is no build yet: run npm run build first.'
      : `There is no command "${command}".`,
  );
await prepare().catch((error) => fail(`The packages could not be installed: ${error.message}.`));
run(script, args);
