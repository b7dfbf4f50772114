import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { rateLimitsOff } from '#api/testing/rate-limits-off.ts';
import { manifests } from '#providers/manifests.ts';
import { type Stack, type StackSize, standInUrl, startStack } from '#scripts/stack/stack.ts';
import { anyPorts } from '#scripts/stack/stack-ports.ts';
import { buildWorkflowBundle } from '#scripts/tools/workflow-bundle.ts';
import { openAsAdministrator, readDatabase, readSteps } from './evidence/database-evidence.ts';
import type { Evidence, Followed } from './evidence/evidence.ts';
import { createLeakFinder, searchLogs } from './evidence/leaks.ts';
import { readWorkflows } from './evidence/workflow-evidence.ts';
import { type Injected, outagesOf } from './faults/injector.ts';
import { type History, openHistory, readHistory } from './load/history.ts';
import type { Random } from './random.ts';
import { openVendors, type Vendors } from './vendors.ts';
import { createWorld, type World } from './world.ts';

/** A private installation with people in it, and everything needed to judge it. */
export type Lab = {
  stateDir: string;
  stack: Stack;
  vendors: Vendors;
  world: World;
  history: History;
  /** Administrator of its database. */
  sql: Pool;
  stop(): Promise<void>;
};

export type LabOptions = {
  stateDir: string;
  random: Random;
  /** Hosts of each tenant. */
  tenants: readonly number[];
  size: StackSize;
  report: (line: string) => void;
};

/** Nobody may kill what is not ours: servers named by the shell's environment are left alone. */
const ownServersOnly = (): void => {
  delete process.env['DATABASE_URL'];
  delete process.env['TEMPORAL_ADDRESS'];
};

export async function openLab(options: LabOptions): Promise<Lab> {
  const { stateDir, report } = options;
  ownServersOnly();
  await mkdir(stateDir, { recursive: true });
  // A copy: the cache may drop the file when sources change meanwhile, and killed workers read it again.
  const workflowBundle = join(stateDir, 'workflow-bundle.js');
  await copyFile(await buildWorkflowBundle(report), workflowBundle);
  const stack = await startStack({
    stateDir,
    ports: anyPorts,
    report,
    seed: false,
    web: false,
    size: options.size,
    restartDelayMs: 250,
    env: { ...rateLimitsOff, WORKFLOW_BUNDLE: workflowBundle },
  });
  try {
    const vendors = openVendors({
      calendar: standInUrl(stack, 'calendar'),
      mail: standInUrl(stack, 'email'),
      payment: standInUrl(stack, 'payment'),
    });
    const world = await createWorld(stack, vendors, options);
    const sql = await openAsAdministrator(stateDir, stack.ports.EVERSLOT_POSTGRES_PORT);
    const history = openHistory(join(stateDir, 'history.jsonl'));
    return {
      stateDir,
      stack,
      vendors,
      world,
      history,
      sql,
      stop: async () => {
        history.close();
        await sql.end().catch(() => undefined);
        await stack.stop();
      },
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

const vendorSecrets = manifests.flatMap(({ environment }) =>
  environment.flatMap(({ name, isSecret }) => (isSecret === true ? name : [])),
);
const secretNames = ['AUTH_SECRET', 'LINK_SECRET', 'ENCRYPTION_KEYS', ...vendorSecrets];

/** Values that must occur nowhere; an encryption key is `id:value`. */
async function secretsOf({ stack, vendors, world }: Lab): Promise<(readonly [string, string])[]> {
  const own = secretNames.flatMap((name) => {
    const value = stack.env[name] ?? '';
    return value === '' ? [] : [[name, value.replace(/^k\d+:/, '')] as const];
  });
  const passwords = Object.values(stack.databaseUrls).map(
    (url) => ['database password', new URL(url).password] as const,
  );
  const tokens = (await vendors.listTokens()).map((token) => ['calendar token', token] as const);
  const tills = (await vendors.listPaymentSecrets()).map((secret) => ['payment secret', secret] as const);
  const signIns = world.tokens.map((token) => ['sign-in token', token] as const);
  return [...own, ...passwords, ...tokens, ...tills, ...signIns];
}

/** Gathers everything the checks look at, replaying histories on the given workflow code. The product should be at rest. */
export async function gatherEvidence(
  lab: Lab,
  injected: readonly Injected[],
  bundlePath: string = lab.stack.env['WORKFLOW_BUNDLE'] ?? '',
): Promise<Evidence> {
  const { stack, vendors, world } = lab;
  const find = createLeakFinder({ canary: world.canary, values: await secretsOf(lab) });
  const database = await readDatabase(lab.sql);
  const [events, mails, pages] = await Promise.all([
    vendors.listEvents(),
    vendors.listMails(),
    vendors.listPages(),
  ]);
  const now = Date.now();
  const followed: Followed[] = [
    ...database.bookings.map(({ id }) => ({ kind: 'booking' as const, subjectId: id })),
    ...database.payments.map(({ id }) => ({ kind: 'payment' as const, subjectId: id })),
    ...database.sessions
      .filter(({ capacity }) => capacity > 1)
      .map(({ id }) => ({ kind: 'session' as const, subjectId: id })),
    ...database.wakeups.flatMap(({ kind, subjectId }): Followed[] =>
      kind === 'booking' || kind === 'session' || kind === 'payment' ? [{ kind, subjectId }] : [],
    ),
  ];
  const workflows = await readWorkflows({ address: stack.temporalAddress, followed, bundlePath, find });
  const logs = await searchLogs(lab.stateDir, find);
  const later = await readSteps(lab.sql);
  const due = new Map<string, number>();
  for (const { subjectId, state } of database.notifications)
    if (state === 'due') due.set(subjectId, (due.get(subjectId) ?? 0) + 1);
  const moved = database.bookings.filter(
    ({ id, status }) => later.get(id) !== `${status}, ${due.get(id) ?? 0} notifications due`,
  );
  return {
    now,
    history: readHistory(lab.history.file),
    ...database,
    moving: new Set(moved.map(({ id }) => id)),
    events,
    mails,
    pages,
    workflows: workflows.workflows,
    terminated: new Set(injected.flatMap(({ terminated }) => terminated ?? [])),
    outages: outagesOf(injected),
    leaks: [...workflows.leaks, ...logs.leaks],
    searchedBytes: { histories: workflows.bytes, logs: logs.bytes },
  };
}
