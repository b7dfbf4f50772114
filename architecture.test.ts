import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  climbingImports,
  consoleUses,
  environmentReads,
  evasiveTests,
  idleVendorPlaces,
  impureCalls,
  longFiles,
  strangeFolders,
  strayBarrels,
  strayVendorNames,
  workflowsWithoutHistory,
} from './architecture-conventions.ts';
import {
  commandKeys,
  exampleKeys,
  migrations,
  missingCommands,
  missingPaths,
  privateMentions,
  productKeys,
  readmeKeys,
  routingPolicies,
  unprotectedTables,
  wrongVendorRows,
} from './architecture-documents.ts';
import {
  cycles,
  danglingImports,
  forbiddenImports,
  foreignInternals,
  leaningOnTests,
  nounCycles,
  reachesCode,
  reachesPackage,
  undeclaredPackages,
} from './architecture-imports.ts';
import { parseSource, readText, resolveReference, root } from './architecture-sources.ts';

const none: string[] = [];

describe('imports', () => {
  test('every module imports only what its layer may', () => {
    expect(forbiddenImports()).toEqual(none);
  });

  test.each([
    ['domain/booking/transition.ts', 'pg', false],
    ['services/booking/claim-slot.ts', '@temporalio/client', false],
    ['services/link/create-link.ts', 'ical-generator', false],
    ['api/routes/booking.ts', '#db/tenant.ts', false],
    ['activities/mail.ts', '#providers/email/resend/adapter.ts', true],
    ['workflows/booking/booking-lifecycle.workflow.ts', '#activities/index.ts', false],
    ['workflows/booking/booking-lifecycle.workflow.ts', '#services/audit.ts', true],
    ['providers/email/resend/adapter.ts', '#providers/calendar/port.ts', true],
    ['web/guest/booking/model.ts', '#contracts/public.ts', true],
    ['web/host/main.tsx', '#web/guest/server.tsx', false],
    ['web/api/client.ts', '#web/host/app/theme.ts', false],
    ['web/time/zone.ts', '#domain/time.ts', false],
  ])('%s may not import %s', (path, specifier, typeOnly) => {
    expect(
      forbiddenImports([{ path, references: [resolveReference(path, specifier, typeOnly)] }]),
    ).toHaveLength(1);
  });

  test('what is delivered never leans on tests', () => {
    expect(leaningOnTests()).toEqual(none);
  });

  test('every import leads to a file', () => {
    expect(danglingImports((path) => existsSync(join(root, path)))).toEqual(none);
  });

  test('no module loads itself by way of others', () => {
    expect(cycles()).toEqual(none);
  });

  test('nouns of one layer never depend on each other in a circle', () => {
    expect(['domain', 'services', 'workflows'].flatMap(nounCycles)).toEqual(none);
  });

  test("another noun's internal.ts is private", () => {
    expect(foreignInternals()).toEqual(none);
  });

  test('no zone data reaches a workflow, no Node module and no zone data reaches a contract', () => {
    expect(reachesPackage(/\.workflow\.ts$/, /^(luxon|rrule|node:.*)$/)).toEqual(none);
    expect(reachesCode(/\.workflow\.ts$/, /\bIntl\.|toLocale|process\.env/)).toEqual(none);
    expect(reachesPackage(/^contracts\/(?!generate\.ts)/, /^(luxon|rrule|node:.*)$/)).toEqual(none);
  });

  test('the domain uses nothing of Node', () => {
    expect(reachesPackage(/^domain\//, /^node:/)).toEqual(none);
  });

  test('every package that runs in production is a dependency, every other one is declared', () => {
    const manifest = JSON.parse(readText('package.json'));
    const names = (part: string): Set<string> => new Set(Object.keys(manifest[part]));
    expect(undeclaredPackages(names('dependencies'), names('devDependencies'))).toEqual(none);
  });
});

describe('names and places', () => {
  test('folders are nouns of the product or known machinery, and none is called utils', () => {
    expect(strangeFolders()).toEqual(none);
  });

  test('only workflows and activities have a barrel', () => {
    expect(strayBarrels()).toEqual(none);
  });

  test('no file is longer than 400 lines', () => {
    expect(longFiles(400)).toEqual(none);
  });

  test('no import climbs out of two folders', () => {
    expect(climbingImports()).toEqual(none);
  });

  test("a vendor's name stands in its folder, the list of manifests and the domain's list only", () => {
    expect(strayVendorNames()).toEqual(none);
  });

  test('no exemption for vendor names outlives its reason', () => {
    expect(idleVendorPlaces()).toEqual(none);
  });

  test('every workflow has a recorded history', () => {
    expect(workflowsWithoutHistory()).toEqual(none);
  });
});

describe('purity', () => {
  test('the domain reads no clock and leaves nothing to chance', () => {
    expect(impureCalls('domain')).toEqual(none);
  });

  test('the environment is read at the edge only', () => {
    expect(environmentReads()).toEqual(none);
  });

  test('nothing prints but commands', () => {
    expect(consoleUses()).toEqual(none);
  });
});

describe('tests', () => {
  test('none is skipped, run alone or fed a mocked module', () => {
    expect(evasiveTests()).toEqual(none);
  });

  test.each([
    'test.skip("x", () => {})',
    'describe.only("x", () => {})',
    'test.skip.each([1])("x", () => {})',
    'vi.mock("./x.ts")',
  ])('the check notices %s', (text) => {
    expect(evasiveTests([parseSource('x.test.ts', text)])).not.toEqual(none);
  });
});

describe('documents', () => {
  test('.env.example names every variable the product reads and no other', () => {
    expect(exampleKeys()).toEqual(productKeys());
  });

  test("the README's tables name every variable of product and commands and no other", () => {
    expect(readmeKeys()).toEqual([...productKeys(), ...commandKeys()].toSorted());
  });

  test("the README's table describes every variable of a vendor as its manifest does", () => {
    expect(wrongVendorRows()).toEqual(none);
  });

  test('every path the documents mention exists', () => {
    const exists = (path: string): boolean => existsSync(join(root, path));
    const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && entry.name !== 'dist' ? entry.name : [],
    );
    expect(missingPaths(exists, folders)).toEqual(none);
    expect(privateMentions()).toEqual(none);
  });

  test('every command the documents mention exists', () => {
    expect(missingCommands(Object.keys(JSON.parse(readText('package.json')).scripts))).toEqual(none);
  });
});

describe('migrations', () => {
  const { journal, files, sql } = migrations();

  test('are applied in the order they were written, each exactly once', () => {
    expect(journal.entries.map(({ idx }) => idx)).toEqual(journal.entries.map((_, index) => index));
    expect(journal.entries.map(({ when }) => when)).toEqual(
      journal.entries.map(({ when }) => when).toSorted((a, b) => a - b),
    );
    expect(files).toEqual(journal.entries.map(({ tag }) => `db/migrations/${tag}.sql`));
  });

  test('put every table of a tenant under forced row-level security', () => {
    expect(unprotectedTables(sql)).toEqual(none);
  });

  test('the check notices a table without protection', () => {
    const bare = `${sql}\nCREATE TABLE "notes" (\n\t"tenant_id" text NOT NULL\n);`;
    expect(unprotectedTables(bare)).toHaveLength(3);
    const unforced = `${bare}\nALTER TABLE "notes" ENABLE ROW LEVEL SECURITY;`;
    expect(unprotectedTables(unforced)).toContain('notes: row-level security is not forced');
  });

  test('policies beside the isolation of tenants are known by name, each with its reason in docs/adr', () => {
    expect(routingPolicies(sql).toSorted()).toEqual([
      'claims_delete',
      'claims_insert',
      'claims_read',
      'claims_update',
      'connected_accounts_of_connections',
      'connected_accounts_routing',
      'handles_routing',
      'members_routing',
      'persons_of_members',
      'persons_routing',
      'push_channels_routing',
      'tenants_of_members',
      'wakeups_relay',
    ]);
  });
});
