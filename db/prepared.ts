import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Transaction } from './client.ts';

/** What a statement is asked with: rows by name, or lists of rows. */
export type Rows = Readonly<Record<string, object | readonly object[]>>;

/** A row with a place for each of its values; what is null or left out stays so. */
export type Slots<Row> = { [Column in keyof Row]: Placeholder | Extract<Row[Column], null | undefined> };
export type SlotsOf<Asked extends Rows> = {
  [Name in keyof Asked]: Asked[Name] extends readonly (infer Row)[] ? Slots<Row>[] : Slots<Asked[Name]>;
};

type Statement<Answer> = { execute: (values: Record<string, unknown>) => Promise<Answer> };
type Builder<Answer> = {
  prepare: (name: string) => { execute: (values?: Record<string, unknown>) => Promise<Answer> };
};

/** The same shape means the same text: the names of all values in order, how many rows there are, and what is null. */
const readRows = (asked: Rows): { shape: string; values: Record<string, unknown> } => {
  const values: Record<string, unknown> = {};
  let shape = '';
  for (const [name, part] of Object.entries(asked)) {
    const rows: readonly object[] = Array.isArray(part) ? part : [part];
    for (const [index, row] of rows.entries()) {
      shape += `;${name}`;
      for (const [column, value] of Object.entries(row)) {
        if (value === undefined) continue;
        shape += value === null ? `,-${column}` : `,${column}`;
        if (value !== null) values[`${name}.${index}.${column}`] = value;
      }
    }
  }
  return { shape, values };
};

const slotsOf = (row: object, path: string): object =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => [column, value === null ? null : sql.placeholder(`${path}.${column}`)]),
  );

const slotsOfAll = <Asked extends Rows>(asked: Asked): SlotsOf<Asked> =>
  Object.fromEntries(
    Object.entries(asked).map(([name, part]) => [
      name,
      Array.isArray(part)
        ? part.map((row: object, index) => slotsOf(row, `${name}.${index}`))
        : slotsOf(part, `${name}.0`),
    ]),
  ) as SlotsOf<Asked>;

const kept = <Asked extends Rows, Answer>(
  make: (tx: Transaction, slots: SlotsOf<Asked>) => Statement<Answer>,
): ((tx: Transaction, asked: Asked) => Promise<Answer>) => {
  const made = new WeakMap<Transaction, Map<string, Statement<Answer>>>();
  return (tx, asked) => {
    const { shape, values } = readRows(asked);
    const statements = made.get(tx) ?? new Map<string, Statement<Answer>>();
    made.set(tx, statements);
    const statement = statements.get(shape) ?? make(tx, slotsOfAll(asked));
    statements.set(shape, statement);
    return statement.execute(values);
  };
};

/**
 * A statement that is put together once a connection for each shape of what it is asked with, which costs more than sending
 * it: for those of every booking. It is sent when it is called.
 */
export const prepared =
  <Asked extends Rows>() =>
  <Answer>(
    build: (tx: Transaction, slots: SlotsOf<Asked>) => Builder<Answer>,
  ): ((tx: Transaction, asked: Asked) => Promise<Answer>) =>
    kept<Asked, Answer>((tx, slots) => build(tx, slots).prepare('kept'));

const dialect = new PgDialect({ casing: 'snake_case' });

/** The same for a statement written out; answers its rows. Values are handed to the driver as they are. */
export const preparedSql = <Asked extends Rows, Row extends Record<string, unknown>>(
  build: (slots: SlotsOf<Asked>) => SQL,
): ((tx: Transaction, asked: Asked) => Promise<Row[]>) =>
  kept((tx, slots) => {
    const query = dialect.sqlToQuery(build(slots));
    const statement = tx._.session.prepareQuery<{ execute: { rows: Row[] }; all: unknown; values: unknown }>(
      query,
      undefined,
      undefined,
      false,
    );
    return { execute: async (values) => (await statement.execute(values)).rows };
  });
