import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** As much of CBOR as an authenticator writes: numbers, texts, bytes and maps. */
const head = (major: number, value: number): Buffer => {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
};
type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flatMap(([key, each]) => [cbor(key), cbor(each)]),
  ]);
};

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** What differs from an honest answer. */
export type Trick = { origin?: string; site?: string; isUnlocked?: boolean; counter?: number };

/** A passkey in software: it answers as a browser would, or as one that is tricked. */
export const createAuthenticator = (origin: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(16);
  const id = credentialId.toString('base64url');
  let counter = 0;
  const authData = ({ site, isUnlocked = true, counter: shown }: Trick, withKey: boolean): Buffer => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(shown ?? counter);
    const flags = 0x01 | (isUnlocked ? 0x04 : 0) | (withKey ? 0x40 : 0);
    const parts = [sha256(site ?? new URL(origin).hostname), Buffer.from([flags]), count];
    if (!withKey) return Buffer.concat(parts);
    const key = cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    return Buffer.concat([...parts, Buffer.alloc(16), Buffer.from([0, 16]), credentialId, key]);
  };
  const clientData = (type: string, challenge: string, trick: Trick): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: trick.origin ?? origin, crossOrigin: false }));
  const answer = (response: Record<string, string>) => ({
    id,
    rawId: id,
    type: 'public-key' as const,
    response: { clientDataJSON: '', ...response },
  });
  return {
    make: (challenge: string, trick: Trick = {}) =>
      answer({
        clientDataJSON: clientData('webauthn.create', challenge, trick).toString('base64url'),
        attestationObject: cbor(
          new Map<string, Cbor>([
            ['fmt', 'none'],
            ['attStmt', new Map()],
            ['authData', authData(trick, true)],
          ]),
        ).toString('base64url'),
      }),
    show: (challenge: string, trick: Trick = {}) => {
      const data = authData(trick, false);
      const client = clientData('webauthn.get', challenge, trick);
      const signed = Buffer.concat([data, sha256(client)]);
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
      });
    },
  };
};
