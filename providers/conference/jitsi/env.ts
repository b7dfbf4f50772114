import { vendorUrlProblem } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';

export type JitsiConfig = {
  /** Without a trailing slash. */
  baseUrl: string;
};

/**
 * Reads JITSI_MEET_URL, the server on which rooms are. `null` when it is unset: the vendor is off. Throws an `Error` that
 * names the key and shows no value.
 */
export function parseJitsiEnv(env: Env): JitsiConfig | null {
  const baseUrl = (env['JITSI_MEET_URL'] ?? '').trim().replace(/\/+$/, '');
  if (baseUrl === '') return null;
  const problem = vendorUrlProblem('JITSI_MEET_URL', baseUrl, env);
  if (problem !== null) throw new Error(`Conference configuration: ${problem}.`);
  return { baseUrl };
}
