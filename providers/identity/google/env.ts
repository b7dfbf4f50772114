import type { Env } from '#providers/manifest.ts';
import { type OpenidConfig, readOpenid } from '../openid/settings.ts';

/** Reads the GOOGLE_SIGN_IN_* keys; see `readOpenid`. */
export const parseGoogleSignInEnv = (env: Env): OpenidConfig | null =>
  readOpenid(
    {
      clientId: { name: 'GOOGLE_SIGN_IN_CLIENT_ID', value: env['GOOGLE_SIGN_IN_CLIENT_ID'] },
      clientSecret: { name: 'GOOGLE_SIGN_IN_CLIENT_SECRET', value: env['GOOGLE_SIGN_IN_CLIENT_SECRET'] },
      issuer: {
        name: 'GOOGLE_SIGN_IN_ISSUER',
        value: env['GOOGLE_SIGN_IN_ISSUER'],
        standard: 'https://accounts.google.com',
      },
    },
    env,
  );
