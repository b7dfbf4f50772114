import { freePort, readPort, requirePort } from './ports.ts';

/** Loopback ports of `npm start`. A variable set to 0 takes a free port. */
export const PORTS = [
  { variable: 'PORT', purpose: 'the web pages and the API', standard: 3000 },
  { variable: 'EVERSLOT_POSTGRES_PORT', purpose: 'Postgres', standard: 5442 },
  { variable: 'EVERSLOT_TEMPORAL_PORT', purpose: 'the Temporal server', standard: 7233 },
  { variable: 'EVERSLOT_TEMPORAL_UI_PORT', purpose: "Temporal's web interface", standard: 8233 },
  { variable: 'EVERSLOT_GOOGLE_EMULATOR_PORT', purpose: 'the Google emulator', standard: 4010 },
  { variable: 'EVERSLOT_MAIL_EMULATOR_PORT', purpose: 'the mailbox', standard: 4020 },
  { variable: 'EVERSLOT_WORKER_METRICS_PORT', purpose: "the worker's metrics", standard: 9464 },
] as const;

export type PortVariable = (typeof PORTS)[number]['variable'];
export type StackPorts = Record<PortVariable, number>;

function collect(valueOf: (entry: (typeof PORTS)[number]) => number): StackPorts {
  const ports: StackPorts = {
    PORT: 0,
    EVERSLOT_POSTGRES_PORT: 0,
    EVERSLOT_TEMPORAL_PORT: 0,
    EVERSLOT_TEMPORAL_UI_PORT: 0,
    EVERSLOT_GOOGLE_EMULATOR_PORT: 0,
    EVERSLOT_MAIL_EMULATOR_PORT: 0,
    EVERSLOT_WORKER_METRICS_PORT: 0,
  };
  for (const entry of PORTS) ports[entry.variable] = valueOf(entry);
  return ports;
}

/** Ports as the environment configures them. Throws SetupError for a setting that is no port number. */
export function configuredPorts(env: NodeJS.ProcessEnv = process.env): StackPorts {
  return collect(({ variable, standard }) => readPort(variable, standard, env));
}

/** All zero: every port is a free one. */
export const anyPorts: StackPorts = collect(() => 0);

/** Replaces zeros by free ports and makes sure the others are free. Throws SetupError naming the setting to change. */
export async function claimPorts(ports: StackPorts): Promise<StackPorts> {
  const claimed = { ...ports };
  for (const { variable, purpose } of PORTS) {
    if (claimed[variable] === 0) claimed[variable] = await freePort();
    else await requirePort(claimed[variable], purpose, variable);
  }
  return claimed;
}
