import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseUrls, prepareDatabase } from '#db/migrate.ts';
import { type Report, reasonOf, SetupError } from '#scripts/report.ts';
import { buildWeb } from '#scripts/tools/build-web.ts';
import { obtainPostgres, obtainTemporalServer } from '#scripts/tools/tools.ts';
import { buildWorkflowBundle } from '#scripts/tools/workflow-bundle.ts';
import { type Programs, sourcePrograms, startChild } from './child.ts';
import { freePort } from './ports.ts';
import { endLeftoverPostgres, startPostgres } from './postgres.ts';
import { loadSecrets } from './secrets.ts';
import { type DemoLogin, seedDemoTenant } from './seed.ts';
import { publicUrlOf, stackEnvironment, userSettings } from './stack-environment.ts';
import { claimPorts, type StackPorts } from './stack-ports.ts';
import { idlePorts, portOf, type StandIn, standInsFor, vendorSettings } from './stand-ins.ts';
import { type Part, type Supervised, supervise } from './supervisor.ts';
import { ensureSearchAttributes } from './temporal-connection.ts';
import { endLeftoverTemporal, startTemporal } from './temporal-server.ts';

/** A prepared database; a Temporal server whose namespace, named by `env`, has the project's search attributes. */
export type StackServers = {
  databaseUrls: DatabaseUrls;
  temporal: { address: string; uiUrl: string };
};

/** How many processes it has: API and workers one and one, one and two with queues of their own, or two and three. */
export type StackSize = 'small' | 'usual' | 'large';

export type StackOptions = {
  /** Databases, logs, secrets and emulator state; a second start over the same folder continues. */
  stateDir: string;
  /** 0 takes a free port. */
  ports: StackPorts;
  report: Report;
  /** False for throw-away stacks: faster, and unsafe against a machine crash. */
  fsync?: boolean;
  /** Demo tenant, hosts and links; on unless false. */
  seed?: boolean;
  /** Web pages built and served; on unless false. */
  web?: boolean;
  /** Wins over everything else in the environment of API and worker. */
  env?: Readonly<Record<string, string>>;
  /** What runs as API and worker; the sources unless given. */
  programs?: Programs;
  /** Run already, and stay when the stack ends; servers of its own unless given. */
  servers?: StackServers;
  /** Usual unless given. */
  size?: StackSize;
  /** Wait before a killed part is started again. */
  restartDelayMs?: number;
};

export type PartName =
  | 'postgres'
  | 'temporal'
  | 'emulators'
  | 'background'
  | 'worker'
  | 'worker-2'
  | 'api'
  | 'api-2';

export type Stack = {
  ports: StackPorts;
  /** Environment of API and worker. */
  env: Readonly<Record<string, string>>;
  publicUrl: string;
  /** Where each API process answers. */
  apiUrls: readonly string[];
  temporalAddress: string;
  /** '' when an existing server's interface is unknown. */
  temporalUiUrl: string;
  /** Pages of the emulators that stand in for vendors here. */
  standIns: readonly { capability: string; label: string; url: string }[];
  /** As owner, as the application, as the identity role. */
  databaseUrls: DatabaseUrls;
  /** One file a process. */
  logFolder: string;
  /** Who can sign in; undefined without seed. */
  demo: DemoLogin | undefined;
  /** Supervised processes; without those an existing server stands in for. `current()?.kill()` is a crash, followed by a restart. */
  parts: ReadonlyMap<PartName, Supervised>;
  stop(): Promise<void>;
};

/** Answers 200 when everything a booking needs answers. */
const READY_PATH = '/health/ready';
const STOP_ORDER: readonly PartName[] = [
  'api',
  'api-2',
  'worker',
  'worker-2',
  'background',
  'emulators',
  'temporal',
  'postgres',
];

/** Nobody waits for what follows an answer: API and database go first. */
const NICENESS = { temporal: 10, worker: 10, background: 15 };

type Context = {
  options: StackOptions;
  ports: StackPorts;
  secrets: Record<string, string>;
  standIns: readonly StandIn[];
  parts: Map<PartName, Supervised>;
};

async function add({ options, parts }: Context, name: PartName, start: Part['start']): Promise<void> {
  const minDelayMs = options.restartDelayMs ?? 250;
  parts.set(name, await supervise({ name, start }, { report: options.report, minDelayMs }));
}

