import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '#db/new-id.ts';
import { hashOfKey, isKeyText, keyTextOf, secretBytes } from './key-text.ts';

const made = (): string => keyTextOf(newId('apiKey'), randomBytes(secretBytes));

describe('an API key', () => {
  it('is a word that scanners for secrets recognise, with more than 160 bits that nobody knows', () => {
    expect(made()).toMatch(/^evk_[0-7][0-9a-hjkmnp-tv-z]{25}_[0-9a-hjkmnp-tv-z]{40}_[0-9a-hjkmnp-tv-z]{7}$/);
    expect(secretBytes * 8).toBeGreaterThanOrEqual(160);
    expect(new Set(Array.from({ length: 100 }, made)).size).toBe(100);
  });

  it('carries its id, and every bit of its secret', () => {
    const id = newId('apiKey');
    const [low, high] = [new Uint8Array(secretBytes), new Uint8Array(secretBytes).fill(255)];
    expect(keyTextOf(id, low)).toContain(`evk_${id.slice(4)}_${'0'.repeat(40)}_`);
    expect(keyTextOf(id, high)).toContain(`_${'z'.repeat(40)}_`);
    expect(() => keyTextOf(id, new Uint8Array(20))).toThrow();
  });

  it('is known for none as soon as any of its characters differs', () => {
    const text = made();
    expect(isKeyText(text)).toBe(true);
    for (let place = 0; place < text.length; place += 1) {
      const other = text.charAt(place) === '2' ? '3' : '2';
      expect(isKeyText(`${text.slice(0, place)}${other}${text.slice(place + 1)}`)).toBe(false);
    }
    for (const wrong of ['', 'evk_', ` ${text}`, `${text}\n`, text.slice(0, -1), text.toUpperCase()])
      expect(isKeyText(wrong)).toBe(false);
  });

  it('is kept as a hash that says nothing of it', () => {
    const text = made();
    expect(hashOfKey(text)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfKey(text)).not.toBe(hashOfKey(made()));
  });
});
