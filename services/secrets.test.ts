import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretBox, type SecretPlace } from './secrets.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const place: SecretPlace = {
  tenantId: 'ten_1',
  table: 'integrations',
  column: 'credentials_ciphertext',
  rowId: 'int_1',
};

describe('a sealed secret', () => {
  test('opens to what was sealed, and no two seals are alike', () => {
    const box = createSecretBox([key('k1')]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const sealed = box.seal(place, text);
        expect(box.open(place, sealed)).toBe(text);
        expect(box.seal(place, text)).not.toBe(sealed);
        expect(text.length < 4 || !sealed.includes(text)).toBe(true);
      }),
    );
  });

  test.each(['tenantId', 'table', 'column', 'rowId'] as const)('cannot be moved to another %s', (part) => {
    const box = createSecretBox([key('k1')]);
    const sealed = box.seal(place, 'token');
    expect(() => box.open({ ...place, [part]: 'other' }, sealed)).toThrow();
  });

  test('is refused when any of its bytes was changed or its tag cut short', () => {
    const box = createSecretBox([key('k1')]);
    const sealed = box.seal(place, 'token');
    for (let at = sealed.indexOf('.', 3) + 1; at < sealed.length; at += 3) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      if (
        Buffer.from(changed.split('.')[3] ?? '', 'base64url').equals(
          Buffer.from(sealed.split('.')[3] ?? '', 'base64url'),
        ) &&
        Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
          Buffer.from(sealed.split('.')[2] ?? '', 'base64url'),
        )
      )
        continue;
      expect(() => box.open(place, changed)).toThrow();
    }
    expect(() => box.open(place, sealed.slice(0, -16))).toThrow();
  });

  test('outlives a new active key, is rewrapped under it once, and then no longer needs the old one', () => {
    const [old, fresh] = [key('k1'), key('k2')];
    const sealed = createSecretBox([old]).seal(place, 'token');
    const both = createSecretBox([fresh, old]);
    expect(both.open(place, sealed)).toBe('token');
    const rewrapped = both.rewrap(place, sealed);
    expect(rewrapped).not.toBeNull();
    expect(both.rewrap(place, rewrapped ?? '')).toBeNull();
    expect(createSecretBox([fresh]).open(place, rewrapped ?? '')).toBe('token');
    expect(() => createSecretBox([fresh]).open(place, sealed)).toThrow(/k1 is not configured/);
  });
});