async function startDatabase(context: Context): Promise<DatabaseUrls> {
  const { options, ports, secrets } = context;
  const { stateDir, report, fsync = true, servers } = options;
  if (servers !== undefined) return servers.databaseUrls;
  const server = await obtainPostgres(report);
  let adminUrl = 'url' in server ? server.url : '';
  if ('embedded' in server) {
    await add(context, 'postgres', async () => {
      const dataDir = join(stateDir, 'postgres');
      const running = await startPostgres({ dataDir, port: ports.EVERSLOT_POSTGRES_PORT, fsync, report });
      adminUrl = running.adminUrl;
      return running;
    });
  }
  const passwords = {
    owner: secrets['DATABASE_OWNER_PASSWORD'] ?? '',
    app: secrets['DATABASE_APP_PASSWORD'] ?? '',
    auth: secrets['DATABASE_AUTH_PASSWORD'] ?? '',
    ops: secrets['DATABASE_OPS_PASSWORD'] ?? '',
  };
  return prepareDatabase(adminUrl, { passwords }).catch((error: unknown) => {
    if ('embedded' in server) throw error;
    throw new SetupError(
      `The server DATABASE_URL names cannot be used (${reasonOf(error)}); for npm start it must be an administrator's connection to a Postgres 15 or newer, or unset.`,
    );
  });
}

async function startWorkflowServer(context: Context): Promise<{ address: string; uiUrl: string }> {
  const { options, ports } = context;
  if (options.servers !== undefined) return options.servers.temporal;
  const server = await obtainTemporalServer(options.report);
  if ('address' in server) {
    await ensureSearchAttributes(server.address).catch((error: unknown) => {
      throw new SetupError(
        `The Temporal server at ${server.address} (TEMPORAL_ADDRESS) cannot be used: ${reasonOf(error)}; start it or unset the variable.`,
      );
    });
    return { address: server.address, uiUrl: process.env['TEMPORAL_UI_URL'] ?? '' };
  }
  await add(context, 'temporal', () =>
    startTemporal({
      dbFile: join(options.stateDir, 'temporal.db'),
      port: ports.EVERSLOT_TEMPORAL_PORT,
      uiPort: ports.EVERSLOT_TEMPORAL_UI_PORT,
      niceness: NICENESS.temporal,
      report: options.report,
    }),
  );
  return {
    address: `127.0.0.1:${ports.EVERSLOT_TEMPORAL_PORT}`,
    uiUrl: `http://localhost:${ports.EVERSLOT_TEMPORAL_UI_PORT}`,
  };
}

async function startEmulators(context: Context): Promise<void> {
  const { options, ports, secrets, standIns } = context;
  if (standIns.length === 0) return;
  const invented = Object.entries(secrets).filter(([name]) => vendorSettings.has(name));
  const own = standIns.map((standIn) => [standIn.emulator.port.variable, String(portOf(standIn, ports))]);
  await add(context, 'emulators', () =>
    startChild({
      name: 'emulators',
      args: [join(import.meta.dirname, 'emulators.ts')],
      env: {
        EVERSLOT_PARENT_PID: String(process.pid),
        EVERSLOT_EMULATORS: standIns.map(({ capability, vendor }) => `${capability}/${vendor}`).join(','),
        EVERSLOT_EMULATOR_STATE: join(options.stateDir, 'emulators'),
        EVERSLOT_EMULATOR_NOTIFIES: `http://127.0.0.1:${ports.PORT}`,
        ...Object.fromEntries([...own, ...invented]),
      },
      logFolder: join(options.stateDir, 'logs'),
      ready: { words: 'emulators ready' },
    }),
  );
}

/** Resolves with the addresses of the API processes. */
async function startProcesses(context: Context, env: Record<string, string>): Promise<string[]> {
  const { options, ports } = context;
  const logFolder = join(options.stateDir, 'logs');
  const programs = options.programs ?? sourcePrograms;
  const api = (name: PartName, port: number) => () =>
    startChild({
      name,
      args: programs.api,
      env: { ...env, PORT: String(port) },
      logFolder,
      ready: { url: `http://127.0.0.1:${port}${READY_PATH}` },
    });
  const worker = (name: PartName, own: Record<string, string>) => () =>
    startChild({
      name,
      args: programs.worker,
      env: { ...env, ...own },
      logFolder,
      ready: { words: 'worker ready' },
      stopTimeoutMs: 35_000,
    });
  const size = options.size ?? 'usual';
  const apiPorts = [ports.PORT, ...(size === 'large' ? [await freePort()] : [])];
  const niceness = { WORKER_NICENESS: String(NICENESS.worker) };
  const bookings = { ...niceness, WORKER_TASK_QUEUES: 'bookings' };
  const background = {
    WORKER_TASK_QUEUES: 'sync,notifications',
    WORKER_NICENESS: String(NICENESS.background),
    WORKER_METRICS_PORT: '0',
  };
  const second = { ...bookings, WORKER_METRICS_PORT: '0' };
  await allOrNothing([
    add(context, 'worker', worker('worker', size === 'small' ? niceness : bookings)),
    ...(size === 'large' ? [add(context, 'worker-2', worker('worker-2', second))] : []),
    ...(size === 'small' ? [] : [add(context, 'background', worker('background', background))]),
    ...apiPorts.map((port, index) => {
      const name = index === 0 ? 'api' : 'api-2';
      return add(context, name, api(name, port));
    }),
  ]);
  return apiPorts.map((port) => `http://127.0.0.1:${port}`);
}

