import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { idPrefixes } from '#domain/ids.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const base32 = (bytes: Uint8Array, length: number): string => {
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = alphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
};

/** 200 bits, which nobody guesses. */
export const secretBytes = 25;
const [idLength, secretLength, sumLength] = [26, 40, 7];
const letter = `[${alphabet}]`;
const pattern = new RegExp(
  `^(evk_[0-7]${letter}{${idLength - 1}}_${letter}{${secretLength}})_(${letter}{${sumLength}})$`,
);

const sumOf = (text: string): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return base32(bytes, sumLength);
};

/** `evk_<id>_<secret>_<checksum>`: whoever looks for leaked keys knows one by itself, and which it is. */
export const keyTextOf = (id: string, secret: Uint8Array): string => {
  if (secret.length !== secretBytes) throw new Error(`a key has ${secretBytes} secret bytes`);
  const text = `evk_${id.slice(idPrefixes.apiKey.length + 1)}_${base32(secret, secretLength)}`;
  return `${text}_${sumOf(text)}`;
};

/** Whether a text can be a key of ours at all: what is mistyped or made up is refused without a look at the database. */
export const isKeyText = (text: string): boolean => {
  const [, body, sum] = pattern.exec(text) ?? [];
  return body !== undefined && sumOf(body) === sum;
};

/** What is kept of a key. It is too long a secret to be searched for, so that a fast hash will do. */
export const hashOfKey = (text: string): string => createHash('sha256').update(text).digest('hex');
