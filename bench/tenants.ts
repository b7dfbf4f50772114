import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { type DatabaseUrls, prepareDatabase } from '#db/migrate.ts';
import { createTestLink, createTestTenant } from '#db/testing/tenant.ts';
import { type RunningPostgres, startPostgres } from '#scripts/stack/postgres.ts';
import type { Running } from '#scripts/stack/supervisor.ts';
import { createIdentity } from '#services/account/identity.ts';
import { type BenchLab, type BenchLink, bookOnce, freeStarts, startApi } from './lab.ts';
import { quantile, type Section } from './report.ts';

const few = 10;
const many = 10_000;
const bookingsEach = 10;
const rounds = 30;
const perRound = 10;
const password = 'a-long-way-to-the-bench';

type Measured = BenchLink & { email: string };
type Installation = Running & { baseUrl: string };

const urlsIn = (urls: DatabaseUrls, database: string): DatabaseUrls => {
  const of = (url: string): string => {
    const changed = new URL(url);
    changed.pathname = `/${database}`;
    return changed.href;
  };
  return {
    ownerUrl: of(urls.ownerUrl),
    appUrl: of(urls.appUrl),
    authUrl: of(urls.authUrl),
    opsUrl: of(urls.opsUrl),
  };
};

const openInstallation = (lab: BenchLab, urls: DatabaseUrls, name: string): Promise<Installation> =>
  startApi(
    {
      ...lab.stack,
      env: {
        ...lab.stack.env,
        DATABASE_URL: urls.appUrl,
        DATABASE_AUTH_URL: urls.authUrl,
        DATABASE_OPS_URL: urls.opsUrl,
      },
    },
    { folder: lab.folder, name },
  );

/** Organisations whose host can sign in, with a link that is open round the clock. */
const createTenants = async (lab: BenchLab, urls: DatabaseUrls): Promise<Measured[]> => {
  const db = openDatabase(urls.appUrl, { poolSize: 2 });
  const authDb = openDatabase(urls.authUrl, { poolSize: 2 });
  const identity = createIdentity({
    db: authDb,
    secret: lab.stack.env['AUTH_SECRET'] ?? '',
    publicUrl: lab.stack.publicUrl,
    trustedOrigins: [],
  });
  try {
    const made: Measured[] = [];
    for (let index = 0; index < few; index += 1) {
      const email = `bench-${index}@hosts.test`;
      const { userId } = await identity.createUser({ email, name: `Host ${index}`, password });
      const tenant = await createTestTenant(db, { userIds: [userId] });
      const [host] = tenant.hosts;
      if (host === undefined) throw new Error('a tenant has a host');
      const link = await createTestLink(db, tenant);
      made.push({
        tenant,
        host,
        linkId: link.id,
        path: `/api/v1/public/links/${host.username}/${link.slug}`,
        email,
      });
    }
    return made;
  } finally {
    await Promise.all([closeDatabase(db), closeDatabase(authDb)]);
  }
};

/** Bookings as guests make them, with everything they leave behind. */
const bookAll = async (baseUrl: string, tenants: readonly Measured[]): Promise<void> => {
  for (const tenant of tenants) {
    const next = freeStarts();
    for (let index = 0; index < bookingsEach; index += 1) {
      const { status, code } = await bookOnce(baseUrl, tenant, next(), `guest-${index}`);
      if (status !== 201) throw new Error(`a booking was refused: ${status} ${code}`);
    }
  }
};

/**
 * Copies of the rows of the ten, with ids, names and addresses of their own: every id keeps what tells it from the others of its
 * tenant and ends in the number of the copy. The list of tables is read from the database, so that a table added later is full as well.
 */
const multiply = `
do $$
declare
  each record;
  names text;
  values_of text;
begin
  set local session_replication_role = replica;
  for each in
    select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('wakeups', 'web_assets')
  loop
    select string_agg(quote_ident(column_name), ', '), string_agg('copied.' || quote_ident(column_name), ', ')
      into names, values_of from information_schema.columns
      where table_schema = 'public' and table_name = each.name::text and is_generated = 'NEVER';
    execute format(
      $copy$insert into %1$s (%2$s)
        with drawn as materialized (
          select regexp_replace(regexp_replace(to_jsonb(t)::text,
            '([a-z]{3}_[0-9a-z]{21})[0-9a-z]{5}', '\\1~~~~~', 'g'),
            '(host|bench)-', '\\1-~~~~~-', 'g') as row from %1$s t)
        select %4$s from generate_series(1, %3$s) n cross join drawn cross join lateral
          jsonb_populate_record(null::%1$s, replace(row, '~~~~~', lpad(n::text, 5, '0'))::jsonb) copied$copy$,
      each.name, names, ${many / few - 1}, values_of);
  end loop;
end $$`;

const inDatabase = async (
  adminUrl: string,
  database: string,
  statements: readonly string[],
): Promise<void> => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

type Call = { name: string; make: (baseUrl: string, of: Measured, token: string) => Promise<Response> };

