import type { BookingFact, RecordFact } from '../evidence/evidence.ts';
import { foldHistory, type Record } from '../load/history.ts';
import { byId, type Check, groupBy, iso } from './check.ts';

const claims = new Set(['book', 'hold', 'complete']);

type Story = { booked: Record[]; changes: Record[] };

/** Everything that was asked about one booking, by the id its clients were told. */
const storiesOf = (records: readonly Record[]): Map<string, Story> => {
  const stories = new Map<string, Story>();
  for (const record of records) {
    const id = record.oks[0]?.told.bookingId ?? record.op.bookingId;
    // What is given back of a payment is about that.
    if (id === undefined || id === '' || record.op.kind === 'refund') continue;
    const story = stories.get(id) ?? { booked: [], changes: [] };
    (claims.has(record.op.kind) ? story.booked : story.changes).push(record);
    stories.set(id, story);
  }
  return stories;
};

const isSure = (record: Record): boolean => record.outcome === 'ok';
const mayHaveHappened = (record: Record): boolean => record.outcome !== 'fail';

/** Starts that agree with what guests were told: the last one confirmed, or one whose outcome nobody learned after it. */
const possibleStarts = (story: Story): Set<number> => {
  const starts = new Set<number>();
  const moves = [...story.booked, ...story.changes.filter(({ op }) => op.kind === 'reschedule')];
  for (const record of moves.toSorted((a, b) => a.invokedAt - b.invokedAt)) {
    const told = record.oks[0]?.told.start ?? record.op.start;
    if (isSure(record)) starts.clear();
    if (mayHaveHappened(record) && told !== undefined) starts.add(told);
  }
  return starts;
};

const contentFaults = (booking: BookingFact, record: Record): string[] =>
  record.oks.flatMap(({ told }) => {
    const faults: string[] = [];
    if (told.code !== undefined && told.code !== booking.code)
      faults.push(`code ${told.code}, now ${booking.code}`);
    if (told.email !== undefined && told.email !== booking.guestEmail) faults.push('another guest');
    if (record.op.name !== undefined && record.op.name !== booking.guestName) faults.push('another name');
    return faults.map((fault) => `${booking.id}: a guest was told otherwise: ${fault}`);
  });

/** States that agree with what was acknowledged and what may have happened besides. */
const possibleStates = (story: Story): Set<string> => {
  const did = (kind: string, test: (record: Record) => boolean): boolean =>
    story.changes.some((record) => record.op.kind === kind && test(record));
  if (did('cancel', isSure)) return new Set(['cancelled']);
  const states = new Set<string>();
  if (did('cancel', mayHaveHappened)) states.add('cancelled');
  if (did('decline', mayHaveHappened)) states.add('declined');
  if (did('decline', isSure) && states.size === 1) return states;
  const status = story.booked.findLast((record) => isSure(record) && record.op.kind !== 'hold')?.oks[0]?.told
    .status;
  if (status === undefined)
    return new Set([
      ...states,
      'held',
      'expired',
      'confirmed',
      'completed',
      'pending_approval',
      'declined',
      'cancelled',
    ]);
  const approved = did('approve', isSure);
  if (status === 'pending_payment')
    for (const state of ['pending_payment', 'pending_approval', 'confirmed', 'completed', 'expired'])
      states.add(state);
  if (status === 'pending_approval' && !approved)
    for (const state of ['pending_approval', 'expired']) states.add(state);
  if (status !== 'pending_approval' || did('approve', mayHaveHappened))
    for (const state of ['confirmed', 'completed']) states.add(state);
  // A repeat tells the state of its own moment: what is over already was confirmed before.
  if (status !== 'pending_approval' && status !== 'confirmed') states.add(status);
  return states;
};

/** A guest who was told something finds it so for ever. */
export const acknowledged: Check = {
  name: 'acknowledged stays',
  promise:
    'every booking, move and cancellation that was answered with 2xx is still so, with the same code, guest and time',
  run: ({ history, bookings }) => {
    const records = [...foldHistory(history).values()];
    const known = byId(bookings);
    const violations: string[] = [];
    for (const [id, story] of storiesOf(records)) {
      const sure = [...story.booked, ...story.changes].filter(isSure);
      if (sure.length === 0) continue;
      const booking = known.get(id);
      if (booking === undefined) {
        violations.push(`${id} was acknowledged and does not exist`);
        continue;
      }
      for (const record of sure) violations.push(...contentFaults(booking, record));
      const starts = possibleStarts(story);
      if (starts.size > 0 && !starts.has(booking.startsAt))
        violations.push(
          `${id} is at ${iso(booking.startsAt)}; guests were told ${[...starts].map(iso).join(' or ')}`,
        );
      const states = possibleStates(story);
      if (!states.has(booking.status))
        violations.push(`${id} is ${booking.status}; guests were told ${[...states].join(' or ')}`);
    }
    return { checked: records.filter(isSure).length, violations };
  },
};

