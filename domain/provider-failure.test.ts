import { expect, test } from 'vitest';
import { failureBecause, failureReasons, ProviderFailure } from './provider-failure.ts';

const all = Object.entries(failureReasons).flatMap(([kind, reasons]) =>
  reasons.map((reason) => [kind, reason] as const),
);

test.each(all)('%s is the only kind with the reason %s', (kind, reason) => {
  expect(failureBecause('vendor', reason)).toMatchObject({ kind, reason, vendor: 'vendor' });
  expect(all.filter(([, other]) => other === reason)).toHaveLength(1);
});

test('a failure without a reason of its own has the general reason of its kind', () => {
  expect(new ProviderFailure('vendor', 'throttled').reason).toBe('throttled');
});

test('what is passed on as the cause does not show in the message', () => {
  const failure = new ProviderFailure('vendor', 'unavailable', { cause: new Error('guest@example.com') });
  expect(failure.message).toBe('vendor: unavailable');
});
