import { expect, test } from 'vitest';
import { type Declared, declaredIn, reaches } from './functions.ts';
import { tablesWritten } from './tables.ts';
import { parseSource, readText, type Source, shipped, sourceAt } from './tree.ts';

const none: string[] = [];

type Document = {
  paths: Record<string, Record<string, { operationId?: string; security?: readonly unknown[] }>>;
};

/** Operations that anybody may ask for, or whoever holds a guest's signed link: their contract row says so. */
const publicOperations = (): Set<string> => {
  const { paths }: Document = JSON.parse(readText('contracts/openapi.json'));
  return new Set(
    Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ operationId, security }) => (security?.length === 0 ? (operationId ?? []) : [])),
  );
};

/** Operators' reads are all planned with their own values. */
const opensList = ({ id }: Declared): boolean =>
  ['db/tenant.ts#withTenantList', 'db/tenant.ts#withOperators'].includes(id);
const opensTransaction = (one: Declared): boolean => one.id === 'db/tenant.ts#withTenant' || opensList(one);
const authorizes = ({ name, path }: Declared): boolean =>
  path.startsWith('services/') && /^require[A-Z]/.test(name);
const audits = ({ path }: Declared): boolean => path === 'services/audit.ts';

/** Kept for a request and of no use after it, and the record itself. */
const machinery = new Set(['idempotency_records', 'oauth_states', 'audit_log']);

/** Functions that do what a caller asks for: they take a context and open the transaction themselves. */
const verbsOf = (all: ReadonlyMap<string, Declared>): Declared[] =>
  [...all.values()].filter(
    (each) =>
      each.isExported &&
      /^services\/[a-z-]+\//.test(each.path) &&
      /:\s*(Service|Operator)Context\b/.test(each.parameters[0] ?? '') &&
      reaches(all, each, opensTransaction),
  );

const problemsOf = (modules: readonly Source[]): string[] => {
  const all = declaredIn(modules.filter(({ path }) => /^(services|db)\//.test(path)));
  const open = publicOperations();
  const sourceOf = new Map(modules.map((source) => [source.path, source]));
  const changes = ({ path, text }: Declared): boolean => {
    const source = sourceOf.get(path);
    return (
      source !== undefined &&
      path.startsWith('services/') &&
      tablesWritten(source, text).some(({ table }) => !machinery.has(table))
    );
  };
  return verbsOf(all).flatMap((verb) => [
    ...(open.has(verb.name) || reaches(all, verb, authorizes) ? [] : [`${verb.id} authorizes nobody`]),
    ...(reaches(all, verb, changes) && !reaches(all, verb, audits)
      ? [`${verb.id} changes without a record`]
      : []),
  ]);
};

test('a verb authorizes its caller, unless its operation is public, and records what it changes', () => {
  const all = declaredIn(shipped.filter(({ path }) => /^(services|db)\//.test(path)));
  expect(verbsOf(all).length).toBeGreaterThan(20);
  expect(problemsOf(shipped)).toEqual(none);
});

const isList = ({ path }: Declared): boolean => /\/list-[a-z-]+\.ts$/.test(path);

test('a verb that answers a page of a list has it planned with its own values', () => {
  const all = declaredIn(shipped.filter(({ path }) => /^(services|db)\//.test(path)));
  const lists = verbsOf(all).filter((each) => isList(each) && /^list[A-Z]/.test(each.name));
  expect(lists.length).toBeGreaterThan(8);
  expect(lists.filter((each) => !reaches(all, each, opensList)).map(({ id }) => id)).toEqual(none);
});

const verb = (body: string, opens = 'withTenant'): Source =>
  parseSource(
    'services/link/paint-link.ts',
    `import { ${opens} } from '#db/tenant.ts';
     import { links } from '#db/schema/link.ts';
     import { requirePermission } from '#services/authorize.ts';
     import { audit } from '#services/audit.ts';
     import type { ServiceContext } from '#services/context.ts';
     const paint = (tx) => tx.update(links).set({});
     export const paintLink = async (ctx: ServiceContext) => ${opens}(ctx.db, ctx.tenantId, async (tx) => { ${body} });`,
  );
const around = ['db/tenant.ts', 'services/authorize.ts', 'services/audit.ts'].flatMap(
  (path) => sourceAt.get(path) ?? [],
);

test.each([
  [
    "requirePermission(ctx, 'links.write'); await paint(tx);",
    ['services/link/paint-link.ts#paintLink changes without a record'],
  ],
  ['await paint(tx); await audit(tx, ctx, {});', ['services/link/paint-link.ts#paintLink authorizes nobody']],
  ["requirePermission(ctx, 'links.write'); await paint(tx); await audit(tx, ctx, {});", none],
])('the check reads %s', (body, problems) => {
  for (const opens of ['withTenant', 'withTenantList'])
    expect(problemsOf([verb(body, opens), ...around]), opens).toEqual(problems);
});
