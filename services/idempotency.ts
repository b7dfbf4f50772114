import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { isRefusedBy, sendAhead, type Transaction } from '#db/client.ts';
import { prepared } from '#db/prepared.ts';
import { idempotencyRecords } from '#db/schema/idempotency.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError, type ErrorCode, type FieldError } from '#domain/errors.ts';
import type { Price } from '#domain/payment/types.ts';
import type { IdempotentRequest, ServiceContext } from './context.ts';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
};

/** SHA-256 of a JSON value, independent of the order of its keys. */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex');

/** Why a command does nothing. Recorded under its key, so that a repeat is refused alike. */
export type Refusal = {
  code: ErrorCode;
  detail: string;
  errors?: readonly FieldError[];
  /** When another look is worth it. */
  retryAfterSeconds?: number;
  /** Rules of a link that its host would have to set aside. */
  rules?: readonly string[];
  /** What it costs by now; null: nothing. */
  price?: Price | null;
};

export const refuse = (code: ErrorCode, detail: string): { refusal: Refusal } => ({
  refusal: { code, detail },
});

export const toAppError = ({
  code,
  detail,
  errors = [],
  retryAfterSeconds,
  rules,
  price,
}: Refusal): AppError =>
  new AppError(code, detail, {
    errors,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    extra: {
      ...(rules === undefined ? {} : { rules }),
      ...(price === undefined ? {} : { price }),
    },
  });

type Done<Answer> =
  | {
      subjectId: string;
      /** What was asked of the transaction last need not be waited for: the commit is sent behind it. */
      answer: Answer | Promise<Answer>;
    }
  | { refusal: Refusal; subjectId?: string };

export type Command<Answer> = {
  /** Everything the command does. A refusal it returns has written nothing; an error it throws undoes everything. */
  run: (tx: Transaction) => Promise<Done<Answer>>;
  /** The answer to a repeat, from what the first request made or changed. */
  replay: (tx: Transaction, subjectId: string) => Promise<Answer>;
};

/** The same key stands for the same request: the record is found by the primary key's refusal, not looked for first. */
const isRepeat = (error: unknown): boolean => isRefusedBy(error, 'idempotency_records_pkey');

/** A refusal need not survive a crash of the database: its repeat is decided anew. */
const withoutDisk = sql`set_config('synchronous_commit', 'off', true)`;

const insertRecord = prepared<{ row: typeof idempotencyRecords.$inferInsert }>()((tx, { row }) =>
  tx
    .insert(idempotencyRecords)
    .values(row)
    .returning({ commit: row.refusal === null ? sql`null` : withoutDisk }),
);

const record = (
  tx: Transaction,
  ctx: ServiceContext,
  request: IdempotentRequest,
  done: Done<unknown>,
): void => {
  const refusal = 'refusal' in done ? done.refusal : null;
  const { tenantId } = ctx;
  const row = { tenantId, ...request, subjectId: done.subjectId ?? null, refusal, createdAt: ctx.now() };
  sendAhead(tx, insertRecord(tx, { row }));
};

/**
 * Records the same refusal under many keys at once, those of commands that need not run to know it. Answers under which:
 * a key that has been used before is left as it is.
 */
export const recordRefusals = async (
  tx: Transaction,
  { tenantId, now }: { tenantId: string; now: number },
  requests: readonly IdempotentRequest[],
  refusal: Refusal,
): Promise<ReadonlySet<string>> => {
  if (requests.length === 0) return new Set();
  const rows = await tx
    .insert(idempotencyRecords)
    .values(requests.map((request) => ({ tenantId, ...request, refusal, createdAt: now })))
    .onConflictDoNothing()
    .returning({ keyHash: idempotencyRecords.keyHash, commit: withoutDisk });
  return new Set(rows.map(({ keyHash }) => keyHash));
};

type Recorded = typeof idempotencyRecords.$inferSelect;

const findRecord = async (
  tx: Transaction,
  ctx: ServiceContext,
  request: IdempotentRequest,
): Promise<Recorded | undefined> => {
  const [found] = await tx
    .select()
    .from(idempotencyRecords)
    .where(
      and(eq(idempotencyRecords.tenantId, ctx.tenantId), eq(idempotencyRecords.keyHash, request.keyHash)),
    );
  if (found !== undefined && found.requestHash !== request.requestHash)
    throw new AppError('idempotency_key_reused', 'Use a new key for a new request.', {
      errors: [{ pointer: '#header/Idempotency-Key', message: 'was used before with a different request' }],
    });
  return found;
};

/** Answers as the first request under the key was answered, or undefined when there was none. */
const replayed = async <Answer>(
  ctx: ServiceContext,
  request: IdempotentRequest,
  command: Command<Answer>,
): Promise<{ answer: Answer } | undefined> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const found = await findRecord(tx, ctx, request);
    if (found === undefined) return undefined;
    if (found.refusal !== null) throw toAppError(found.refusal);
    return { answer: await command.replay(tx, found.subjectId ?? '') };
  });

/**
 * Runs a command in one transaction and, when the caller sent an Idempotency-Key, records its outcome there: a repeat with
 * the same request is answered alike and does nothing, also while the first one still runs; another request under the
 * key is `idempotency_key_reused`. Throws refusals as AppError.
 */
export const inCommand = async <Answer>(ctx: ServiceContext, command: Command<Answer>): Promise<Answer> => {
  const { request } = ctx;
  let done: Done<Answer>;
  try {
    done = await withTenant(ctx.db, ctx.tenantId, async (tx) => {
      const outcome = await command.run(tx);
      if (request !== undefined) record(tx, ctx, request, outcome);
      // Why it failed is what the transaction fails with.
      if ('answer' in outcome) Promise.resolve(outcome.answer).catch(() => undefined);
      return outcome;
    });
  } catch (error) {
    if (request === undefined || !(isRepeat(error) || error instanceof AppError)) throw error;
    const first = await replayed(ctx, request, command);
    if (first === undefined) throw error;
    return first.answer;
  }
  if ('refusal' in done) throw toAppError(done.refusal);
  return await done.answer;
};
