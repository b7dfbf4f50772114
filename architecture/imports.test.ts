import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forbiddenImports } from './layers.ts';
import {
  cycles,
  danglingImports,
  latePackages,
  leaningOnTests,
  nounCycles,
  reachesCode,
  reachesPackage,
  undeclaredPackages,
} from './references.ts';
import { readText, resolveReference, root } from './tree.ts';

const none: string[] = [];

describe('imports', () => {
  test('every module imports only what its layer may', () => {
    expect(forbiddenImports()).toEqual(none);
  });

  test.each([
    ['domain/booking/transition.ts', 'pg', false],
    ['services/booking/claim/claim-slot.ts', '@temporalio/client', false],
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

  test('a package is loaded late by way of a module of ours: of one that is CommonJS, a bundle would know no names', () => {
    expect(latePackages()).toEqual(none);
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
