import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import { endpoints } from '#contracts/registry.ts';
import {
  type BatteryCase,
  bodyOf,
  type CallOptions,
  call,
  expectProblem,
  fieldsOf,
  idsOf,
  type World,
} from '../battery.ts';
import type { Fixture } from '../fixtures.ts';

const textOf = async (answer: Response): Promise<string> => {
  const text = await answer.text();
  // A problem names its request, and a repeat is another one.
  return answer.ok ? text : text.replace(/"instance":"[^"]*"/, '');
};

const variants = (value: unknown): unknown[] => {
  if (Array.isArray(value))
    return value.flatMap((one, place) => variants(one).map((other) => value.with(place, other)));
  if (typeof value === 'string') {
    // An id stays one with another last character.
    const otherId = `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
    return [`${value}x`, value.replace(/T\d\d:/, 'T00:'), otherId];
  }
  if (typeof value === 'number') return [value + 1, value * 2];
  return typeof value === 'boolean' ? [!value] : ['x', 1, true, false];
};

/** What a field of fixed choices can be. */
const choicesOf = ({ body }: Endpoint, name: string): readonly unknown[] => {
  const field = fieldsOf(body)[name];
  return field instanceof z.ZodEnum ? field.options : [];
};

/** A valid body that says something else than the one of the fixture; none where there is nothing to say. */
const otherBody = (endpoint: Endpoint, fixture: Fixture): Record<string, unknown> | undefined => {
  const body = bodyOf(endpoint, fixture);
  const said = JSON.stringify(endpoint.body.parse(body));
  return Object.keys(fieldsOf(endpoint.body))
    .flatMap((name) =>
      [...variants(body[name]), ...choicesOf(endpoint, name)].map((value) => ({ ...body, [name]: value })),
    )
    .find((other) => {
      const { success, data } = endpoint.body.safeParse(other);
      return success && JSON.stringify(data) !== said;
    });
};

const keyCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'refuses to act without an Idempotency-Key, and with one that cannot be kept',
    run: async (world) => {
      const without = await call(world, endpoint, { headers: { 'Idempotency-Key': '' } });
      await expectProblem(without, 'idempotency_key_missing', endpoint);
      const headers = { 'Idempotency-Key': 'k'.repeat(256) };
      const problem = await expectProblem(
        await call(world, endpoint, { headers }),
        'invalid_request',
        endpoint,
      );
      expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#header/Idempotency-Key']);
    },
  },
  {
    name: 'answers a repeat under the same key alike, fulfilled or refused, and refuses the key for another request',
    run: async (world) => {
      const fulfilled: CallOptions[] = [];
      for (const bookingId of endpoint.path.includes('{bookingId}') ? world.bookingIds : ['']) {
        const request = { headers: { 'Idempotency-Key': randomUUID() }, ids: { bookingId } };
        const first = await call(world, endpoint, request);
        const again = await call(world, endpoint, request);
        expect({ status: again.status, text: await textOf(again) }).toEqual({
          status: first.status,
          text: await textOf(first),
        });
        if (first.status === endpoint.status) fulfilled.push(request);
      }
      expect(fulfilled).not.toEqual([]);
      const body = otherBody(endpoint, world.own);
      expect(body === undefined).toBe(Object.keys(fieldsOf(endpoint.body)).length === 0);
      if (body === undefined) return;
      const answer = await call(world, endpoint, { ...fulfilled[0], body });
      await expectProblem(answer, 'idempotency_key_reused', endpoint);
    },
  },
];

/** The version that the thing has now, by the operation that reads it. */
const versionOf = async (world: World, endpoint: Endpoint): Promise<string> => {
  const { path, operation } = endpoint;
  const reader = endpoints.find((row) => row.path === path && row.method === 'get');
  if (reader === undefined) throw new Error(`nothing reads what ${operation} changes`);
  return (await call(world, reader, { ids: idsOf(world, endpoint) })).headers.get('etag') ?? '';
};

const versionCases = (endpoint: Endpoint): BatteryCase[] => [
  ...(endpoint.precondition === 'required'
    ? [
        {
          name: 'refuses to act without If-Match',
          run: async (world: World) => {
            const answer = await call(world, endpoint, { headers: { 'If-Match': '' } });
            const problem = await expectProblem(answer, 'precondition_required', endpoint);
            expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#header/If-Match']);
          },
        },
      ]
    : []),
  {
    name: 'acts on the version that was read, and on no other',
    run: async (world) => {
      const read = await versionOf(world, endpoint);
      for (const stale of ['"0"', '"999999"', 'W/"999999.abc"', '"abc"', 'abc']) {
        const answer = await call(world, endpoint, { headers: { 'If-Match': stale } });
        await expectProblem(answer, 'precondition_failed', endpoint);
      }
      expect(await versionOf(world, endpoint)).toBe(read);
      const headers = { 'If-Match': read };
      expect((await call(world, endpoint, { headers })).status).toBe(endpoint.status);
      const again = await call(world, endpoint, { headers });
      await expectProblem(
        again,
        endpoint.method === 'delete' ? 'not_found' : 'precondition_failed',
        endpoint,
      );
    },
  },
];

/** What follows from `idempotent` and `precondition`; these requests are fulfilled. */
export const headerCases = (endpoint: Endpoint): BatteryCase[] => [
  ...(endpoint.idempotent === true ? keyCases(endpoint) : []),
  ...(endpoint.precondition === undefined ? [] : versionCases(endpoint)),
];
