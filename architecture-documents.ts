import { parseEnv } from 'node:util';
import { Visitor } from 'oxc-parser';
import { manifests } from '#providers/manifests.ts';
import { files, readText, type Source, shipped } from './architecture-sources.ts';

const keyPattern = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Names of environment variables a module declares as schema keys, reads as `env['X']` or asks for by a call such as `readPort('X')`. */
const keysOf = (source: Source, from: { schemas: boolean; calls: boolean }): string[] => {
  const keys: string[] = [];
  const add = (name: unknown): void => {
    if (typeof name === 'string' && name.length > 3 && keyPattern.test(name)) keys.push(name);
  };
  new Visitor({
    Property: ({ key, value }) => {
      if (from.schemas && key.type === 'Identifier') add(key.name);
      if (from.calls && key.type === 'Identifier' && key.name === 'variable' && value.type === 'Literal')
        add(value.value);
    },
    MemberExpression: ({ object, property }) => {
      const owner = object.type === 'Identifier' ? object.name : source.text.slice(object.start, object.end);
      if (owner !== 'env' && owner !== 'process.env') return;
      if (property.type === 'Literal') add(property.value);
      if (property.type === 'Identifier') add(property.name);
    },
    CallExpression: ({ callee, arguments: given }) => {
      const [first] = given;
      if (
        !from.calls ||
        callee.type !== 'Identifier' ||
        !/^(readPort|required|fromVariable)$/.test(callee.name)
      )
        return;
      if (first?.type === 'Literal') add(first.value);
    },
  }).visit(source.program);
  return keys;
};

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

/** Given by the system or set by one of our processes for another, never by a person. */
const ambient = new Set([
  'PATH',
  'XDG_CACHE_HOME',
  'EVERSLOT_EMULATORS',
  'EVERSLOT_EMULATOR_STATE',
  'EVERSLOT_EMULATOR_NOTIFIES',
  'SEARCH',
]);

/** Every variable that API, worker and the migration read, and those that docker-compose.yml fills in. */
export const productKeys = (): string[] => {
  const readers = shipped.filter(({ path }) => path.endsWith('/env.ts'));
  const migration = shipped.filter(({ path }) => path === 'scripts/commands/migrate.ts');
  const compose = [...readText('docker-compose.yml').matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].flatMap(
    ([, name]) => name ?? [],
  );
  return unique([
    ...readers.flatMap((source) => keysOf(source, { schemas: true, calls: false })),
    ...manifests.flatMap(({ environment }) => environment.map(({ name }) => name)),
    ...migration.flatMap((source) => keysOf(source, { schemas: false, calls: true })),
    ...compose,
  ]);
};

/** Further variables that the commands of a developer read. */
export const commandKeys = (): string[] => {
  const known = new Set(productKeys());
  const commands = shipped.filter(({ path }) => /^(scripts|bench|chaos)\//.test(path));
  const ports = manifests.flatMap(({ emulator }) => emulator?.port.variable ?? []);
  const read = commands.flatMap((source) => keysOf(source, { schemas: false, calls: true }));
  return unique([...read, ...ports]).filter(
    (name) => !known.has(name) && !ambient.has(name) && !name.startsWith('npm_'),
  );
};

export const exampleKeys = (): string[] => unique(Object.keys(parseEnv(readText('.env.example'))));

/** Variables in the first column of the README's tables. */
export const readmeKeys = (): string[] =>
  unique([...readText('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].flatMap(([, name]) => name ?? []));

/** Rows of the README's table that say of a vendor's variable something else than its manifest. */
export const wrongVendorRows = (): string[] =>
  manifests.flatMap(({ environment }) =>
    environment
      .map(
        ({ name, standard, meaning }) =>
          `| \`${name}\` | ${standard} | ${meaning === '' ? '' : `${meaning} `}|`,
      )
      .filter((row) => !readText('README.md').includes(`${row}\n`)),
  );

const documents = ['README.md', 'AGENTS.md', ...files.filter((path) => /^docs\/.*\.md$/.test(path))];

const isMentioned = (word: string): boolean =>
  /^[\w.#-]+(\/[\w.[\]-]+)+\/?$/.test(word) &&
  !word.includes('…') &&
  !word.startsWith('#') &&
  /^[a-z.]/.test(word);

/** Paths that the documents name in code spans or link to and that do not exist. `<name>` and `*` stand for anything. */
export const missingPaths = (exists: (path: string) => boolean, topFolders: readonly string[]): string[] =>
  documents.flatMap((document) => {
    const text = readText(document);
    const spans = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, span]) => span ?? []);
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(
      ([, link]) => link ?? [],
    );
    const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/') + 1) : '';
    const missing = [
      ...spans
        .flatMap((span) => span.split(/[\s,]+/))
        .filter((word) => isMentioned(word) && topFolders.includes(word.split('/')[0] ?? ''))
        .filter((word) => !exists(word)),
      ...links.filter((link) => !exists(folder + link)),
    ];
    return missing.map((word) => `${document}: ${word}`);
  });

/** Commands the documents tell people to run that `package.json` does not know. */
export const missingCommands = (scripts: readonly string[]): string[] =>
  documents.flatMap((document) =>
    [...readText(document).matchAll(/npm run ([a-z][a-z:-]*)/g)]
      .flatMap(([, name]) => name ?? [])
      .filter((name) => !scripts.includes(name))
      .map((name) => `${document}: npm run ${name}`),
  );

/** Texts that belong to a particular machine or to the making of the project, not to the project. */
export const privateMentions = (): string[] =>
  documents.flatMap((document) =>
    [...readText(document).matchAll(/(?<![\w.])\/(?:work|root|tmp)\/\S*/g)].map(
      ([word]) => `${document}: ${word}`,
    ),
  );

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
