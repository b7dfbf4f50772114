import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workerEnv } from '#activities/process/env.ts';
import { apiEnv } from '#api/env.ts';
import { projectRoot } from '#scripts/project.ts';
import { readCompose, readProjectFile } from '#scripts/testing/compose-file.ts';
import { productionSettings, programs } from '#scripts/tools/build-server.ts';

const folder = 'deploy/systemd';
const units = readdirSync(join(projectRoot, folder)).map((name) => {
  const lines = readProjectFile(`${folder}/${name}`)
    .split('\n')
    .filter((line) => /^\w+=/.test(line));
  const settings = lines.map(
    (line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const,
  );
  return { name, of: Object.fromEntries(settings) };
});

const own = units.filter(({ name }) => name.startsWith('everslot-'));
const serviceOf: Readonly<Record<string, string>> = {
  'everslot-api@.service': 'api',
  'everslot-worker@.service': 'background',
  'temporal.service': 'temporal',
};

test('there is a unit for each process that docker-compose.yml keeps and a machine without containers has no other for', () => {
  expect(units.map(({ name }) => name).toSorted()).toEqual(Object.keys(serviceOf).toSorted());
});

describe.each(units)('$name', ({ name, of }) => {
  test('has the limits of its container, runs without root and comes back', () => {
    const service = readCompose().compose.services[serviceOf[name] ?? ''];
    expect(of['MemoryMax']?.toLowerCase()).toBe(service?.mem_limit);
    expect(of['TimeoutStopSec']).toBe(service?.stop_grace_period?.replace('s', ''));
    expect(of['User']).toBe('everslot');
    expect(of['Restart']).toBe('always');
    expect(of['StartLimitIntervalSec']).toBe('0');
  });

  test('the document says how it is put in place', () => {
    expect(readProjectFile('docs/operations.md')).toMatch(
      new RegExp(`systemctl enable --now .*\\b${name.replace('.service', '')}`),
    );
  });
});

describe.each(own)('$name', ({ name, of }) => {
  const program = /everslot-(\w+)@\.service/.exec(name)?.[1] ?? '';

  test('runs a program of the build with the pinned Node and the settings that it is measured with', () => {
    expect(Object.keys(programs)).toContain(program);
    expect(of['ExecStart']).toBe(
      `${of['WorkingDirectory']}/node_modules/node/bin/node --env-file=.env dist/server/${program}.js`,
    );
    for (const [key, value] of Object.entries(productionSettings))
      expect(of['Environment']).toContain(`${key}=${value}`);
  });

  test('runs as often as a machine has ports for it, each instance on the port it is named by', () => {
    const variable = program === 'api' ? 'PORT' : 'WORKER_METRICS_PORT';
    expect(of['Environment']?.split(' ')).toContain(`${variable}=%i`);
    expect(Object.keys({ ...apiEnv, ...workerEnv })).toContain(variable);
  });
});

test('Temporal’s unit starts it with the configuration that is here, of as many shards as in a container, and its own secrets', () => {
  const unit = units.find(({ name }) => name === 'temporal.service')?.of ?? {};
  expect(unit['ExecStart']).toMatch(
    /temporal-server --config deploy\/temporal\/config --env production start$/,
  );
  expect(unit['EnvironmentFile']).toBe('/etc/everslot/temporal.env');
  const text = readProjectFile('deploy/temporal/config/production.yaml');
  // The server looks for it in the first thousand characters.
  expect(text.slice(0, 1_000)).toMatch(/^#.*enable-template/m);
  const asked = [...text.matchAll(/env "(\w+)"/g)].map(([, name]) => name ?? '');
  expect(asked.toSorted()).toEqual(['TEMPORAL_DB_ADDRESS', 'TEMPORAL_DB_PASSWORD']);
  const config = parse(text, { merge: true });
  expect(config.persistence.datastores.visibility.sql.connectAddr).toMatch(/TEMPORAL_DB_ADDRESS/);
  const shards = readCompose().compose.services['temporal']?.environment?.['NUM_HISTORY_SHARDS'];
  expect(String(config.persistence.numHistoryShards)).toBe(shards);
  expect(existsSync(join(projectRoot, config.dynamicConfigClient.filepath))).toBe(true);
  const parts: { rpc: { bindOnLocalHost: boolean } }[] = Object.values(config.services);
  expect(parts.map(({ rpc }) => rpc.bindOnLocalHost)).toEqual([true, true, true, true]);
});
