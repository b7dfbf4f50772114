import { createHash } from 'node:crypto';
import type { EmulatorContext } from './api.ts';
import { toErrorResponse, VendorError } from './errors.ts';
import type { IdempotencyRecord, Owner } from './model.ts';

/** What an emulator remembers of keys. */
type World = {
  state: { idempotency: Record<string, IdempotencyRecord>; settings: { storedFailures: number } };
  now(): number;
  touch(): void;
};

const keptMs = 24 * 3_600_000;
const refusals: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 429]);

const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Two orders of the same parameters are one request. */
const hashOf = (c: EmulatorContext, body: string): string => {
  const fields = new URLSearchParams(body);
  fields.sort();
  return sha256(`${c.req.path}?${fields.toString()}`);
};

/**
 * One key and content: one effect and one answer for a day, failures of the vendor's included. Other content under the key
 * is an error, and so is a request that overtakes its own first attempt; a refused request leaves the key free.
 */
export async function idempotently(
  world: World,
  c: EmulatorContext,
  owner: Owner,
  perform: () => Promise<Response> | Response,
): Promise<Response> {
  const key = c.req.header('idempotency-key');
  if (key === undefined) {
    await c.get('gate')();
    return answerOf(world, perform);
  }
  if (key.length > 255)
    throw new VendorError(400, 'Idempotency keys are at most 255 characters.', { type: 'idempotency_error' });
  const name = `${owner.account}|${owner.livemode}|${key}`;
  const hash = hashOf(c, await c.req.text());
  const earlier = findRecord(world, name);
  if (earlier !== undefined) return replay(earlier, hash, key);
  const record: IdempotencyRecord = { hash, at: world.now(), isUnderWay: true, status: 0, body: '' };
  world.state.idempotency[name] = record;
  try {
    await c.get('gate')();
    const response = await answerOf(world, perform);
    if (refusals.has(response.status)) delete world.state.idempotency[name];
    else
      Object.assign(record, {
        isUnderWay: false,
        status: response.status,
        body: await response.clone().text(),
      });
    world.touch();
    response.headers.set('idempotency-key', key);
    return response;
  } catch (error) {
    delete world.state.idempotency[name];
    throw error;
  }
}

async function answerOf(world: World, perform: () => Promise<Response> | Response): Promise<Response> {
  if (world.state.settings.storedFailures > 0) {
    world.state.settings.storedFailures -= 1;
    return toErrorResponse(new VendorError(500, 'Something went wrong, and it is kept (injected).'));
  }
  try {
    return await perform();
  } catch (error) {
    if (error instanceof VendorError) return toErrorResponse(error);
    throw error;
  }
}

function findRecord(world: World, name: string): IdempotencyRecord | undefined {
  const records = world.state.idempotency;
  const record = Object.hasOwn(records, name) ? records[name] : undefined;
  if (record === undefined || record.isUnderWay || world.now() - record.at < keptMs) return record;
  delete records[name];
  return undefined;
}

function replay(earlier: IdempotencyRecord, hash: string, key: string): Response {
  if (earlier.hash !== hash)
    throw new VendorError(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with.`,
      { type: 'idempotency_error' },
    );
  if (earlier.isUnderWay)
    throw new VendorError(409, 'There is another in-progress request using this Idempotency Key.', {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
    });
  return new Response(earlier.body, {
    status: earlier.status,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      'idempotent-replayed': 'true',
    },
  });
}