/** An address is used under one key only, so what exists for it is what exists for the key. */
export const oncePerKey: Check = {
  name: 'one booking per key',
  promise: 'repeats under one key made one booking and were told the same; a refused one made none',
  run: ({ history, bookings }) => {
    const records = [...foldHistory(history).values()];
    const live = groupBy(bookings, (booking) => booking.guestEmail);
    const violations: string[] = [];
    for (const { op, oks, outcome } of records) {
      const told = new Set(oks.map(({ told }) => `${told.bookingId} ${told.code ?? ''}`));
      if (told.size > 1) violations.push(`key ${op.key} was answered with ${[...told].join(' and ')}`);
      if (op.email === undefined) continue;
      const made = live.get(op.email) ?? [];
      if (made.length > 1)
        violations.push(`key ${op.key} made ${made.map((booking) => booking.id).join(', ')}`);
      if (outcome === 'fail' && made.length > 0)
        violations.push(`key ${op.key} was refused and made ${made[0]?.id}`);
    }
    return { checked: records.length, violations };
  },
};

const recordFaults = (record: Record, recorded: RecordFact | undefined): string[] => {
  const { op, oks, fails, outcome } = record;
  const told = oks[0]?.told.bookingId;
  if (outcome === 'ok')
    return recorded?.refusal === null && recorded.subjectId === told
      ? []
      : // A hold that had ended already is given back without a change.
        recorded === undefined && op.kind === 'release'
        ? []
        : [
            `key ${op.key} was answered with ${told} and recorded as ${recorded?.refusal ?? recorded?.subjectId ?? 'nothing'}`,
          ];
  if (outcome === 'fail' && recorded !== undefined && recorded.refusal !== fails[0]?.code)
    return [
      `key ${op.key} was refused with ${fails[0]?.code} and recorded as ${recorded.refusal ?? recorded.subjectId}`,
    ];
  return [];
};

/** What stands under a key is what its client was told, and nothing else. */
export const oneSubjectPerKey: Check = {
  name: 'one subject per key',
  promise:
    'under each key one outcome is recorded, about one booking or payment that exists, and it is what the client was told',
  run: ({ history, bookings, payments, records }) => {
    const known = new Set([...bookings, ...payments].map(({ id }) => id));
    const perKey = groupBy(records, ({ tenantId, keyHash }) => `${tenantId} ${keyHash}`);
    const byHash = new Map(records.map((record) => [record.keyHash, record]));
    const asked = [...foldHistory(history).values()];
    return {
      checked: records.length + asked.length,
      violations: [
        ...[...perKey].flatMap(([key, same]) =>
          same.length > 1
            ? [
                `key ${key} stands for ${same
                  .map(({ subjectId }) => subjectId ?? 'nothing')
                  .toSorted()
                  .join(' and ')}`,
              ]
            : [],
        ),
        ...records
          .filter(({ refusal, subjectId }) => refusal === null && !known.has(subjectId ?? ''))
          .map(
            ({ operation, subjectId }) => `${operation} is recorded about ${subjectId}, which is not there`,
          ),
        ...asked.flatMap((record) => recordFaults(record, byHash.get(record.op.keyHash))),
      ],
    };
  },
};

/** Parts without which nobody can be answered. */
const answering = new Set(['api', 'api-2', 'postgres']);
/** Around an outage: connections that still break, a database that still recovers. */
const marginMs = 5_000;

/** Temporal, workers and vendors may be down: a command is answered all the same. */
export const alwaysAnswered: Check = {
  name: 'always answered',
  promise:
    'while API and database are up every command is answered with an outcome, also when Temporal, workers and vendors are down',
  run: ({ history, outages }) => {
    const excused = outages.filter(({ part }) => answering.has(part));
    const others = outages.filter(({ part }) => !answering.has(part));
    const meets = (list: typeof outages, from: number, until: number, margin: number): boolean =>
      list.some((outage) => from < outage.until + margin && until > outage.from - margin);
    const settled = history.filter(({ phase }) => phase === 'ok' || phase === 'fail');
    return {
      checked: settled.filter(({ at }) => meets(others, at, at, 0)).length,
      violations: history.flatMap((entry) =>
        entry.phase === 'unknown' && !meets(excused, entry.at - entry.ms, entry.at, marginMs)
          ? [`operation ${entry.id} got ${entry.why} at ${iso(entry.at)} after ${entry.ms} ms`]
          : [],
      ),
    };
  },
};
