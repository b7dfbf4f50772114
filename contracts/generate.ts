import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { ErrorCode } from '#domain/errors.ts';
import type { Endpoint, Precondition } from './endpoint.ts';
import { describeOperation, securityOf } from './operation/access.ts';
import { bodyExamples } from './operation/examples.ts';
import { problemsOf } from './operation/problems.ts';
import { Problem, problems, problemType } from './problems.ts';
import { endpoints } from './registry.ts';

type Json = Record<string, unknown>;
type Direction = 'input' | 'output';

const documentPath = fileURLToPath(new URL('./openapi.json', import.meta.url));
const typesPath = fileURLToPath(new URL('./generated/api.d.ts', import.meta.url));

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Written = { zodSchema: z.core.$ZodType; jsonSchema: Json };

/** Requests with a field that is not known are refused; answers may have more fields one day. */
const closeObjects = ({ zodSchema, jsonSchema }: Written, direction: Direction): void => {
  if (direction === 'output') {
    if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
  } else if (zodSchema instanceof z.core.$ZodObject && zodSchema._zod.def.catchall === undefined)
    jsonSchema['additionalProperties'] = false;
};

/** JSON Schema 2020-12 as OpenAPI 3.1 readers expect it: examples as a list, no patterns beside a format. */
const tidy = ({ jsonSchema }: Written): void => {
  if (typeof jsonSchema['format'] === 'string') delete jsonSchema['pattern'];
  if ('example' in jsonSchema) {
    jsonSchema['examples'] = [jsonSchema['example']];
    delete jsonSchema['example'];
  }
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
};

/** Collects named schemas; one that reads differently as input and as output gets two names. */
class Components {
  private readonly byDirection: Record<Direction, Map<string, Json>> = {
    input: new Map(),
    output: new Map(),
  };

  /** JSON Schema of `schema`, its named parts moved to the components. */
  schemaOf(schema: z.ZodType, direction: Direction): Json {
    const {
      $schema: _dialect,
      $defs,
      ...root
    } = z.toJSONSchema(schema, {
      io: direction,
      target: 'draft-2020-12',
      unrepresentable: 'any',
      override: (written) => {
        closeObjects(written, direction);
        tidy(written);
      },
    }) as Json;
    for (const [name, part] of Object.entries(isObject($defs) ? $defs : {})) {
      if (isObject(part)) this.byDirection[direction].set(name, withoutId(part));
    }
    const id = schema.meta()?.id;
    if (id === undefined) return mark(root, direction);
    if (!('$ref' in root)) this.byDirection[direction].set(id, withoutId(root));
    return { $ref: `#/${direction}/${id}` };
  }

  private nameOf(id: string, direction: Direction): string {
    const { input, output } = this.byDirection;
    const differs =
      input.has(id) && output.has(id) && JSON.stringify(input.get(id)) !== JSON.stringify(output.get(id));
    return direction === 'input' && (differs || this.usesDiffering(id)) ? `${id}Input` : id;
  }

  private usesDiffering(id: string): boolean {
    const { input, output } = this.byDirection;
    if (!output.has(id)) return false;
    const used = JSON.stringify(input.get(id)).matchAll(/"#\/\$defs\/(\w+)"/g);
    return [...used].some(
      ([, name]) => name !== undefined && name !== id && this.nameOf(name, 'input') !== name,
    );
  }

  /** Replaces the directional references of a document by references to the final component names. */
  resolve(document: Json): Json {
    const schemas: Json = {};
    for (const direction of ['output', 'input'] as const) {
      for (const [id, schema] of this.byDirection[direction]) {
        schemas[this.nameOf(id, direction)] = this.rename(mark(schema, direction));
      }
    }
    const sorted = Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const resolved = this.rename(document);
    const components = isObject(resolved['components']) ? resolved['components'] : {};
    return { ...resolved, components: { ...components, schemas: sorted } };
  }

  private rename(value: Json): Json {
    const text = JSON.stringify(value).replaceAll(
      /"#\/(input|output)\/(\w+)"/g,
      (_match, direction: Direction, id: string) => `"#/components/schemas/${this.nameOf(id, direction)}"`,
    );
    return JSON.parse(text) as Json;
  }
}

const withoutId = ({ id: _id, $id: _schemaId, ...schema }: Json): Json => schema;

const mark = (schema: Json, direction: Direction): Json =>
  JSON.parse(JSON.stringify(withoutId(schema)).replaceAll('"#/$defs/', `"#/${direction}/`)) as Json;

