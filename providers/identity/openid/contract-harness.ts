import type { Emulator } from '#providers/emulation/emulator.ts';
import type { IdentityHarness } from '../contract-harness.ts';
import type { IdentityProvider } from '../port.ts';
import type { OpenidConfig } from './settings.ts';

/** An adapter and its emulator, as the suite of all vendors drives them. */
export const openidHarness = (
  emulator: Emulator,
  config: OpenidConfig,
  vendor: {
    create: (config: OpenidConfig) => IdentityProvider;
    newSubject: () => string;
    knownAs: (subject: string, url: string) => string;
  },
): IdentityHarness => {
  const control = async (method: string, path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${emulator.url}/_admin${path}`, { method, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    provider: vendor.create(config),
    newProvider: () => vendor.create(config),
    impatientProvider: vendor.create({ ...config, timeoutMs: 300 }),
    control,
    add: async (person) => {
      const subject = vendor.newSubject();
      await control('POST', '/people', { ...person, subject });
      return vendor.knownAs(subject, emulator.url);
    },
    stop: () => emulator.stop(),
  };
};
