import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { run } from '#scripts/command.ts';
import { projectRoot } from '#scripts/project.ts';
import { inheritedEnv } from '#scripts/stack/child.ts';
import { obtainTemporalCli } from '#scripts/tools/tools.ts';
import { SEARCH_ATTRIBUTES } from '#temporal-config/search-attributes.ts';

let folder: string;
let cli: string;

/**
 * The real command in front of the real server, but as on a server of several parts: what was made is not found the first
 * times that somebody looks.
 */
const slowToSee = `#!/bin/sh
count() { echo x >> "$FOLDER/$1"; wc -l < "$FOLDER/$1"; }
case "$*" in
  *"cluster health"*) [ "$(count health)" -gt 2 ] || { echo "Error: unavailable" >&2; exit 1; } ;;
  *"namespace update"*) [ "$(count update)" -gt 2 ] || { echo "Error: Namespace is not found." >&2; exit 1; } ;;
  *"search-attribute list"*) [ "$(count list)" -gt 3 ] || { echo "Error: Namespace is not found." >&2; exit 1; } ;;
  *"search-attribute create"*) [ "$(count create)" -gt 1 ] || { echo "Error: Namespace is not found." >&2; exit 1; } ;;
esac
exec "$CLI" "$@"
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everslot-namespace-'));
  cli = await obtainTemporalCli();
  await writeFile(join(folder, 'temporal'), slowToSee);
  await chmod(join(folder, 'temporal'), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const script = join(projectRoot, 'deploy', 'temporal', 'namespace.sh');
const call = (namespace: string, changes: Record<string, string> = {}) =>
  run('sh', [script], {
    env: {
      PATH: `${folder}${delimiter}${dirname(cli)}${delimiter}${inheritedEnv()['PATH']}`,
      HOME: folder,
      CLI: cli,
      FOLDER: folder,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: namespace,
      PAUSE_SECONDS: '0.1',
      ...changes,
    },
  });

const attributesOf = async (namespace: string): Promise<string[]> => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  await connection.close();
  return Object.keys(customAttributes ?? {});
};

test('on a fresh installation the namespace job waits until what it made is seen, and succeeds; also when it runs again', async () => {
  const namespace = `fresh-${randomBytes(4).toString('hex')}`;
  const first = await call(namespace);
  expect(first.code, first.output).toBe(0);
  expect(await readFile(join(folder, 'update'), 'utf8')).toMatch(/^(x\n){3,}$/);
  expect(await attributesOf(namespace)).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
  const second = await call(namespace);
  expect(second.code, second.output).toBe(0);
});

test('two runs at once, as two hosts start them, both succeed', async () => {
  const namespace = `twice-${randomBytes(4).toString('hex')}`;
  const answers = await Promise.all([call(namespace), call(namespace)]);
  expect(answers.map(({ code, output }) => (code === 0 ? '' : output))).toEqual(['', '']);
  expect(await attributesOf(namespace)).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
});

test('a server that never comes is given up on with its answer', async () => {
  const { code, output } = await call('nobody', { TEMPORAL_ADDRESS: '127.0.0.1:1', PAUSE_SECONDS: '0' });
  expect(code).toBe(1);
  expect(output).toMatch(/waiting for Temporal at 127\.0\.0\.1:1/);
  expect(output).toMatch(/gave up on: temporal operator cluster health/);
});
