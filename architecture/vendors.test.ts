import { expect, test } from 'vitest';
import { manifests } from '#providers/manifests.ts';
import { files, parseSource, readText, type Source, shipped, sources, words } from './tree.ts';

const none: string[] = [];

/** Any vendor's name, however it is spelt as an identifier. */
const vendors = new RegExp(manifests.map(({ vendor }) => vendor.replaceAll('-', '.?')).join('|'), 'i');

/**
 * Where the names of vendors may stand besides their own folders. Each exemption says why: anything else that knows a
 * vendor would have to change with the vendor.
 */
const vendorPlaces: readonly { pattern: RegExp; why: string }[] = [
  ...manifests.map(({ capability, vendor }) => ({
    pattern: new RegExp(`^providers/${capability}/${vendor}/`),
    why: "the vendor's own folder",
  })),
  { pattern: /^providers\/manifests\.ts$/, why: 'the one list of manifests' },
  { pattern: /^domain\/vendors\.ts$/, why: 'the one list of names' },
  { pattern: /^scripts\/tools\/tools\.ts$|^\.ci\/run$/, why: 'the name of a browser' },
  { pattern: /^web\/i18n\/host\/(en|vi)\/integrations\.ts$/, why: 'what people call the vendor' },
  {
    pattern: /^web\/guest\/page\/add-to-calendar\.ts$/,
    why: "address of a public page, used without the vendor's API",
  },
];

const mayNameVendors = (path: string): boolean => vendorPlaces.some(({ pattern }) => pattern.test(path));

const strayVendorNames = (modules: readonly Source[]): string[] =>
  modules
    .filter(({ path }) => !mayNameVendors(path))
    .flatMap((source) =>
      words(source)
        .filter((word) => vendors.test(word))
        .map((word) => `${source.path}: ${word.trim().slice(0, 60)}`),
    );

/** What is neither a module nor configuration: pages, styles, migrations, jobs, dashboards, fixed settings of servers. */
const otherText = files.filter(
  (path) => /\.(css|html|sql|sh|svg)$/.test(path) || /^(deploy|temporal-config|\.ci)\//.test(path),
);

test("a vendor's name stands in its folder, the list of manifests and the domain's list only", () => {
  expect(strayVendorNames(shipped)).toEqual(none);
  const { vendor = '' } = manifests[0] ?? {};
  const text = `export const ${vendor.replaceAll('-', '')}Api = 1;`;
  expect(strayVendorNames([parseSource('services/x.ts', text)])).toHaveLength(1);
});

test('nor does it stand in pages, styles, migrations or the files of a deployment', () => {
  const found = otherText.filter((path) => !mayNameVendors(path) && !path.endsWith('.test.ts'));
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((path) => vendors.test(readText(path)))).toEqual(none);
});

test('no exemption for vendor names outlives its reason', () => {
  const idle = vendorPlaces.filter(
    ({ pattern }) =>
      !sources.some(
        (source) => pattern.test(source.path) && words(source).some((word) => vendors.test(word)),
      ),
  );
  expect(idle.map(({ why }) => why)).toEqual(none);
});
