import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateFolder } from '#scripts/project.ts';
import type { Evidence } from './evidence/evidence.ts';
import { heal } from './faults/injector.ts';
import { checkInvariants, type InvariantName, invariants, type Result } from './invariants.ts';
import { gatherEvidence, type Lab, openLab } from './lab.ts';
import { runLoad } from './load/load.ts';
import { quiesce } from './quiesce.ts';
import { createRandom } from './random.ts';
import { quiesceMs } from './run.ts';
import { moneySabotages } from './sabotage/money.ts';
import { outsideSabotages } from './sabotage/outside.ts';
import { owedSabotages } from './sabotage/owed.ts';
import { recordSabotages } from './sabotage/records.ts';
import { sessionSabotages } from './sabotage/sessions.ts';
import { minuteMs, openSite } from './sabotage/site.ts';

const stateDir = join(stateFolder, 'prove', 'sabotage');
const report = (): undefined => undefined;
const sabotages = [
  ...recordSabotages,
  ...owedSabotages,
  ...outsideSabotages,
  ...sessionSabotages,
  ...moneySabotages,
];

let lab: Lab;
let sound: Evidence;
let broken: Result[];
/** What each sabotage did, by its name: the violation must name this. */
const traces = new Map<string, string>();

/** Bookings, and shared sessions that belong in a calendar, far enough ahead to be left alone: each sabotage wants one for itself. */
const isEnough = async (): Promise<boolean> => {
  const { rows } = await lab.sql.query<{
    confirmed: number;
    cancelled: number;
    shared: number;
    paid: number;
  }>(
    `select count(*) filter (where b.status = 'confirmed' and s.capacity = 1 and b.price_minor is null)::int as confirmed,
      count(*) filter (where b.status = 'cancelled' and s.capacity = 1 and b.price_minor is null)::int as cancelled,
      (select count(*)::int from payments p join bookings o on o.tenant_id = p.tenant_id and o.id = p.booking_id
        join sessions a on a.tenant_id = o.tenant_id and a.id = o.session_id
        where o.status = 'confirmed' and a.capacity = 1 and p.captured_minor > 0 and p.kept_minor = p.captured_minor
          and o.starts_at > now() + interval '40 minutes') as paid,
      (select count(*)::int from (
        select 1 from bookings o join sessions m on m.tenant_id = o.tenant_id and m.id = o.session_id
        where m.capacity > 1 and o.status = 'confirmed' and o.starts_at > now() + interval '40 minutes'
          and exists (select 1 from effects e where e.tenant_id = m.tenant_id and e.subject_id = m.id
            and e.name = 'calendar')
        group by m.id having count(*) > 1) meeting) as shared
    from bookings b join sessions s on s.tenant_id = b.tenant_id and s.id = b.session_id
    where b.starts_at > now() + interval '40 minutes'`,
  );
  const [{ confirmed, cancelled, shared, paid } = { confirmed: 0, cancelled: 0, shared: 0, paid: 0 }] = rows;
  return (
    confirmed >= sabotages.length - sessionSabotages.length - moneySabotages.length &&
    // Guests go on cancelling meanwhile.
    paid >= moneySabotages.length + 4 &&
    cancelled >= 8 &&
    shared >= sessionSabotages.length
  );
};

const violationsOf = (results: readonly Result[], name: InvariantName): readonly string[] =>
  results.find((result) => result.name === name)?.violations ?? [];

beforeAll(async () => {
  await rm(stateDir, { recursive: true, force: true });
  const random = createRandom(11);
  lab = await openLab({ stateDir, random: random.fork(), tenants: [2, 2], size: 'usual', report });
  await heal(lab.vendors);
  await runLoad(lab, {
    seed: 11,
    random,
    guests: 6,
    // What they ask for is followed up as fast as they ask, so that little is left to wait for.
    thinkMs: 250,
    plan: [],
    report,
    durationMs: 20_000,
    isEnough,
  });
  await quiesce(lab, quiesceMs);
  sound = await gatherEvidence(lab, []);
  const site = openSite(lab, sound);
  for (const { what, act } of sabotages) traces.set(what, await act(site));
  broken = checkInvariants(await gatherEvidence(lab, [], join(stateDir, 'changed-bundle.js')));
}, 560_000);

afterAll(async () => {
  await lab?.stop();
  await rm(stateDir, { recursive: true, force: true });
});

describe('the checker', () => {
  test.each(invariants.map(({ name }) => name))('finds "%s" intact after a calm load', (name) => {
    expect(violationsOf(checkInvariants(sound), name)).toEqual([]);
  });

  test('has sabotage for every invariant', () => {
    const covered = new Set<string>(sabotages.map(({ invariant }) => invariant));
    expect(invariants.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  test.each(sabotages.map(({ invariant, what }) => [invariant, what] as const))(
    'reports as "%s": %s',
    (invariant, what) => {
      expect(violationsOf(broken, invariant)).toContainEqual(
        expect.stringContaining(traces.get(what) ?? '(nothing was done)'),
      );
    },
  );

  test('reports as "reminders once": reminders that fell due and were never sent', () => {
    const later = { ...sound, now: sound.now + 120 * minuteMs };
    expect(violationsOf(checkInvariants(later), 'reminders once').length).toBeGreaterThan(0);
  });

  test('reports as "booking = workflow": bookings without any workflow', () => {
    const workflows = sound.workflows.map((each) => ({ ...each, status: 'MISSING' }));
    const violations = violationsOf(checkInvariants({ ...sound, workflows }), 'booking = workflow');
    const still = sound.bookings.filter(({ id }) => !sound.moving.has(id));
    expect(still.length).toBeGreaterThan(0);
    for (const { id } of still) expect(violations).toContainEqual(expect.stringContaining(id));
  });

  test('reports as "histories replay": a workflow task that failed', () => {
    const workflows = sound.workflows.map((each) => ({ ...each, taskFailures: ['NON_DETERMINISTIC_ERROR'] }));
    expect(violationsOf(checkInvariants({ ...sound, workflows }), 'histories replay').length).toBe(
      workflows.length,
    );
  });
});
