import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { dynamicConfigFlags } from './temporal-server.ts';

describe('dynamic configuration', () => {
  test('unconditional entries become flags with their value as JSON, constrained ones stay with the deployed server', () => {
    const yaml = `
a.number: [{ value: 1 }]
a.switch: [{ value: true }]
a.text: [{ value: "x" }]
a.constrained: [{ value: 5, constraints: { namespace: other } }]
`;
    const flag = '--dynamic-config-value';
    expect(dynamicConfigFlags(yaml)).toEqual([flag, 'a.number=1', flag, 'a.switch=true', flag, 'a.text="x"']);
  });

  test('the development server runs with one partition a queue and with fairness', async () => {
    const file = new URL('../../temporal-config/dynamic-config.yaml', import.meta.url);
    const flags = dynamicConfigFlags(await readFile(file, 'utf8'));
    expect(flags).toEqual(
      expect.arrayContaining([
        'matching.numTaskqueueReadPartitions=1',
        'matching.numTaskqueueWritePartitions=1',
        'matching.enableFairness=true',
      ]),
    );
  });
});
