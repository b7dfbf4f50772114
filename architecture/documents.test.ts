import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingCommands, missingPaths, privateMentions } from './documents.ts';
import { commandKeys, exampleKeys, productKeys, readmeKeys, wrongVendorRows } from './settings.ts';
import { readText, root } from './tree.ts';

const none: string[] = [];

describe('documents', () => {
  test('.env.example names every variable the product reads and no other', () => {
    expect(exampleKeys()).toEqual(productKeys());
  });

  test("the README's tables name every variable of product and commands and no other", () => {
    expect(readmeKeys()).toEqual([...productKeys(), ...commandKeys()].toSorted());
  });

  test("the README's table describes every variable of a vendor as its manifest does", () => {
    expect(wrongVendorRows()).toEqual(none);
  });

  test('every path the documents mention exists', () => {
    const exists = (path: string): boolean => existsSync(join(root, path));
    const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && entry.name !== 'dist' ? entry.name : [],
    );
    expect(missingPaths(exists, folders)).toEqual(none);
    expect(privateMentions()).toEqual(none);
  });

  test('every command the documents mention exists', () => {
    expect(missingCommands(Object.keys(JSON.parse(readText('package.json')).scripts))).toEqual(none);
  });
});