const signIn = (baseUrl: string, origin: string, email: string): Promise<Response> =>
  fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });

const callsOf = (origin: string): readonly Call[] => {
  const from = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const to = new Date(Date.now() + 31 * 86_400_000).toISOString().slice(0, 10);
  const month = new URLSearchParams({ from, to, timeZone: 'UTC' }).toString();
  return [
    { name: 'slots of a month', make: (baseUrl, { path }) => fetch(`${baseUrl}${path}/slots?${month}`) },
    {
      name: 'list of bookings',
      make: (baseUrl, _, token) =>
        fetch(`${baseUrl}/api/v1/bookings`, { headers: { authorization: `Bearer ${token}` } }),
    },
    { name: 'sign-in', make: (baseUrl, { email }) => signIn(baseUrl, origin, email) },
  ];
};

const timed = async (call: () => Promise<Response>): Promise<number> => {
  const started = performance.now();
  const response = await call();
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return performance.now() - started;
};

type Times = { few: number[]; many: number[] };

/** The two are asked in turns, so that whatever else the machine does slows both. */
const compare = async (
  call: Call,
  sides: Readonly<Record<keyof Times, { baseUrl: string; tokens: readonly string[] }>>,
  tenants: readonly Measured[],
): Promise<Times> => {
  const times: Times = { few: [], many: [] };
  for (let round = -3; round < rounds; round += 1) {
    for (const side of ['few', 'many'] as const) {
      const { baseUrl, tokens } = sides[side];
      for (let index = 0; index < perRound; index += 1) {
        const at = index % tenants.length;
        const tenant = tenants[at];
        if (tenant === undefined) throw new Error('no tenant');
        const ms = await timed(() => call.make(baseUrl, tenant, tokens[at] ?? ''));
        if (round >= 0) times[side].push(ms);
      }
    }
  }
  return times;
};

const signInAll = async (
  baseUrl: string,
  origin: string,
  tenants: readonly Measured[],
): Promise<string[]> => {
  const tokens: string[] = [];
  for (const { email } of tenants) {
    const token = (await signIn(baseUrl, origin, email)).headers.get('set-auth-token');
    if (token === null) throw new Error('a host could not sign in');
    tokens.push(token);
  }
  return tokens;
};

const prepare = async (lab: BenchLab, { adminUrl }: RunningPostgres) => {
  const secret = (): string => randomBytes(12).toString('hex');
  const urls = await prepareDatabase(adminUrl, {
    database: 'few',
    passwords: { owner: secret(), app: secret(), auth: secret(), ops: secret() },
  });
  const tenants = await createTenants(lab, urls);
  const first = await openInstallation(lab, urls, 'bench-few-first');
  try {
    await bookAll(first.baseUrl, tenants);
  } finally {
    await first.stop();
  }
  await inDatabase(adminUrl, 'few', ['delete from wakeups']);
  await inDatabase(adminUrl, 'postgres', ['create database many template few']);
  lab.report(`Filling ${many.toLocaleString('en-US')} organisations …`);
  await inDatabase(adminUrl, 'many', [multiply, 'vacuum analyze']);
  await inDatabase(adminUrl, 'few', ['vacuum analyze']);
  return { tenants, urls: { few: urls, many: urlsIn(urls, 'many') } };
};

/** What a signed-in host, a guest and a sign-in wait for among ten thousand organisations, beside the same among ten. */
export async function benchTenants(lab: BenchLab): Promise<Section> {
  const postgres = await startPostgres({ dataDir: join(lab.folder, 'tenants'), fsync: false });
  try {
    const { tenants, urls } = await prepare(lab, postgres);
    const apis = {
      few: await openInstallation(lab, urls.few, 'bench-few'),
      many: await openInstallation(lab, urls.many, 'bench-many'),
    };
    try {
      const origin = 'https://localhost';
      const sides = {
        few: { baseUrl: apis.few.baseUrl, tokens: await signInAll(apis.few.baseUrl, origin, tenants) },
        many: { baseUrl: apis.many.baseUrl, tokens: await signInAll(apis.many.baseUrl, origin, tenants) },
      };
      const figures: Section['figures'][number][] = [];
      for (const call of callsOf(origin)) {
        const times = await compare(call, sides, tenants);
        const [small, large] = [quantile(times.few, 0.95), quantile(times.many, 0.95)];
        figures.push(
          { name: `${call.name} p95, ${few} organisations`, value: small, unit: 'ms' },
          { name: `${call.name} p95, ${many.toLocaleString('en-US')}`, value: large, unit: 'ms' },
          { name: `${call.name} ÷`, value: (large / small) * 100, unit: '%', aim: { atMost: 130 } },
        );
      }
      return { title: `${many.toLocaleString('en-US')} organisations beside ${few}`, figures };
    } finally {
      await Promise.all([apis.few.stop(), apis.many.stop()]);
    }
  } finally {
    await postgres.stop();
  }
}
