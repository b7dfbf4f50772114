import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import { type SlotQuestion, withoutCauses } from './explain/without-causes.ts';
import { explainSlot } from './explain-slot.ts';
import type { AvailabilityQuery, BusyItem, LinkRules, Reason, ScheduleInput } from './model.ts';
import { redactReasons } from './redact-reasons.ts';
import { oracle } from './testing/oracle.ts';
import { randomQuery } from './testing/random-query.ts';

const minute = 60_000;
const runs = Number(process.env['RUNS'] ?? 300);

const questionAt = (
  { from: _from, to: _to, guestZone: _zone, ...query }: AvailabilityQuery,
  start: number,
): SlotQuestion => ({
  ...query,
  start,
});

const oracleOffers = (question: SlotQuestion): boolean =>
  oracle({ ...question, from: question.start, to: question.start + 1 }).slotAt(question.start) !== undefined;

const instants = fc.integer({ min: 0, max: 2 * 1440 });

describe('why a time is not offered', () => {
  it('names no cause exactly when the time is offered', () => {
    fc.assert(
      fc.property(randomQuery({ window: true }), instants, (query, offset) => {
        const question = questionAt(query, query.from + Math.round(offset / 15) * 15 * minute);
        expect(explainSlot(question).length === 0).toBe(checkSlot(question).offered);
      }),
      { numRuns: runs },
    );
  });

  it('lists causes whose removal, and nothing else, makes the time appear', () => {
    fc.assert(
      fc.property(randomQuery(), instants, (query, offset) => {
        const question = questionAt(query, query.from + offset * minute);
        const relaxed = withoutCauses(question, explainSlot(question));
        expect(checkSlot(relaxed).offered).toBe(true);
        expect(oracleOffers(relaxed)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('lists causes whose removal makes the time appear for every kind of booking window', () => {
    fc.assert(
      fc.property(randomQuery({ window: true }), instants, (query, offset) => {
        const question = questionAt(query, query.from + offset * minute);
        expect(checkSlot(withoutCauses(question, explainSlot(question))).offered).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it('lists causes whose removal makes a session with seats joinable', () => {
    fc.assert(
      fc.property(randomQuery({ sessions: true }), instants, (query, offset) => {
        const session = query.hosts.flatMap((host) => host.busy).find((item) => item.sameEvent !== undefined);
        const start = session === undefined ? query.from + offset * minute : session.start;
        const question = questionAt(query, Math.round(start / minute) * minute);
        const relaxed = withoutCauses(question, explainSlot(question));
        expect(oracleOffers(relaxed)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});
