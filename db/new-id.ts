import { randomBytes, randomFillSync } from 'node:crypto';
import { encodeId, type IdKind } from '#domain/ids.ts';

/** A new id whose first 48 bits are the time: ids of one kind sort by creation (UUID v7, RFC 9562 §5.7). */
export const newId = (kind: IdKind): string => {
  const bytes = randomFillSync(new Uint8Array(16));
  let time = Date.now();
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return encodeId(kind, bytes);
};

/** A new id that tells nothing about when it was made: for rows that others than their maker read. */
export const newOpaqueId = (kind: IdKind): string => encodeId(kind, randomBytes(16));
