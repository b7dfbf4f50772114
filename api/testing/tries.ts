import type { Endpoint } from '#contracts/endpoint.ts';
import { endpoints } from '#contracts/registry.ts';
import type { MemberRole } from '#domain/member/types.ts';
import {
  bodyOf,
  type CallOptions,
  call,
  fieldsOf,
  idsOf,
  isStream,
  queryOf,
  takesBody,
  tokenFor,
  type World,
} from './battery.ts';
import type { SignedIn } from './harness.ts';

/** Numbers from a seed: the same ones each time. Source: mulberry32. */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type Foreign = {
  /** What stands in the place of the parameters of a path. */
  ids: Readonly<Record<string, string>>;
  /** Whatever else is stored of the other tenant: asked for in paths and queries. */
  texts: readonly string[];
  /** What is sent in bodies as well, where it may be kept and is then the caller's own. */
  kept: readonly string[];
  /** Keys under which the other tenant has sent requests. */
  requestKeys: readonly string[];
};

type Dice = { chance: (of: number) => boolean; pick: <Item>(items: readonly Item[]) => Item };

const diceOf = (seed: number): Dice => {
  const random = randomOf(seed);
  return {
    chance: (of) => random() < of,
    pick: (items) => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
  };
};

const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

const foreignText = (dice: Dice, { ids, texts }: Foreign): string => {
  const text = dice.pick(dice.chance(0.5) ? Object.values(ids) : texts);
  return dice.chance(0.2) ? cursorOf(text) : text;
};

const bodyWith = (dice: Dice, foreign: Foreign, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => bodyWith(dice, foreign, item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, bodyWith(dice, foreign, part)]),
    );
  return typeof value === 'string' && dice.chance(0.4) ? dice.pick(foreign.kept) : value;
};

/** Public names lead to what everybody may see, the other tenant's as well: of those, the caller's own are asked for. */
const isPublicName = ({ access }: Endpoint, name: string): boolean =>
  access.kind === 'public' && name === 'username';

const idsWith = (dice: Dice, world: World, endpoint: Endpoint, foreign: Foreign): Record<string, string> => {
  const own = idsOf(world, endpoint);
  return Object.fromEntries(
    Object.keys(fieldsOf(endpoint.params)).map((name) => {
      if (name === 'token') {
        const { tenantId } = world.foreign.tenant;
        const { bookingId, guestRequestId } = world.foreign;
        const token = tokenFor(world, endpoint, dice.pick([{ tenantId }, { bookingId, guestRequestId }]));
        return [name, token];
      }
      if (isPublicName(endpoint, name) || dice.chance(0.2)) return [name, own[name] ?? 'x'];
      const same = foreign.ids[`${endpoint.operation}.${name}`] ?? foreign.ids[name] ?? 'x';
      return [name, dice.chance(0.8) ? same : foreignText(dice, foreign)];
    }),
  );
};

const queryWith = (dice: Dice, endpoint: Endpoint, foreign: Foreign): Record<string, string> => {
  const given = Object.keys(fieldsOf(endpoint.query)).flatMap((name) => {
    if (!dice.chance(0.5)) return [];
    const text = foreignText(dice, foreign);
    return [[name, name === 'cursor' ? cursorOf(text) : text] as const];
  });
  return { ...queryOf(endpoint), ...Object.fromEntries(given) };
};

export type Callers = Readonly<Record<MemberRole | 'memberKey' | 'tenantKey' | 'changedKey', SignedIn>>;

export type Try = { endpoint: Endpoint; caller: string; options: CallOptions };

const tried = endpoints.filter((endpoint) => !isStream(endpoint));

/** The nth try: an operation in turn, by somebody, with something of the other tenant's wherever something can be put. */
export const tryOf = (n: number, world: World, callers: Callers, foreign: Foreign): Try => {
  const dice = diceOf(n);
  const endpoint = tried[n % tried.length];
  if (endpoint === undefined) throw new Error('there are no operations');
  const caller = dice.pick(Object.keys(callers) as (keyof Callers)[]);
  const body = takesBody(endpoint) ? bodyWith(dice, foreign, bodyOf(endpoint, world.own)) : undefined;
  const headers = {
    ...(dice.chance(0.2) ? { 'Everslot-Tenant': world.foreign.tenant.tenantId } : {}),
    ...(endpoint.idempotent === true && dice.chance(0.3)
      ? { 'Idempotency-Key': dice.pick(foreign.requestKeys) }
      : {}),
  };
  const options: CallOptions = {
    as: endpoint.access.kind === 'member' ? callers[caller] : undefined,
    ids: idsWith(dice, world, endpoint, foreign),
    query: queryWith(dice, endpoint, foreign),
    headers,
    body,
  };
  return { endpoint, caller, options };
};

/** Everything of an answer that its caller reads, without the id that names this request. */
const readable = async (answer: Response): Promise<string> => {
  const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
  return JSON.stringify(headers) + (await answer.text());
};

/** What of the other tenant's an answer shows that its caller has not sent. */
export const leaksOf = async (
  world: World,
  { endpoint, options }: Try,
  canaries: readonly string[],
): Promise<{ status: number; leaks: string[] }> => {
  const answer = await call(world, endpoint, options);
  const text = await readable(answer);
  const shown = canaries.filter((canary) => text.includes(canary));
  if (shown.length === 0) return { status: answer.status, leaks: [] };
  const sent = JSON.stringify([options.ids, options.query, options.body, options.headers]);
  const words = sent.match(/[\w-]{16,}/g) ?? [];
  const known = [sent, ...words.map((word) => Buffer.from(word, 'base64url').toString())];
  const isSent = (canary: string) => known.some((text) => text.includes(canary));
  return { status: answer.status, leaks: shown.filter((canary) => !isSent(canary)) };
};