const parametersOf = (schema: z.ZodType, place: 'path' | 'query', components: Components): Json[] => {
  const { properties, required } = components.schemaOf(schema, 'input');
  const names = Array.isArray(required) ? required : [];
  return Object.entries(isObject(properties) ? properties : {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || names.includes(name),
    schema: property,
  }));
};

const headerRef = (name: string): Json => ({ $ref: `#/components/headers/${name}` });
const commonHeaders = {
  'X-Request-Id': headerRef('RequestId'),
  'RateLimit-Limit': headerRef('RateLimitLimit'),
  'RateLimit-Remaining': headerRef('RateLimitRemaining'),
  'RateLimit-Reset': headerRef('RateLimitReset'),
};

const successOf = (endpoint: Endpoint, components: Components): Json => {
  const headers: Json = { ...commonHeaders };
  if (carriesEtag(endpoint)) headers['ETag'] = headerRef('ETag');
  if (endpoint.response.type === 'undefined') return { description: 'Done', headers };
  const example = endpoint.example?.response;
  return {
    description: endpoint.status === 201 ? 'Created' : 'OK',
    headers,
    content: {
      [endpoint.produces ?? 'application/json']: {
        schema: components.schemaOf(endpoint.response, 'output'),
        ...(example === undefined ? {} : { example }),
      },
    },
  };
};

const carriesEtag = (endpoint: Endpoint): boolean =>
  endpoint.response.type !== 'undefined' &&
  endpoint.produces !== 'text/event-stream' &&
  (endpoint.method === 'get' || endpoint.precondition === 'required');

/** Failures that read alike are written once. */
class Failures {
  readonly responses: Record<string, Json> = {};

  of(endpoint: Endpoint): Json {
    const byStatus = Map.groupBy(problemsOf(endpoint), (code) => problems[code].status);
    return Object.fromEntries(
      [...byStatus]
        .toSorted(([a], [b]) => a - b)
        .map(([status, codes]) => [String(status), this.refTo(codes)]),
    );
  }

  private refTo(codes: readonly ErrorCode[]): Json {
    const sorted = codes.toSorted();
    const name = sorted.map(pascal).join('Or');
    this.responses[name] ??= {
      description: sorted.map((code) => `\`${code}\`: ${problems[code].title}`).join('. '),
      headers: {
        'X-Request-Id': headerRef('RequestId'),
        ...(sorted.some((code) => problems[code].retryable)
          ? { 'Retry-After': headerRef('RetryAfter') }
          : {}),
      },
      content: {
        'application/problem+json': {
          schema: { allOf: [{ $ref: '#/output/Problem' }, { properties: { code: { enum: sorted } } }] },
          example: problemExample(sorted[0] ?? 'internal'),
        },
      },
    };
    return { $ref: `#/components/responses/${name}` };
  }
}

const pascal = (code: string): string =>
  code.replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const problemExample = (code: ErrorCode): Json => ({
  type: problemType(code),
  title: problems[code].title,
  status: problems[code].status,
  instance: 'req_01kaz7n0x2f8s9m4q5t6v7w8x9',
  code,
  retryable: problems[code].retryable,
});

const ifMatchRefs: Readonly<Record<Precondition, Json>> = {
  required: { $ref: '#/components/parameters/IfMatch' },
  optional: { $ref: '#/components/parameters/OptionalIfMatch' },
};

const operationOf = (endpoint: Endpoint, components: Components, failures: Failures): Json => {
  const parameters = [
    ...parametersOf(endpoint.params, 'path', components),
    ...parametersOf(endpoint.query, 'query', components),
    ...(endpoint.idempotent === true ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(endpoint.precondition === undefined ? [] : [ifMatchRefs[endpoint.precondition]]),
    ...(endpoint.method === 'get' && carriesEtag(endpoint)
      ? [{ $ref: '#/components/parameters/IfNoneMatch' }]
      : []),
  ];
  const bodyExample = endpoint.example?.body ?? bodyExamples[endpoint.operation];
  const description = describeOperation(endpoint);
  return {
    operationId: endpoint.operation,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(description === undefined ? {} : { description }),
    security: securityOf(endpoint),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(endpoint.body.type === 'undefined'
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: components.schemaOf(endpoint.body, 'input'),
                ...(bodyExample === undefined ? {} : { example: bodyExample }),
              },
            },
          },
        }),
    responses: {
      [String(endpoint.status)]: successOf(endpoint, components),
      ...(endpoint.method === 'get' && carriesEtag(endpoint)
        ? { '304': { description: 'Not modified' } }
        : {}),
      ...failures.of(endpoint),
    },
  };
};

const text = (description: string): Json => ({ description, schema: { type: 'string' } });
const count = (description: string): Json => ({ description, schema: { type: 'integer' } });

