import { expect, test } from 'vitest';
import { type Table, tables, tablesWritten } from './tables.ts';
import { files, parseSource, type Source, shipped } from './tree.ts';

const none: string[] = [];

/** The services of a noun, or the one file of services that a table of the machinery belongs to. */
const isOwner = ({ owner }: Table, path: string): boolean =>
  path.startsWith(`services/${owner}/`) || path === `services/${owner}.ts`;

/** Writes of tables by code of another noun. What lies in db/ is the tables' own. */
const foreignWrites = (modules: readonly Source[]): string[] => [
  ...new Set(
    modules
      .filter(({ path }) => !/^(db|scripts|bench|chaos)\//.test(path))
      .flatMap((source) =>
        tablesWritten(source)
          .filter((table) => !isOwner(table, source.path))
          .map(({ table, owner }) => `${source.path} writes ${table} of ${owner}`),
      ),
  ),
];

test('only the services of its noun write a table', () => {
  expect(foreignWrites(shipped)).toEqual(none);
});

test.each([
  `import { links } from '#db/schema/link.ts'; export const x = (tx) => tx.update(links).set({});`,
  'export const x = (tx) => tx.execute(sql`delete from links where id = 1`);',
  `import { links as l } from '#db/schema/link.ts'; export const x = (tx) => tx.execute(sql\`insert into \${l} values (1)\`);`,
])('a write of another noun would be noticed: %s', (text) => {
  expect(foreignWrites([parseSource('services/booking/x.ts', text)])).toHaveLength(1);
  expect(foreignWrites([parseSource('services/link/x.ts', text)])).toEqual(none);
});

test('every table has an owner that has services, or is written in db alone', () => {
  expect(tables.length).toBeGreaterThan(20);
  const homeless = tables.filter(
    (table) => !files.some((path) => isOwner(table, path) || path === `db/${table.table}.ts`),
  );
  expect(homeless.map(({ table, owner }) => `${table} of ${owner}`)).toEqual(none);
});
