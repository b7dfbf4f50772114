import { randomBytes } from 'node:crypto';
import type { ServiceContext } from '#services/context.ts';
import type { SignedText } from '#services/signed-text.ts';
import { keyTextOf, secretBytes } from './key-text.ts';

/**
 * The key of an id. It comes of the installation's secret, of the id and of the request's Idempotency-Key, so that a repeat is
 * answered with the same key; as the last of these is kept nowhere, what is stored leads to it for nobody.
 */
export const makeKey = ({ tenantId, request }: ServiceContext, signed: SignedText, id: string): string => {
  const seed = request?.seed ?? randomBytes(32).toString('hex');
  const sealed = signed.seal('api-key', `${tenantId}.${id}.${seed}`);
  const mac = Buffer.from(sealed.slice(sealed.lastIndexOf('.') + 1), 'base64url');
  return keyTextOf(id, mac.subarray(0, secretBytes));
};
