import type { Env } from '#providers/manifest.ts';
import { type OpenidConfig, readOpenid } from '../openid/settings.ts';

/** Reads the MICROSOFT_SIGN_IN_* keys; see `readOpenid`. */
export const parseMicrosoftSignInEnv = (env: Env): OpenidConfig | null =>
  readOpenid(
    {
      clientId: { name: 'MICROSOFT_SIGN_IN_CLIENT_ID', value: env['MICROSOFT_SIGN_IN_CLIENT_ID'] },
      clientSecret: {
        name: 'MICROSOFT_SIGN_IN_CLIENT_SECRET',
        value: env['MICROSOFT_SIGN_IN_CLIENT_SECRET'],
      },
      issuer: {
        name: 'MICROSOFT_SIGN_IN_ISSUER',
        value: env['MICROSOFT_SIGN_IN_ISSUER'],
        standard: 'https://login.microsoftonline.com/common/v2.0',
      },
    },
    env,
  );