const fixedComponents: Json = {
  securitySchemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'everslot.session_token',
      description: 'Set by signing in; `__Host-` is put before the name on https.',
    },
    bearer: {
      type: 'http',
      scheme: 'bearer',
      description: 'The `set-auth-token` header of the answer to signing in.',
    },
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'evk_<id>_<secret>_<checksum>',
      description:
        'An API key of a member or of the organisation, made under Settings or by `createApiKey`. It is bound to one organisation and to the scopes it was given.',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'Chosen by the caller, unique per attempt. The same key and body give the same answer.',
      schema: {
        type: 'string',
        minLength: 1,
        maxLength: 255,
        examples: ['0b0f6f6e-6c9e-4b5e-9a39-2f9d5d5f8a51'],
      },
    },
    IfMatch: {
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The ETag of the version the change is based on.',
      schema: { type: 'string', examples: ['"3"'] },
    },
    OptionalIfMatch: {
      name: 'If-Match',
      in: 'header',
      required: false,
      description: 'Acts only on the version with this ETag; left out, on whatever is there.',
      schema: { type: 'string', examples: ['"3"'] },
    },
    IfNoneMatch: { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } },
  },
  headers: {
    RequestId: text('Names this request in logs and problems.'),
    ETag: text('Version of the answer.'),
    RetryAfter: count('Seconds to wait before trying again.'),
    RateLimitLimit: count('Requests allowed in the current window.'),
    RateLimitRemaining: count('Requests left in the current window.'),
    RateLimitReset: count('Seconds until the window starts anew.'),
  },
};

const tagOrder = [
  'Guest',
  'Bookings',
  'Sessions',
  'Contacts',
  'Links',
  'Schedules',
  'Integrations',
  'Account',
];
const methodOrder = ['get', 'post', 'put', 'patch', 'delete'];

/** Independent of the order in which modules list their exports. */
const inDocumentOrder = (rows: readonly Endpoint[]): Endpoint[] =>
  rows.toSorted(
    (a, b) =>
      tagOrder.indexOf(a.tag) - tagOrder.indexOf(b.tag) ||
      (a.path < b.path ? -1 : Number(a.path > b.path)) ||
      methodOrder.indexOf(a.method) - methodOrder.indexOf(b.method),
  );

/** The OpenAPI 3.1 document of every operation in the registry. */
export const buildDocument = (): Json => {
  const rows = inDocumentOrder(endpoints);
  const components = new Components();
  const failures = new Failures();
  components.schemaOf(Problem, 'output');
  const paths: Record<string, Json> = {};
  for (const endpoint of rows) {
    const path = (paths[`/api/v1${endpoint.path}`] ??= {});
    path[endpoint.method] = operationOf(endpoint, components, failures);
  }
  return components.resolve({
    openapi: '3.1.1',
    info: {
      title: 'Everslot API',
      version: '1.0.0',
      description:
        'Scheduling and booking. Instants are ISO 8601 in UTC, dates and times of day belong to the zone named beside them. Errors are RFC 9457 problem details with a stable `code`; unknown fields of a request body are refused.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: '/', description: 'This installation' }],
    tags: [...new Set(rows.map((row) => row.tag))].map((name) => ({ name })),
    paths,
    components: { ...fixedComponents, responses: failures.responses },
  });
};

export const renderDocument = (): string => `${JSON.stringify(buildDocument(), null, 2)}\n`;

const generatorEntry = 'openapi-typescript/dist/index.mjs';

type TypesGenerator = {
  default: (document: string, options: Json) => Promise<unknown[]>;
  astToString: (nodes: unknown[]) => string;
};

/** TypeScript types of the document, made by openapi-typescript with the compiler installed beside it. */
export const renderTypes = async (document: string): Promise<string> => {
  const require = createRequire(new URL('./generator/package.json', import.meta.url));
  const entry = pathToFileURL(require.resolve(generatorEntry)).href;
  const generator = (await import(entry)) as TypesGenerator;
  const nodes = await generator.default(document, { defaultNonNullable: false, alphabetize: false });
  return `/** Generated from contracts/openapi.json by contracts/generate.ts; do not edit. */\n${generator.astToString(nodes)}`;
};

/** What is committed, for the test that compares it with what would be generated. */
export const readCommitted = async (): Promise<{ document: string; types: string }> => ({
  document: await readFile(documentPath, 'utf8'),
  types: await readFile(typesPath, 'utf8'),
});

if (import.meta.main) {
  const document = renderDocument();
  await writeFile(documentPath, document);
  await writeFile(typesPath, await renderTypes(document));
}
