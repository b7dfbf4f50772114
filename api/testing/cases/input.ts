import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import { newId } from '#db/new-id.ts';
import { type IdKind, idPrefixes } from '#domain/ids.ts';
import {
  type BatteryCase,
  bodyOf,
  type CallOptions,
  call,
  expectProblem,
  fieldsOf,
  queryOf,
  takesBody,
  type World,
} from '../battery.ts';

const idKinds = Object.keys(idPrefixes) as IdKind[];

/** Refused with the code, and the fields that it names. */
const namedBy = async (
  world: World,
  endpoint: Endpoint,
  options: CallOptions,
  code = 'invalid_request',
): Promise<string[]> => {
  const problem = await expectProblem(await call(world, endpoint, options), code, endpoint);
  return (problem.errors ?? []).map(({ pointer }) => pointer);
};

const formCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'refuses a body that is not JSON',
    run: async (world) => {
      await expectProblem(await call(world, endpoint, { body: '{"a":' }), 'malformed_request', endpoint);
    },
  },
  {
    name: 'refuses a body of another type',
    run: async (world) => {
      const answer = await call(world, endpoint, { headers: { 'Content-Type': 'text/plain' } });
      await expectProblem(answer, 'unsupported_media_type', endpoint);
    },
  },
  {
    name: 'names a field it does not know',
    run: async (world) => {
      const body = { ...bodyOf(endpoint, world.own), surprise: 1 };
      expect(await namedBy(world, endpoint, { body })).toEqual(['/surprise']);
    },
  },
  {
    name: 'refuses a body that is not an object',
    run: async (world) => {
      expect(await namedBy(world, endpoint, { body: [] })).not.toEqual([]);
    },
  },
];

/** What a PATCH without a field would change is nothing: told, not taken for done or left to the database to refuse. */
const changeCases = (endpoint: Endpoint): BatteryCase[] =>
  endpoint.method === 'patch'
    ? [
        {
          name: 'refuses a change that names no field',
          run: async (world) => {
            expect(await namedBy(world, endpoint, { body: {} })).not.toEqual([]);
          },
        },
      ]
    : [];

const wrong = { wrong: { wrong: true } };

const bodyFieldCases = (endpoint: Endpoint): BatteryCase[] =>
  Object.entries(fieldsOf(endpoint.body)).flatMap(([field, schema]) => {
    const names = (pointers: string[]) =>
      expect(pointers.some((pointer) => pointer === `/${field}` || pointer.startsWith(`/${field}/`))).toBe(
        true,
      );
    const mistyped: BatteryCase = {
      name: `names ${field} when it has the wrong type`,
      run: async (world) => {
        const body = { ...bodyOf(endpoint, world.own), [field]: wrong };
        names(await namedBy(world, endpoint, { body }));
      },
    };
    const missing: BatteryCase = {
      name: `names ${field} when it is missing`,
      run: async (world) => {
        const { [field]: _left, ...body } = bodyOf(endpoint, world.own);
        names(await namedBy(world, endpoint, { body }));
      },
    };
    return [
      ...(schema.safeParse(wrong).success ? [] : [mistyped]),
      ...(schema.safeParse(undefined).success ? [] : [missing]),
    ];
  });

const nonsense = ['', 'nonsense', 'x'.repeat(2_500)];

const queryFieldCases = (endpoint: Endpoint): BatteryCase[] =>
  Object.entries(fieldsOf(endpoint.query)).map(([field, schema]) => ({
    name: `names the parameter ${field} when it is wrong, missing or given twice`,
    run: async (world) => {
      const { [field]: value = 'x', ...others } = queryOf(endpoint);
      for (const bad of nonsense.filter((text) => !schema.safeParse(text).success))
        expect(await namedBy(world, endpoint, { query: { ...others, [field]: bad } })).toContain(
          `#query/${field}`,
        );
      if (!schema.safeParse(undefined).success)
        expect(await namedBy(world, endpoint, { query: others })).toContain(`#query/${field}`);
      const twice = new URLSearchParams([
        ...Object.entries(others),
        [field, value],
        [field, value],
      ]).toString();
      expect(await namedBy(world, endpoint, { query: twice })).toEqual([`#query/${field}`]);
    },
  }));

/** What nobody has and yet fits: a name that is free or an id of some kind; none where only certain words fit. */
const unknownOf = (schema: z.ZodType): string | undefined =>
  [`nobody-${randomUUID()}`, ...idKinds.map(newId)].find((text) => schema.safeParse(text).success);

const unknownIds = (endpoint: Endpoint): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fieldsOf(endpoint.params)).flatMap(([name, schema]) => {
      const id = unknownOf(schema);
      return id === undefined ? [] : [[name, id]];
    }),
  );

const pathCases = (endpoint: Endpoint): BatteryCase[] => {
  const malformed = Object.entries(fieldsOf(endpoint.params)).filter(
    ([, schema]) => !schema.safeParse('nonsense').success,
  );
  const unknown: BatteryCase = {
    name: 'answers 404 for what nobody has',
    run: async (world) => {
      const answer = await call(world, endpoint, { ids: unknownIds(endpoint) });
      await expectProblem(answer, 'not_found', endpoint);
    },
  };
  return [
    ...malformed.map(([name]) => ({
      name: `answers 404 and names ${name} of the path when it is malformed`,
      run: async (world: World) => {
        for (const bad of ['nonsense', 'bkg_wrong', '0', '..%2f', 'a\0b', 'x'.repeat(500)]) {
          const named = await namedBy(world, endpoint, { ids: { [name]: bad } }, 'not_found');
          expect(named).toEqual([`#path/${name}`]);
        }
      },
    })),
    ...(Object.keys(unknownIds(endpoint)).length > 0 ? [unknown] : []),
  ];
};

/** What is refused of a request, from the schemas of its body, query and path. */
export const inputCases = (endpoint: Endpoint): BatteryCase[] => [
  ...(takesBody(endpoint)
    ? [...formCases(endpoint), ...changeCases(endpoint), ...bodyFieldCases(endpoint)]
    : []),
  ...queryFieldCases(endpoint),
  ...pathCases(endpoint),
];
