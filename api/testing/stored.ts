import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';

/** Tables that are nobody's: ids of what is to be looked at, and what all tenants share. */
export const sharedTables: ReadonlySet<string> = new Set([
  'sweeps',
  'vendor_calls',
  'wakeups',
  'web_assets',
  'webhook_inbox',
]);

export type Relation = { name: string; isView: boolean; hasTenant: boolean };

/** Every table and view that the application may read, from the catalog. */
export const relationsOf = async (db: Database): Promise<Relation[]> => {
  const { rows } = await db.execute<Relation>(sql`
    select c.relname as name, c.relkind <> 'r' as "isView", exists (
      select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "hasTenant"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'v', 'm', 'p') and has_table_privilege(c.oid, 'select')
    order by 1`);
  return rows;
};

/** All rows that a transaction sees of a relation, as JSON. */
export const rowsOf = async (tx: Transaction, { name }: Relation): Promise<object[]> => {
  const { rows } = await tx.execute<{ row: object }>(
    sql`select to_jsonb(t) as row from ${sql.identifier(name)} t`,
  );
  return rows.map(({ row }) => row);
};

/** Everything that is stored of a tenant, by relation; what is shared is left out. */
export const storedOf = async (
  db: Database,
  tenantId: string,
): Promise<Readonly<Record<string, object[]>>> => {
  const relations = (await relationsOf(db)).filter(({ name }) => !sharedTables.has(name));
  return withTenant(db, tenantId, async (tx) => {
    const found: Record<string, object[]> = {};
    for (const relation of relations) found[relation.name] = await rowsOf(tx, relation);
    return found;
  });
};

/** One line for each row, in an order of their own: equal for two readings between which nothing was changed. */
export const checksumsOf = async (
  db: Database,
  tenantId: string,
): Promise<Readonly<Record<string, string>>> => {
  const relations = (await relationsOf(db)).filter(({ name }) => !sharedTables.has(name));
  return withTenant(db, tenantId, async (tx) => {
    const sums: Record<string, string> = {};
    for (const { name } of relations) {
      const { rows } = await tx.execute<{ sum: string }>(
        sql`select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
          from ${sql.identifier(name)} t`,
      );
      sums[name] = rows[0]?.sum ?? '';
    }
    return sums;
  });
};

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
};

/** Ids, hashes, addresses and names that are made for one row; words of the product are everybody's. */
const isTelling = (text: string): boolean =>
  text.length >= 12 && text.length <= 200 && /[0-9a-z]{20}|[0-9a-f]{10}|@/.test(text);

/** Texts that are stored of the one tenant and not of the other: what the other must never be shown. */
export const canariesOf = (theirs: unknown, ours: unknown): string[] => {
  const known = new Set(stringsIn(ours));
  return [...new Set(stringsIn(theirs))].filter((text) => isTelling(text) && !known.has(text));
};

/** Columns that people write into. */
const written =
  /^(?:name|title|label|bio|note|description|account_label|location_value|cancel_reason|phone|reason|detail)$/;

/** Adds a mark to every text of a tenant that somebody has written, so that it is known wherever it turns up; `but`: tables to leave. */
export const markTexts = async (
  db: Database,
  tenantId: string,
  mark: string,
  { but = [] }: { but?: readonly string[] } = {},
): Promise<number> => {
  const { rows: columns } = await db.execute<{ table: string; column: string }>(sql`
    select c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.atttypid = 'text'::regtype and not a.attisdropped
      and has_column_privilege(c.oid, a.attname, 'update') and a.attgenerated = ''
      and not exists (select 1 from pg_index i where i.indrelid = c.oid and a.attnum = any (i.indkey) and i.indisunique)
      and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey) and k.contype in ('c', 'f'))`);
  let marked = 0;
  const texts = columns.filter(
    ({ table, column }) => written.test(column) && !sharedTables.has(table) && !but.includes(table),
  );
  for (const { table, column } of texts)
    marked += await withTenant(db, tenantId, async (tx) => {
      const [to, name] = [sql.identifier(table), sql.identifier(column)];
      const { rowCount } = await tx.execute(
        sql`update ${to} set ${name} = coalesce(${name}, '') || ${` ${mark}`}`,
      );
      return rowCount ?? 0;
    });
  return marked;
};
