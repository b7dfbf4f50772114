import { expect, test } from 'vitest';
import { retention, sweptTables } from '#domain/retention/policies.ts';
import { type Table, tables } from './tables.ts';
import { readText } from './tree.ts';

const none: string[] = [];

const nameOf = ({ schema, table }: Table): string => (schema === 'auth' ? `auth.${table}` : table);

test('every table says after how long its rows are swept, or why they are kept, and no other is named', () => {
  expect(Object.keys(retention).toSorted()).toEqual(tables.map(nameOf).toSorted());
});

test('whoever keeps the rows of a table says why in a sentence', () => {
  const short = Object.entries(retention).filter(
    ([, rule]) => 'kept' in rule && rule.kept.split(' ').length < 4,
  );
  expect(short.map(([name]) => name)).toEqual(none);
});

test('every table that is swept has its rule in the database and its row in the documents, and no other has', () => {
  const [, rules = ''] = /CREATE FUNCTION "sweep_rule"([\s\S]*?)END CASE/.exec(
    readText('db/migrations/0001_guards.sql'),
  ) ?? [''];
  const ruled = [...rules.matchAll(/WHEN ('[^\n]*') THEN/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/'([a-z_.]+)'/g)].flatMap(([, name]) => name ?? []),
  );
  expect(ruled.toSorted()).toEqual([...sweptTables].toSorted());
  const [, documented = ''] = /## What is kept for how long([\s\S]*?)\n## /.exec(
    readText('docs/operations.md'),
  ) ?? [''];
  const rows = [...documented.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z_.]+)`/g)].flatMap(([, name]) => name ?? []),
  );
  expect(rows.toSorted()).toEqual([...sweptTables].toSorted());
});