/** Waits for all before it throws, so that whoever cleans up meets nothing half started. */
async function allOrNothing<T extends readonly unknown[]>(
  work: { [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return Promise.all(work) as Promise<T>;
}

async function stopAll(parts: Map<PartName, Supervised>): Promise<void> {
  for (const name of STOP_ORDER) {
    await parts.get(name)?.stop();
    parts.delete(name);
  }
}

/** A server that runs already keeps its port, and what is not started needs none. */
function neededPorts({ ports, servers }: StackOptions, standIns: readonly StandIn[]): StackPorts {
  const postgres = servers || process.env['DATABASE_URL'] ? 0 : undefined;
  const temporal = servers || process.env['TEMPORAL_ADDRESS'] ? 0 : undefined;
  return {
    ...ports,
    ...Object.fromEntries(idlePorts(standIns).map((variable) => [variable, 0])),
    EVERSLOT_POSTGRES_PORT: postgres ?? ports.EVERSLOT_POSTGRES_PORT,
    EVERSLOT_TEMPORAL_PORT: temporal ?? ports.EVERSLOT_TEMPORAL_PORT,
    EVERSLOT_TEMPORAL_UI_PORT: temporal ?? ports.EVERSLOT_TEMPORAL_UI_PORT,
  };
}

/** Where the emulator of a capability is reached; '' when none stands in for it. */
export const standInUrl = (
  { standIns }: Pick<Stack, 'standIns'>,
  capability: 'calendar' | 'email' | 'payment',
): string => standIns.find((standIn) => standIn.capability === capability)?.url ?? '';

/**
 * Starts everything the product consists of on this machine: database, Temporal, emulators, worker, API and web pages. Each part is
 * started again when it ends by itself. Throws SetupError, with nothing left running, when a part cannot be started.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { stateDir, report } = options;
  // Read before anything is built: a web build sets NODE_ENV of its own process.
  const user = { ...userSettings(), ...options.env };
  const standIns = standInsFor(user);
  // After `killall -9 node` the servers of the last run still hold the ports of this one.
  await Promise.all([
    endLeftoverPostgres(join(stateDir, 'postgres')),
    endLeftoverTemporal(join(stateDir, 'temporal.db')),
  ]);
  const ports = await claimPorts(neededPorts(options, standIns));
  await mkdir(stateDir, { recursive: true });
  const secrets = await loadSecrets(join(stateDir, 'secrets.env'));
  const parts = new Map<PartName, Supervised>();
  const context: Context = { options, ports, secrets, standIns, parts };
  try {
    const [databaseUrls, temporal, , workflowBundle, webDist] = await allOrNothing<
      [DatabaseUrls, { address: string; uiUrl: string }, void, string, string]
    >([
      startDatabase(context),
      startWorkflowServer(context),
      startEmulators(context),
      buildWorkflowBundle(report),
      options.web === false ? Promise.resolve('') : buildWeb(report),
    ]);
    const env = {
      ...stackEnvironment(
        {
          ports,
          secrets,
          databaseUrls,
          temporalAddress: temporal.address,
          temporalUiUrl: temporal.uiUrl,
          webDist,
          workflowBundle,
          stateDir,
          standIns,
        },
        user,
      ),
      ...options.env,
    };
    const publicUrl = publicUrlOf(ports, user);
    const shown = standIns.map((standIn) => ({
      capability: standIn.capability,
      label: standIn.emulator.label,
      url: `http://localhost:${portOf(standIn, ports)}`,
    }));
    report('Starting worker and API …');
    const [demo, apiUrls] = await allOrNothing<[DemoLogin | undefined, string[]]>([
      options.seed === false
        ? Promise.resolve(undefined)
        : seedDemoTenant(databaseUrls, {
            publicUrl,
            authSecret: env['AUTH_SECRET'] ?? '',
            env,
            paymentsUrl: standInUrl({ standIns: shown }, 'payment'),
          }),
      startProcesses(context, env),
    ]);
    return {
      ports,
      env,
      publicUrl,
      apiUrls,
      demo,
      logFolder: join(stateDir, 'logs'),
      temporalAddress: temporal.address,
      temporalUiUrl: temporal.uiUrl,
      standIns: shown,
      databaseUrls,
      parts,
      stop: () => stopAll(parts),
    };
  } catch (error) {
    await stopAll(parts);
    throw error;
  }
}
