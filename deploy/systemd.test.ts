import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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

describe.each(units)('$name', ({ name, of }) => {
  const program = /everslot-(\w+)\.service/.exec(name)?.[1] ?? '';

  test('runs a program of the build with the pinned Node and the settings that it is measured with', () => {
    expect(Object.keys(programs)).toContain(program);
    expect(of['ExecStart']).toBe(
      `${of['WorkingDirectory']}/node_modules/node/bin/node --env-file=.env dist/server/${program}.js`,
    );
    for (const [key, value] of Object.entries(productionSettings))
      expect(of['Environment']).toContain(`${key}=${value}`);
  });

  test('has the limits of its container, runs without root and comes back', () => {
    const { compose } = readCompose();
    const service = compose.services[program === 'worker' ? 'background' : program];
    expect(of['MemoryMax']?.toLowerCase()).toBe(service?.mem_limit);
    expect(of['TimeoutStopSec']).toBe(service?.stop_grace_period?.replace('s', ''));
    expect(of['User']).toBe('everslot');
    expect(of['Restart']).toBe('always');
    expect(of['StartLimitIntervalSec']).toBe('0');
  });
});
