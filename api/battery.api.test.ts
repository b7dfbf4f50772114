import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { endpoints } from '#contracts/registry.ts';
import { batteryOf } from './testing/battery.ts';
import { type Fixture, furnish } from './testing/fixtures.ts';
import { type Api, openApi } from './testing/harness.ts';

let api: Api;
let own: Fixture;
let foreign: Fixture;
beforeAll(async () => {
  api = await openApi({ databaseUrls: inject('databaseUrls'), temporalAddress: inject('temporalAddress') });
  own = await furnish(api, api.tenant);
  foreign = await furnish(api, api.stranger);
});
afterAll(() => api.close());

describe.each(endpoints)('$operation', (endpoint) => {
  for (const { name, run } of batteryOf(endpoint)) {
    it(name, () => run(api, own, foreign));
  }
});
