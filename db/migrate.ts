import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';

export type DatabaseUrls = { ownerUrl: string; appUrl: string; authUrl: string; opsUrl: string };

export type PrepareOptions = {
  database?: string;
  /** A database nobody is connected to; one that is missing begins as a copy of it. */
  template?: string;
  /**
   * Passwords of the roles; default: the role's own name, for local use on loopback. Without one for the operators' role nobody
   * signs in as it, and the installation has no operators.
   */
  passwords?: { owner: string; app: string; auth: string; ops?: string };
};

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const roleUrl = (adminUrl: string, database: string, role: string, password: string): string => {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  url.pathname = `/${database}`;
  return url.href;
};

/**
 * Creates the roles (`everslot_owner` migrates, `everslot_app`, `everslot_auth` and `everslot_ops` serve; none may bypass row-level
 * security) and the database if they are missing, then applies every migration as the owner. Safe to repeat and to run
 * from several processes at once: an advisory lock serialises it.
 */
export const prepareDatabase = async (
  adminUrl: string,
  options: PrepareOptions = {},
): Promise<DatabaseUrls> => {
  const database = options.database ?? 'everslot';
  const passwords = options.passwords ?? {
    owner: 'everslot_owner',
    app: 'everslot_app',
    auth: 'everslot_auth',
    ops: 'everslot_ops',
  };
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`select pg_advisory_lock(hashtext('everslot.prepare'))`);
    const roles = [
      ['everslot_owner', passwords.owner],
      ['everslot_app', passwords.app],
      ['everslot_auth', passwords.auth],
      ['everslot_ops', passwords.ops ?? ''],
    ] as const;
    for (const [role, password] of roles) {
      const found = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = found.rowCount === 0 ? 'create' : 'alter';
      await admin.query(
        `${verb} role ${quote(role)} ${password === '' ? 'nologin' : 'login'} nosuperuser nobypassrls nocreatedb nocreaterole password ${password === '' ? 'null' : literal(password)}`,
      );
    }
    const found = await admin.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) {
      await admin.query(`grant everslot_owner to current_user`);
      const copied = options.template === undefined ? '' : ` template ${quote(options.template)}`;
      await admin.query(`create database ${quote(database)} owner everslot_owner${copied}`);
      await admin.query(`revoke all on database ${quote(database)} from public`);
      await admin.query(`grant connect on database ${quote(database)} to everslot_app, everslot_auth`);
    }
    // Also in a database that was made before the role was.
    await admin.query(`grant connect on database ${quote(database)} to everslot_ops`);
    const ownerUrl = roleUrl(adminUrl, database, 'everslot_owner', passwords.owner);
    await applyMigrations(ownerUrl);
    return {
      ownerUrl,
      appUrl: roleUrl(adminUrl, database, 'everslot_app', passwords.app),
      authUrl: roleUrl(adminUrl, database, 'everslot_auth', passwords.auth),
      opsUrl: roleUrl(adminUrl, database, 'everslot_ops', passwords.ops ?? ''),
    };
  } finally {
    await admin.end();
  }
};

/** Applies what is missing, in order, as the owner of the schema. Forward only. */
export const applyMigrations = async (ownerUrl: string): Promise<void> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await migrate(drizzle({ client }), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
      migrationsSchema: 'migration',
    });
    // Also of tables that a later migration adds.
    await client.query('select allow_removal()');
  } finally {
    await client.end();
  }
};
