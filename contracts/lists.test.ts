import { expect, it } from 'vitest';
import { z } from 'zod';
import { endpoints } from './registry.ts';

/** One item for each feature, plan, metered thing, vendor or kind of work: no data makes them longer. */
const ofFixedLength = [
  'listFeatures',
  'listPlanOffers',
  'listPlans',
  'listTenantFeatures',
  'readStuckFigures',
  'readTenantUsage',
  'readUsage',
  'readVendorBacklogFigures',
  'readVendorHealth',
];

it('every list that grows with what is kept is read page by page', () => {
  const lists = endpoints.filter(
    ({ method, response }) =>
      method === 'get' && response instanceof z.ZodObject && 'items' in response.shape,
  );
  const operations = lists.map(({ operation }) => operation);
  expect(operations.length).toBeGreaterThan(20);
  const unpaged = lists.filter(
    ({ query, response }) =>
      !(
        query instanceof z.ZodObject &&
        ['cursor', 'limit'].every((name) => name in query.shape) &&
        response instanceof z.ZodObject &&
        'nextCursor' in response.shape
      ),
  );
  expect(unpaged.map(({ operation }) => operation).toSorted()).toEqual(ofFixedLength.toSorted());
});
