import { randomUUID } from 'node:crypto';
import type { IdentityHarness } from '../contract-harness.ts';
import { openidHarness } from '../openid/contract-harness.ts';
import { createMicrosoftIdentity } from './adapter.ts';
import { startEmulator } from './emulator/start.ts';
import { parseMicrosoftSignInEnv } from './env.ts';
import { manifest } from './manifest.ts';

export const startMicrosoftSignInHarness = async (): Promise<IdentityHarness> => {
  const emulator = await startEmulator({ port: 0 });
  const config = parseMicrosoftSignInEnv(
    manifest.emulator?.environment({ url: emulator.url, stateFolder: '' }) ?? {},
  );
  if (config === null) throw new Error('the emulator is configured');
  return openidHarness(emulator, config, {
    create: createMicrosoftIdentity,
    newSubject: () => `${randomUUID()}/${randomUUID()}`,
    knownAs: (subject) => subject,
  });
};
