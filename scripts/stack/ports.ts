import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { SetupError } from '#scripts/report.ts';

/** A port number from an environment variable, `fallback` when unset; anything but 0–65535 is a SetupError. */
export function readPort(name: string, fallback: number, env: NodeJS.ProcessEnv = process.env): number {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535)) {
    throw new SetupError(
      `${name} is "${text}", which is not a port number; set it to one between 1 and 65535.`,
    );
  }
  return port;
}

function listen(port: number): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}

/** Below the ports systems lend to outgoing connections (32768 and above on Linux, 49152 elsewhere). */
const CHOICE = { from: 10_240, to: 32_767 };
const handedOut = new Set<number>();

/**
 * A loopback port nobody listens on at this moment, and none this process was given before. It is not one the system
 * lends to outgoing connections: such a port could be gone by the time its server starts.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = randomInt(CHOICE.from, CHOICE.to + 1);
    if (handedOut.has(port) || !(await isPortFree(port))) continue;
    handedOut.add(port);
    return port;
  }
  throw new SetupError(`No port between ${CHOICE.from} and ${CHOICE.to} is free.`);
}

/** Whether a loopback port can be taken at this moment. */
export async function isPortFree(port: number): Promise<boolean> {
  return typeof (await listen(port)) === 'number';
}

/** Throws a SetupError naming the setting to change when the port cannot be taken. */
export async function requirePort(port: number, purpose: string, variable: string): Promise<void> {
  const bound = await listen(port);
  if (typeof bound === 'number') return;
  const why = bound.code === 'EACCES' ? 'may not be used by this account' : 'is in use by another program';
  throw new SetupError(`Port ${port} for ${purpose} ${why}; free it or set ${variable} to another port.`);
}
