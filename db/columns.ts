import { sql } from 'drizzle-orm';
import { customType, pgPolicy, pgRole, text, timestamp } from 'drizzle-orm/pg-core';

/** Used by API and workers: no BYPASSRLS, owns nothing. Created by `prepareDatabase`. */
export const appRole = pgRole('everslot_app').existing();

/** Reads across tenants for operators, and writes who is one; nothing else. Created by `prepareDatabase`. */
export const opsRole = pgRole('everslot_ops').existing();

/** An instant as epoch milliseconds in code, `timestamptz` in Postgres. */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});

/** An instant in a statement written out; epoch milliseconds. */
export const timestampAt = (instant: number) => sql`${new Date(instant).toISOString()}::timestamptz`;

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});

export type InstantRange = { start: number; end: number };

const bound = (text: string): number =>
  new Date(`${text.replaceAll('"', '').replace(' ', 'T')}:00`.replace(/([+-]\d\d:\d\d):00$/, '$1')).getTime();

/** Half-open `[start, end)`. */
export const instantRange = customType<{ data: InstantRange; driverData: string }>({
  dataType: () => 'tstzrange',
  toDriver: ({ start, end }) => `[${new Date(start).toISOString()},${new Date(end).toISOString()})`,
  fromDriver: (value) => {
    const [start, end] = value.slice(1, -1).split(',');
    if (start === undefined || end === undefined) throw new Error('not a bounded range');
    return { start: bound(start), end: bound(end) };
  },
});

export const tenantId = () => text().notNull();
export const createdAt = () => timestampNow();
export const updatedAt = () => timestampNow();
const timestampNow = () => instant().notNull().default(sql`now()`);

/** Wall-clock time without zone; the zone stands in a column of its own. */
export const wallTime = () => timestamp({ mode: 'string', precision: 0, withTimezone: false });

/** The condition of a CHECK that holds a column to a list of the domain; null passes. */
export const isOneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`);

/** Rows of the tenant in `app.tenant_id` and of no other; without a tenant there are no rows. */
export const tenantIsolation = (table: string, column = 'tenant_id') =>
  pgPolicy(`${table}_tenant_isolation`, {
    as: 'permissive',
    for: 'all',
    to: appRole,
    using: sql.raw(`${column} = (select nullif(current_setting('app.tenant_id', true), ''))`),
    withCheck: sql.raw(`${column} = (select nullif(current_setting('app.tenant_id', true), ''))`),
  });

/** Rows of every tenant, for operators to read: which columns is in the grants of the guards. */
export const readByOperators = (table: string) =>
  pgPolicy(`${table}_operators`, { as: 'permissive', for: 'select', to: opsRole, using: sql`true` });

/**
 * Lets a caller that knows a key (a handle, an identity, a person, a channel id) find the one row that says which tenant it
 * belongs to, before a tenant is known. Read only.
 */
export const routedBy = (table: string, ...columns: readonly string[]) =>
  pgPolicy(`${table}_routing`, {
    as: 'permissive',
    for: 'select',
    to: appRole,
    using: sql.raw(
      columns
        .map((column) => `${column} = (select nullif(current_setting('app.routing_key', true), ''))`)
        .join(' or '),
    ),
  });
