import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { unknownFields } from '#api/request-fields.ts';
import { buildDocument, readCommitted, renderDocument, renderTypes } from './generate.ts';
import { bodyExamples } from './operation/examples.ts';
import { endpoints } from './registry.ts';

type Operation = {
  operationId: string;
  description?: string;
  parameters?: { $ref?: string }[];
  responses: Record<string, unknown>;
  security: unknown[];
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

/** The value with an unknown field, once in each of its objects whose fields have names of ours. */
const withStranger = (value: unknown): unknown[] => {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) =>
      withStranger(item).map((other) => value.toSpliced(index, 1, other)),
    );
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value)
    .filter(([name]) => name !== 'answers')
    .flatMap(([name, part]) => withStranger(part).map((other) => ({ ...value, [name]: other })));
  return [{ ...value, stranger: 1 }, ...inside];
};

const document = buildDocument() as Document;

describe('the OpenAPI document', () => {
  it('is committed exactly as the contracts generate it, and so are its types', async () => {
    const committed = await readCommitted();
    expect(committed.document).toBe(renderDocument());
    expect(committed.types).toBe(await renderTypes(committed.document));
  });

  it('is valid OpenAPI 3.1 and every reference in it resolves', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it('has one operation for each contract row, with a documented answer to every failure', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(
      endpoints.map((endpoint) => endpoint.operation).toSorted(),
    );
    for (const operation of operations) {
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['429', '500', '503']));
    }
  });

  it('asks for a sign-in or a key with the permission of the row exactly where the row does, and says who has it', () => {
    for (const { access, method, path } of endpoints) {
      const operation = document.paths[`/api/v1${path}`]?.[method];
      if (access.kind === 'member') {
        const { permission, keys } = access;
        const byKey = keys === undefined ? [] : [{ apiKey: [permission] }];
        expect(operation?.security).toEqual([{ session: [permission] }, { bearer: [permission] }, ...byKey]);
        expect(operation?.description).toContain(`\`${permission}\``);
        expect(operation?.description).toContain('owner');
      } else
        expect(operation?.security).toEqual(
          access.kind === 'operator' ? [{ session: [] }, { bearer: [] }] : [],
        );
      if (access.kind === 'capability')
        for (const purpose of access.purposes) expect(operation?.description).toContain(`\`${purpose}\``);
    }
  });

  it('has the headers and refusals that follow from how an operation is called', () => {
    for (const endpoint of endpoints) {
      const operation = document.paths[`/api/v1${endpoint.path}`]?.[endpoint.method];
      const parameters = (operation?.parameters ?? []).map(({ $ref }) => $ref?.split('/').at(-1));
      const statuses = Object.keys(operation?.responses ?? {});
      expect(parameters.includes('IdempotencyKey')).toBe(endpoint.idempotent === true);
      expect(parameters.includes('IfMatch')).toBe(endpoint.precondition === 'required');
      expect(parameters.includes('OptionalIfMatch')).toBe(endpoint.precondition === 'optional');
      expect(statuses.includes('428')).toBe(endpoint.precondition === 'required');
      expect(statuses.includes('412')).toBe(endpoint.precondition !== undefined);
      const asks = endpoint.problems.some((code) => code === 'unauthenticated');
      expect(statuses.includes('401')).toBe(['member', 'operator'].includes(endpoint.access.kind) || asks);
    }
  });

  it('carries schemas that a JSON Schema 2020-12 validator accepts', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'openapi', ...document });
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `openapi#/components/schemas/${name}` })).not.toThrow();
    }
  });

  it('closes every object of a request as the server does, and no answer', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'openapi', ...document });
    for (const { operation, body, method, path } of endpoints) {
      if (body.type === 'undefined') continue;
      const example = bodyExamples[operation];
      const pointer = `/api/v1${path}`.replaceAll('/', '~1');
      const isDescribed = ajv.compile({
        $ref: `openapi#/paths/${encodeURIComponent(pointer)}/${method}/requestBody/content/application~1json/schema`,
      });
      const isTaken = (value: unknown): boolean =>
        body.safeParse(value).success && unknownFields(body, value).length === 0;
      expect([isDescribed(example), isTaken(example)], operation).toEqual([true, true]);
      for (const stranger of withStranger(example))
        expect(
          [isDescribed(stranger), isTaken(stranger)],
          `${operation} ${JSON.stringify(stranger)}`,
        ).toEqual([false, false]);
    }
    expect(JSON.stringify(document.components.schemas['GuestBooking'])).not.toContain('additionalProperties');
  });

  it('says of every PATCH that it needs a field, as the server does', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'openapi', ...document });
    for (const { operation, method, path } of endpoints.filter((each) => each.method === 'patch')) {
      const pointer = encodeURIComponent(`/api/v1${path}`.replaceAll('/', '~1'));
      const $ref = `openapi#/paths/${pointer}/${method}/requestBody/content/application~1json/schema`;
      expect(ajv.compile({ $ref })({}), operation).toBe(false);
    }
  });

  it('has patterns that every tool can read: no classes of Unicode, no looking around, no escapes of one dialect', () => {
    const patterns = [...renderDocument().matchAll(/"pattern": ("(?:[^"\\\\]|\\\\.)*")/g)].map(
      ([, text = '']) => String(JSON.parse(text)),
    );
    expect(patterns.length).toBeGreaterThan(10);
    expect(patterns.filter((pattern) => /\\[pPuUkbB1-9]|\(\?[=!<]/.test(pattern))).toEqual([]);
  });

  it('keeps input and output apart where defaults make them differ', () => {
    const { schemas } = document.components;
    expect(schemas['QuestionInput']).toMatchObject({ required: ['id', 'label', 'kind'] });
    expect(schemas['Question']).toMatchObject({ required: ['id', 'label', 'kind', 'required'] });
  });

  it('shows an example of every request body, and each one is valid', () => {
    const withBody = endpoints.filter((endpoint) => endpoint.body.type !== 'undefined');
    for (const { operation, body } of withBody) {
      expect(bodyExamples, operation).toHaveProperty(operation);
      expect(body.safeParse(bodyExamples[operation]).error?.issues ?? [], operation).toEqual([]);
    }
    expect(Object.keys(bodyExamples).toSorted()).toEqual(
      withBody.map(({ operation }) => operation).toSorted(),
    );
  });
});
