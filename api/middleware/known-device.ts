import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { AppEnv } from '#api/variables.ts';

export type KnownDevices = {
  /** What the tries of this device at an address are counted by, if somebody has signed in there from it before. */
  deviceOf: (c: Context<AppEnv>, email: string) => string | null;
  /** The cookie by which the device is known from now on. */
  cookieFor: (email: string) => string;
};

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Devices from which somebody has signed in: their tries are counted apart from those of strangers, who can then use up
 * nobody's but their own. Nothing is stored; the cookie is signed for one address and opens nothing.
 */
export const createKnownDevices = ({ secret, https }: { secret: string; https: boolean }): KnownDevices => {
  const name = https ? '__Host-everslot.device' : 'everslot.device';
  const mac = (email: string, nonce: string): string =>
    createHmac('sha256', secret).update(`everslot.device.v1.${nonce}.${email}`).digest('base64url');
  return {
    deviceOf: (c, email) => {
      const [nonce = '', given = ''] = (getCookie(c, name) ?? '').split('.');
      const [expected, shown] = [Buffer.from(mac(email, nonce)), Buffer.from(given)];
      return expected.length === shown.length && timingSafeEqual(expected, shown) ? nonce : null;
    },
    cookieFor: (email) => {
      const nonce = randomBytes(16).toString('base64url');
      const flags = `Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
      return `${name}=${nonce}.${mac(email, nonce)}; ${flags}`;
    },
  };
};
