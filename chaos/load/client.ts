import { setTimeout as delay } from 'node:timers/promises';
import { hashOf } from '#services/idempotency.ts';
import { type Answer, type Call, numberAt, send, textAt } from '../http.ts';
import type { Random } from '../random.ts';
import type { History, Operation, Told } from './history.ts';

export type Outcome =
  | { kind: 'ok'; body: unknown; told: Told }
  | { kind: 'fail'; status: number; code: string }
  | { kind: 'unknown' };

export type Counters = {
  requests: number;
  ok: number;
  unknown: number;
  refusals: Map<string, number>;
  latencies: number[];
};
export const newCounters = (): Counters => ({
  requests: 0,
  ok: 0,
  unknown: 0,
  refusals: new Map(),
  latencies: [],
});

/** How long a client goes on asking under the same key before it leaves the outcome open. */
const patienceMs = 75_000;
const timeoutMs = 12_000;

const toldOf = (body: unknown, op: Operation): Told => {
  const source = textAt(body, 'booking', 'bookingId') === undefined ? [] : ['booking'];
  const start = Date.parse(textAt(body, ...source, 'start') ?? '');
  const code = textAt(body, ...source, 'code');
  const status = textAt(body, ...source, 'status');
  const email = textAt(body, ...source, 'guest', 'email');
  const revision = numberAt(body, ...source, 'revision');
  return {
    bookingId: textAt(body, ...source, 'bookingId') ?? textAt(body, 'id') ?? op.bookingId ?? '',
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(Number.isNaN(start) ? {} : { start }),
    ...(email === undefined ? {} : { email }),
    ...(revision === undefined ? {} : { revision }),
  };
};

/** An answer that says how the request ended, as opposed to one that asks to try again. */
const settles = (answer: Answer): boolean =>
  answer.kind === 'answer' && answer.status < 500 && answer.status !== 429;

/** A call of an operation as the API's contract names it, with the parameters of its path. */
export type Command = Call & {
  operation: string;
  params: Readonly<Record<string, string>>;
  /** The member who gives it; left out for a guest. */
  memberId?: string;
};

export type Client = {
  /** Asks until there is an answer, always under the operation's key; records all of it. */
  perform(op: Omit<Operation, 'id' | 'keyHash'>, command: Command): Promise<Outcome>;
};

export function createClient(deps: {
  /** Each request goes to one of them. */
  baseUrls: readonly string[];
  history: History;
  counters: Counters;
  nextId: () => number;
  random: Random;
  /** Told of every answer that did what was asked. */
  onDone?: () => void;
}): Client {
  const { history, counters, random, onDone = () => undefined } = deps;
  const ask = (op: Operation, command: Command): Promise<Answer> =>
    send(random.pick(deps.baseUrls), { timeoutMs, ...command, key: op.key });

  const attempt = async (op: Operation, call: Command): Promise<Outcome | null> => {
    counters.requests += 1;
    const answer = await ask(op, call);
    const { ms } = answer;
    if (answer.kind === 'silence' || !settles(answer)) {
      counters.unknown += 1;
      const why =
        answer.kind === 'silence' ? answer.why : `${answer.status} ${textAt(answer.body, 'code') ?? ''}`;
      history.append({ phase: 'unknown', id: op.id, why, ms });
      return null;
    }
    if (answer.status < 300) {
      onDone();
      counters.ok += 1;
      counters.latencies.push(ms);
      return { kind: 'ok', body: answer.body, told: toldOf(answer.body, op) };
    }
    const code = textAt(answer.body, 'code') ?? 'none';
    counters.refusals.set(code, (counters.refusals.get(code) ?? 0) + 1);
    history.append({ phase: 'fail', id: op.id, status: answer.status, code, ms });
    return { kind: 'fail', status: answer.status, code };
  };

  const repeat = async (op: Operation, call: Command): Promise<void> => {
    const answer = await ask(op, call);
    if (answer.kind === 'silence' || !settles(answer)) return;
    const { ms } = answer;
    if (answer.status < 300)
      history.append({ phase: 'repeat', id: op.id, told: toldOf(answer.body, op), ms });
    else
      history.append({
        phase: 'fail',
        id: op.id,
        status: answer.status,
        code: textAt(answer.body, 'code') ?? '',
        ms,
      });
  };

  return {
    async perform(draft, call) {
      const { operation, params, memberId = 'guest' } = call;
      const keyHash = hashOf([operation, memberId, params, draft.key]);
      const op: Operation = { id: deps.nextId(), keyHash, ...draft };
      history.append({ phase: 'invoke', op });
      const deadline = Date.now() + patienceMs;
      const twin = random.chance(0.04) ? repeat(op, call) : Promise.resolve();
      for (let wait = 250; ; wait = Math.min(wait * 2, 2_000)) {
        const outcome = await attempt(op, call);
        if (outcome !== null) {
          await twin;
          if (outcome.kind === 'ok') {
            history.append({ phase: 'ok', id: op.id, told: outcome.told, ms: 0 });
            if (random.chance(0.15)) await repeat(op, call);
          }
          return outcome;
        }
        if (Date.now() > deadline) {
          await twin;
          return { kind: 'unknown' };
        }
        await delay(wait / 2 + random.below(wait / 2));
      }
    },
  };
}
