import { vendorUrlProblem } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';

/** Who we are to a vendor, and where it says what it offers. */
export type OpenidConfig = {
  clientId: string;
  clientSecret: string;
  /** Below it lies `/.well-known/openid-configuration`. */
  issuer: string;
  /** Plain http is meant: a counterpart on loopback. */
  mayBePlain: boolean;
  /** Milliseconds for one HTTP call; 10 s unless given. */
  timeoutMs?: number;
};

type Given = { name: string; value: string | undefined };

/** `null` without an id: the vendor is off. Throws an `Error` that names every wrong key and shows no value. */
export const readOpenid = (
  keys: { clientId: Given; clientSecret: Given; issuer: Given & { standard: string } },
  env: Env,
): OpenidConfig | null => {
  const textOf = ({ value }: Given): string => (value ?? '').trim();
  const clientId = textOf(keys.clientId);
  if (clientId === '') return null;
  const clientSecret = textOf(keys.clientSecret);
  const issuer = (textOf(keys.issuer) || keys.issuer.standard).replace(/\/+$/, '');
  const problem = vendorUrlProblem(keys.issuer.name, issuer, env);
  const problems = [
    ...(clientSecret === '' ? [`${keys.clientSecret.name} is missing`] : []),
    ...(problem === null ? [] : [problem]),
  ];
  if (problems.length > 0) throw new Error(`Sign-in configuration: ${problems.join('; ')}.`);
  return { clientId, clientSecret, issuer, mayBePlain: issuer.startsWith('http:') };
};
