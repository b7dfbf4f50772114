import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a secret lives: bound into the ciphertext, so that it cannot be moved to another row or tenant. */
export type SecretPlace = { tenantId: string; table: string; column: string; rowId: string };

export type SecretBox = {
  seal: (place: SecretPlace, plaintext: string) => string;
  /** Throws when the text was changed, moved or sealed under a key that is not configured. */
  open: (place: SecretPlace, sealed: string) => string;
  /** The same secret under the active key; null when it already is. */
  rewrap: (place: SecretPlace, sealed: string) => string | null;
};

const algorithm = 'aes-256-gcm';

const encrypt = (key: Buffer, aad: Buffer, plaintext: Buffer): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: 16 }).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

const decrypt = (key: Buffer, aad: Buffer, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(aad)
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
};

/**
 * Envelope encryption: each value has a data key of its own, wrapped by a key-encryption key from the configuration.
 * Form `v1.<key id>.<wrapped data key>.<ciphertext>`, base64url. `keys` is `id:base64` pairs; the first one is active.
 */
export const createSecretBox = (keys: readonly { id: string; key: Buffer }[]): SecretBox => {
  const active = keys[0];
  if (active === undefined) throw new Error('at least one encryption key is needed');
  for (const { id, key } of keys)
    if (key.length !== 32) throw new Error(`encryption key ${id} must have 32 bytes`);
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  const aadOf = (place: SecretPlace, kid: string): Buffer =>
    Buffer.from([place.tenantId, place.table, place.column, place.rowId, kid].join('|'));
  const bodyAad = (place: SecretPlace): Buffer => aadOf(place, 'body');
  const parse = (sealed: string) => {
    const [version, kid, wrapped, body] = sealed.split('.');
    if (version !== 'v1' || kid === undefined || wrapped === undefined || body === undefined)
      throw new Error('not a sealed secret');
    const key = byId.get(kid);
    if (key === undefined) throw new Error(`encryption key ${kid} is not configured`);
    return { kid, key, wrapped: Buffer.from(wrapped, 'base64url'), body: Buffer.from(body, 'base64url') };
  };
  return {
    seal: (place, plaintext) => {
      const dataKey = randomBytes(32);
      const wrapped = encrypt(active.key, aadOf(place, active.id), dataKey);
      const body = encrypt(dataKey, bodyAad(place), Buffer.from(plaintext));
      return `v1.${active.id}.${wrapped.toString('base64url')}.${body.toString('base64url')}`;
    },
    open: (place, sealed) => {
      const { kid, key, wrapped, body } = parse(sealed);
      return decrypt(decrypt(key, aadOf(place, kid), wrapped), bodyAad(place), body).toString();
    },
    rewrap: (place, sealed) => {
      const { kid, key, wrapped, body } = parse(sealed);
      if (kid === active.id) return null;
      const dataKey = decrypt(key, aadOf(place, kid), wrapped);
      return `v1.${active.id}.${encrypt(active.key, aadOf(place, active.id), dataKey).toString('base64url')}.${body.toString('base64url')}`;
    },
  };
};
