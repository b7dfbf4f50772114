import { z } from 'zod';

/** Keys that API and workers share: both mint guests' links and open sealed secrets. */
export const secretsEnv = {
  /** Signs guests' manage links. */
  LINK_SECRET: z.string().min(32),
  /** `id:base64` pairs of 32 bytes each, the active one first. */
  ENCRYPTION_KEYS: z.string().transform((text, context) => {
    const keys = text.split(/[\s,]+/).map((pair) => {
      const [id = '', encoded = ''] = pair.split(':');
      return { id, key: Buffer.from(encoded, 'base64') };
    });
    if (!keys.every(({ id, key }) => /^[a-z0-9]{1,16}$/.test(id) && key.length === 32)) {
      context.addIssue({
        code: 'custom',
        message: 'must be id:base64 pairs of 32 bytes each, the active one first',
      });
      return z.NEVER;
    }
    return keys;
  }),
};
