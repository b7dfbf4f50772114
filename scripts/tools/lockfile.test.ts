import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type Lockfile, missingPlatformPackages } from './lockfile.ts';

describe('package-lock.json', () => {
  test('every platform package is listed, so that npm ci works whichever registry is asked', async () => {
    const lock: Lockfile = JSON.parse(
      await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'),
    );
    expect([...missingPlatformPackages(lock).keys()]).toEqual([]);
  });

  test('a package left out is named with its platform', () => {
    const lock: Lockfile = {
      packages: {
        'node_modules/tool': {
          version: '1.0.0',
          optionalDependencies: { '@tool/linux-x64-musl': '1.0.0', '@tool/win32-arm64': '1.0.0' },
        },
        'node_modules/@tool/win32-arm64': { version: '1.0.0' },
      },
    };
    expect([...missingPlatformPackages(lock)]).toEqual([
      [
        'node_modules/@tool/linux-x64-musl',
        { version: '1.0.0', cpu: ['x64'], libc: ['musl'], optional: true, os: ['linux'] },
      ],
    ]);
  });

  test('another version at the top does not stand in for the one a nested package needs', () => {
    const lock: Lockfile = {
      packages: {
        'node_modules/a/node_modules/tool': {
          version: '2.0.0',
          optionalDependencies: { 'tool-linux-x64': '2.0.0' },
        },
        'node_modules/tool-linux-x64': { version: '1.0.0' },
      },
    };
    expect([...missingPlatformPackages(lock).keys()]).toEqual([
      'node_modules/a/node_modules/tool/node_modules/tool-linux-x64',
    ]);
  });
});
