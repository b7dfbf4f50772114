import { Resolver } from 'node:dns/promises';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { Dns } from './port.ts';

/** Codes that are answers: there is no such name, or none of such records. */
const absent = new Set(['ENOTFOUND', 'ENODATA']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const ask = async <Answer>(question: () => Promise<Answer[]>): Promise<Answer[]> => {
  try {
    return await question();
  } catch (error) {
    const code = codeOf(error);
    if (absent.has(code)) return [];
    throw new ProviderFailure('dns', 'unavailable', {
      reason: code === 'ETIMEOUT' ? 'timeout' : 'unreachable',
    });
  }
};

/** Names as they are compared. */
const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Asks name servers: those named (`address` or `address:port`), else the machine's own. Each question ends within some seconds. */
export const createDns = ({
  servers,
  timeoutMs = 3_000,
}: {
  servers: readonly string[];
  timeoutMs?: number;
}): Dns => {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  return {
    texts: async (name) => (await ask(() => resolver.resolveTxt(name))).map((parts) => parts.join('')),
    aliases: async (name) => (await ask(() => resolver.resolveCname(name))).map(plain),
    addresses: async (name) =>
      (await Promise.all([ask(() => resolver.resolve4(name)), ask(() => resolver.resolve6(name))])).flat(),
  };
};
