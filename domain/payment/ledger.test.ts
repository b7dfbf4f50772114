import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addLines, type LedgerLine, linesAdded, type MoneySeen, reservedAfter, type Sums } from './ledger.ts';

const nothing: Sums = { capturedMinor: 0, refundedMinor: 0, lostMinor: 0, keptMinor: 0 };

type RefundPath = readonly MoneySeen['refunds'][number]['state'][];
type DisputePath = readonly MoneySeen['disputes'][number]['state'][];

const refundPaths: readonly RefundPath[] = [
  ['pending', 'succeeded'],
  ['succeeded'],
  ['pending', 'failed'],
  ['pending', 'succeeded', 'failed'],
  ['pending', 'cancelled'],
];
const disputePaths: readonly DisputePath[] = [['open'], ['open', 'won'], ['open', 'lost']];

/** What the vendor says at each moment of a payment's life, the first one first. */
const someLife = fc
  .record({
    captured: fc.integer({ min: 100, max: 10_000 }),
    shares: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    paths: fc.array(fc.constantFrom(...refundPaths), { minLength: 3, maxLength: 3 }),
    dispute: fc.option(fc.constantFrom(...disputePaths)),
  })
  .map(({ captured, shares, paths, dispute }): MoneySeen[] => {
    const refunds = shares.map((share, index) => ({
      refundId: `re_${index}`,
      amountMinor: Math.max(1, Math.floor((captured * share) / 200)),
      path: paths[index] ?? ['succeeded'],
    }));
    const rest = captured - refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const steps = Math.max(1, ...refunds.map(({ path }) => path.length), dispute?.length ?? 0);
    const at = (step: number): MoneySeen => ({
      reservation: null,
      chargeId: 'ch_1',
      capturedMinor: captured,
      refunds: refunds.map(({ path, ...refund }) => ({
        ...refund,
        state: path[Math.min(step, path.length - 1)] ?? 'pending',
      })),
      disputes:
        dispute === null
          ? []
          : [
              {
                disputeId: 'du_1',
                amountMinor: rest,
                state: dispute[Math.min(step, dispute.length - 1)] ?? 'open',
              },
            ],
    });
    return [
      { chargeId: null, capturedMinor: 0, reservation: null, refunds: [], disputes: [] },
      ...Array.from({ length: steps }, (_, step) => at(step)),
    ];
  });

const follow = (looks: readonly MoneySeen[], check: (sums: Sums) => void = () => undefined) => {
  const lines: LedgerLine[] = [];
  let sums = nothing;
  for (const seen of looks) {
    const added = linesAdded(new Set(lines.map(({ key }) => key)), seen);
    lines.push(...added);
    sums = addLines(sums, added);
    check(sums);
  }
  return { lines, sums };
};

describe('the ledger of a payment', () => {
  test('adds up at every moment: what was taken is what is kept, given back and lost', () => {
    fc.assert(
      fc.property(someLife, (life) => {
        follow(life, (sums) => {
          expect(sums.capturedMinor).toBe(sums.keptMinor + sums.refundedMinor + sums.lostMinor);
          expect(Math.min(sums.keptMinor, sums.refundedMinor, sums.lostMinor)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  test('is the same however often and whenever between the vendor is looked at', () => {
    const looks = fc.tuple(someLife, fc.array(fc.nat({ max: 6 }), { maxLength: 12 }));
    fc.assert(
      fc.property(looks, ([life, again]) => {
        // Some moments are missed, others seen several times; the last one is always seen.
        const seen = again
          .map((step) => Math.min(step, life.length - 1))
          .toSorted((a, b) => a - b)
          .map((step) => life[step] as MoneySeen);
        const last = life.at(-1) as MoneySeen;
        expect(follow([...seen, last, last]).sums).toEqual(follow(life).sums);
      }),
    );
  });

  test('takes no step back for a look from before that comes late', () => {
    fc.assert(
      fc.property(someLife, fc.nat({ max: 6 }), (life, step) => {
        const late = life[Math.min(step, life.length - 1)] as MoneySeen;
        expect(follow([...life, late]).sums).toEqual(follow(life).sums);
      }),
    );
  });

  test('writes each line once', () => {
    fc.assert(
      fc.property(someLife, (life) => {
        const keys = follow([...life, ...life]).lines.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('says of a refund that came back after it had arrived that it did', () => {
    const refund = { refundId: 're_1', amountMinor: 300 };
    const look = (state: 'succeeded' | 'failed'): MoneySeen => ({
      chargeId: 'ch_1',
      capturedMinor: 1_000,
      reservation: null,
      refunds: [{ ...refund, state }],
      disputes: [],
    });
    const { lines, sums } = follow([look('succeeded'), look('failed'), look('succeeded')]);
    expect(lines.map(({ kind }) => kind)).toEqual([
      'captured',
      'refund_requested',
      'refund_succeeded',
      'refund_returned',
    ]);
    expect(sums).toEqual({ capturedMinor: 1_000, refundedMinor: 0, lostMinor: 0, keptMinor: 1_000 });
  });

  test.each([
    ['taken', ['reserved', 'captured']],
    ['released', ['reserved', 'reservation_released']],
  ] as const)('has nothing reserved any more once that was %s, whatever an older look says', (end, kinds) => {
    const look = (state: 'held' | 'taken' | 'released'): MoneySeen => ({
      chargeId: 'ch_1',
      capturedMinor: state === 'taken' ? 1_000 : 0,
      reservation: { amountMinor: 1_000, state },
      refunds: [],
      disputes: [],
    });
    const left: number[] = [];
    let known: LedgerLine[] = [];
    let payment = { capturedMinor: 0, reservedMinor: 0 };
    for (const seen of [look('held'), look(end), look('held')]) {
      const added = linesAdded(new Set(known.map(({ key }) => key)), seen);
      known = [...known, ...added];
      payment = {
        reservedMinor: reservedAfter(payment, added),
        capturedMinor: addLines({ ...nothing, ...payment }, added).capturedMinor,
      };
      left.push(payment.reservedMinor);
    }
    expect([known.map(({ kind }) => kind), left]).toEqual([kinds, [1_000, 0, 0]]);
  });
});
