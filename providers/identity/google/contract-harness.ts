import { randomInt } from 'node:crypto';
import type { IdentityHarness } from '../contract-harness.ts';
import { openidHarness } from '../openid/contract-harness.ts';
import { createGoogleIdentity } from './adapter.ts';
import { startEmulator } from './emulator/start.ts';
import { parseGoogleSignInEnv } from './env.ts';
import { manifest } from './manifest.ts';

export const startGoogleSignInHarness = async (): Promise<IdentityHarness> => {
  const emulator = await startEmulator({ port: 0 });
  const config = parseGoogleSignInEnv(
    manifest.emulator?.environment({ url: emulator.url, stateFolder: '' }) ?? {},
  );
  if (config === null) throw new Error('the emulator is configured');
  return openidHarness(emulator, config, {
    create: createGoogleIdentity,
    newSubject: () => String(randomInt(2 ** 47)),
    knownAs: (subject, url) => `${url} ${subject}`,
  });
};
