import { manifests } from '#providers/manifests.ts';
import { freePort, readPort, requirePort } from './ports.ts';

type PortEntry = { variable: string; purpose: string; standard: number };

const ownPorts = [
  { variable: 'PORT', purpose: 'the web pages and the API', standard: 3000 },
  { variable: 'EVERSLOT_POSTGRES_PORT', purpose: 'Postgres', standard: 5442 },
  { variable: 'EVERSLOT_TEMPORAL_PORT', purpose: 'the Temporal server', standard: 7233 },
  { variable: 'EVERSLOT_TEMPORAL_UI_PORT', purpose: "Temporal's web interface", standard: 8233 },
  { variable: 'EVERSLOT_WORKER_METRICS_PORT', purpose: "the worker's metrics", standard: 9464 },
] as const satisfies readonly PortEntry[];

/** Loopback ports of `npm start`, those of the emulators included. A variable set to 0 takes a free port. */
export const PORTS: readonly PortEntry[] = [
  ...ownPorts,
  ...manifests.flatMap(({ emulator }) => emulator?.port ?? []),
];

export type StackPorts = Record<(typeof ownPorts)[number]['variable'], number> &
  Record<string, number | undefined>;

function collect(valueOf: (entry: PortEntry) => number): StackPorts {
  const ports: StackPorts = {
    PORT: 0,
    EVERSLOT_POSTGRES_PORT: 0,
    EVERSLOT_TEMPORAL_PORT: 0,
    EVERSLOT_TEMPORAL_UI_PORT: 0,
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
    const wanted = claimed[variable] ?? 0;
    if (wanted === 0) claimed[variable] = await freePort();
    else await requirePort(wanted, purpose, variable);
  }
  return claimed;
}
