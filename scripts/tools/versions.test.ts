import { array, assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRecentTemporal } from './tools.ts';
import { compareVersions, isAtLeast, parseVersion } from './versions.ts';

describe('versions', () => {
  test('the first dotted number of a line is its version', () => {
    expect(parseVersion('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)')).toEqual([1, 5, 1]);
    expect(parseVersion('go version go1.26 linux/amd64')).toEqual([1, 26]);
    expect(parseVersion('no number here')).toBeUndefined();
  });

  test('parts are compared as numbers, not as text', () => {
    expect(isAtLeast('1.10', '1.9')).toBe(true);
    expect(isAtLeast('1.4.99', '1.5')).toBe(false);
    expect(isAtLeast('2', '1.5')).toBe(false);
  });

  test('comparison is antisymmetric and a missing part counts as zero', () => {
    const version = array(nat({ max: 50 }), { minLength: 1, maxLength: 4 });
    assert(
      property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
        expect(compareVersions([...a, 0], a)).toBe(0);
      }),
    );
  });

  test('a Temporal CLI built from source is judged by its server', () => {
    expect(isRecentTemporal('temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)')).toBe(true);
    expect(isRecentTemporal('temporal version 0.0.0-DEV (Server 1.27.1, UI 2.36.0)')).toBe(false);
    expect(isRecentTemporal('temporal version 1.5.1')).toBe(true);
    expect(isRecentTemporal('temporal version 1.4.1 (Server 1.28.0, UI 2.39.0)')).toBe(false);
  });
});
