import { workerEnv } from '#activities/process/env.ts';
import { apiEnv } from '#api/env.ts';
import type { DatabaseUrls } from '#db/migrate.ts';
import { demoHosts } from '#db/seed.ts';
import type { StackPorts } from './stack-ports.ts';
import { type StandIn, standInEnvironment, vendorSettings } from './stand-ins.ts';

export type EnvironmentInput = {
  ports: StackPorts;
  secrets: Readonly<Record<string, string>>;
  databaseUrls: DatabaseUrls;
  temporalAddress: string;
  temporalUiUrl: string;
  webDist: string;
  workflowBundle: string;
  stateDir: string;
  standIns: readonly StandIn[];
};

function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** What the user set of everything the two processes read; the rest of the shell's variables stays out. */
export function userSettings(source: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const known = new Set([
    ...Object.keys(apiEnv),
    ...Object.keys(workerEnv),
    ...vendorSettings,
    'EMAIL_VENDOR',
    'EMAIL_FROM_ADDRESS',
    'ALLOW_LOOPBACK_PROVIDERS',
  ]);
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value && known.has(name)) settings[name] = value;
  }
  return settings;
}

/** Where the pages of this stack are reached. */
export function publicUrlOf(ports: StackPorts, user: Readonly<Record<string, string>>): string {
  return user['PUBLIC_URL'] ?? `http://localhost:${ports.PORT}`;
}

/** The owner's and the roles' passwords stay with the starter; the processes get their own connection strings. */
function processSecrets(secrets: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => !name.startsWith('DATABASE_')));
}

/** Variables of the API and the worker. What the user set wins, except for what this stack itself starts and knows better. */
export function stackEnvironment(
  input: EnvironmentInput,
  user: Readonly<Record<string, string>> = userSettings(),
): Record<string, string> {
  const { ports, secrets, databaseUrls } = input;
  return {
    HOST: '127.0.0.1',
    ...processSecrets(secrets),
    EMAIL_FROM_ADDRESS: 'bookings@everslot.localhost',
    OPERATOR_EMAILS: demoHosts[0].email,
    REGISTRATION: 'open',
    ...standInEnvironment(input.standIns, ports, input.stateDir),
    ...user,
    NODE_ENV: 'development',
    PORT: String(ports.PORT),
    PUBLIC_URL: publicUrlOf(ports, user),
    WEBHOOK_BASE_URL: user['WEBHOOK_BASE_URL'] ?? loopback(ports.PORT),
    DATABASE_URL: databaseUrls.appUrl,
    DATABASE_AUTH_URL: databaseUrls.authUrl,
    DATABASE_OPS_URL: databaseUrls.opsUrl,
    TEMPORAL_ADDRESS: input.temporalAddress,
    TEMPORAL_UI_URL: input.temporalUiUrl,
    WEB_DIST: input.webDist,
    WORKFLOW_BUNDLE: input.workflowBundle,
    WORKER_METRICS_PORT: String(ports.EVERSLOT_WORKER_METRICS_PORT),
    EVERSLOT_PARENT_PID: String(process.pid),
  };
}
