import { type Source, shipped } from './tree.ts';

/** A table, its constant, and the noun whose services alone write it. */
export type Table = { table: string; constant: string; schema: string; owner: string };

/** Schema files that are not named after the noun that writes them. */
const ownerOfSchema: Readonly<Record<string, string>> = {
  auth: 'account',
  person: 'account',
  tenant: 'account',
};
/** Tables whose noun is another than that of the file they stand in. */
const ownerOfTable: Readonly<Record<string, string>> = {
  guest_requests: 'guest-data',
  guest_erasures: 'guest-data',
  invitations: 'invitation',
  api_keys: 'api-key',
  departures: 'departure',
  account_deletions: 'account-deletion',
  exports: 'export',
  export_chunks: 'export',
  domains: 'domain',
  tenant_deletions: 'tenant-deletion',
  claims: 'session',
  calendars: 'calendar',
  events: 'calendar',
  booking_events: 'calendar',
  push_channels: 'calendar',
  webhook_inbox: 'webhook-inbox',
  web_assets: 'web-asset',
  tenants: 'tenant',
  subscriptions: 'subscription',
  logos: 'tenant',
  operators: 'operator',
  registrations: 'registration',
  support_views: 'support',
  vendor_calls: 'vendor-health',
  feature_switches: 'feature',
};

/** Every table of the schema with its one owner. */
export const tables: readonly Table[] = shipped.flatMap(({ path, text }) => {
  const schema = /^db\/schema\/([a-z-]+)\.ts$/.exec(path)?.[1];
  if (schema === undefined) return [];
  return [...text.matchAll(/export const (\w+) = (?:pgTable|\w+\.table)\(\s*'([a-z_]+)'/g)].flatMap(
    ([, constant, table]) =>
      constant === undefined || table === undefined
        ? []
        : [{ table, constant, schema, owner: ownerOfTable[table] ?? ownerOfSchema[schema] ?? schema }],
  );
});

/** The constants of the schema that a module imports, by the name they have in it. */
const importedTables = ({ text }: Source): Map<string, Table> => {
  const found = new Map<string, Table>();
  for (const [, names = '', schema] of text.matchAll(/import \{([^}]*)\} from '#db\/schema\/([a-z-]+)\.ts'/g))
    for (const name of names.split(',')) {
      const [constant = '', local = constant] = name.trim().split(' as ');
      const table = tables.find((each) => each.constant === constant && each.schema === schema);
      if (table !== undefined) found.set(local, table);
    }
  return found;
};

const writes = /\.(?:insert|update|delete)\(\s*(\w+)\s*\)/g;
const sqlWrites = /\b(?:insert into|delete from|update)\s+(?:\$\{(\w+)\}|"?([a-z_]+)"?)/g;

/** Tables that a piece of a module writes, by the query builder or in SQL. */
export const tablesWritten = (source: Source, text = source.text): Table[] => {
  const imported = importedTables(source);
  const named = new Map(tables.map((each) => [each.table, each]));
  return [
    ...[...text.matchAll(writes)].flatMap(([, constant = '']) => imported.get(constant) ?? []),
    ...[...text.matchAll(sqlWrites)].flatMap(
      ([, constant = '', table = '']) => imported.get(constant) ?? named.get(table) ?? [],
    ),
  ];
};
