import { files, readText } from './tree.ts';

export type Journal = { entries: { idx: number; when: number; tag: string }[] };

/** The migrations in the order of their journal, as one text. */
export const migrations = (): { journal: Journal; files: string[]; sql: string } => {
  const journal: Journal = JSON.parse(readText('db/migrations/meta/_journal.json'));
  const present = files.filter((path) => /^db\/migrations\/[^/]+\.sql$/.test(path));
  const sql = journal.entries.map(({ tag }) => readText(`db/migrations/${tag}.sql`)).join('\n');
  return { journal, files: present, sql };
};

const isolation = (column: string): string => {
  const condition = `\\(${column} = \\(select nullif\\(current_setting\\('app\\.tenant_id', true\\), ''\\)\\)\\)`;
  return `AS PERMISSIVE FOR ALL TO "everslot_app" USING ${condition} WITH CHECK ${condition}`;
};

/** What is wrong with the protection of one table, given everything the migrations do. */
const tableProblems = (sql: string, table: string, column: string): string[] => {
  const enabled = new RegExp(`ALTER TABLE (public\\.)?"?${table}"? ENABLE ROW LEVEL SECURITY`, 'i');
  const forced = new RegExp(`ALTER TABLE (public\\.)?"?${table}"? FORCE ROW LEVEL SECURITY`, 'i');
  const policy = new RegExp(`CREATE POLICY "${table}_tenant_isolation" ON "${table}" ${isolation(column)}`);
  const sweep = sql.lastIndexOf("EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY'");
  const swept = sweep > sql.search(enabled) && sql.search(enabled) >= 0;
  return [
    ...(enabled.test(sql) ? [] : [`${table}: row-level security is not enabled`]),
    ...(forced.test(sql) || swept ? [] : [`${table}: row-level security is not forced`]),
    ...(policy.test(sql) ? [] : [`${table}: no policy ${table}_tenant_isolation`]),
  ];
};

/** Tables of tenants without complete protection; `tenants` itself is isolated by its id. */
export const unprotectedTables = (sql: string): string[] =>
  [...sql.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(?:"public"\.)?"([a-z_]+)" \(([\s\S]*?)\n\);/g)].flatMap(
    ([, table, body]) => {
      if (table === undefined || body === undefined) return [];
      if (table === 'tenants') return tableProblems(sql, table, 'id');
      return body.includes('"tenant_id"') ? tableProblems(sql, table, 'tenant_id') : [];
    },
  );

/** Policies that let a role see rows of every tenant; each is named here with its reason in docs/adr. */
export const routingPolicies = (sql: string): string[] => {
  const dropped = new Set([...sql.matchAll(/DROP POLICY "(\w+)" ON/g)].map(([, name]) => name));
  return [...sql.matchAll(/CREATE POLICY "(\w+)" ON/g)].flatMap(([, name]) =>
    name === undefined || name.endsWith('_tenant_isolation') || dropped.has(name) ? [] : name,
  );
};
