import type { DomainFinding, DomainNotice, DomainSeen, DomainState } from './types.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A domain that was not proved by then is given up, until somebody asks for another look. */
export const provingDays = 7;
/** Pages answer for so long after the records of a domain are gone, or point elsewhere. */
export const danglingDays = 3;
/** As long as nobody answers for a domain nothing is known of it; after so long it counts as gone. */
export const unansweredDays = 7;

/** Instants are epoch milliseconds. */
export type DomainView = {
  state: DomainState;
  finding: DomainFinding | null;
  /** Since when somebody waits for it to be proved. */
  askedAt: number;
  failingSince: number | null;
  unansweredSince: number | null;
  tryAt: number;
};

export type DomainPlanned = { due: readonly 'check'[]; next: { at: number; why: string } | null };

const isEnded = (state: DomainState): boolean => state === 'given_up' || state === 'released';

/** What the follower of a domain does now and what it waits for. The same view gives the same plan. */
export const planDomain = (
  { state, finding, tryAt }: Pick<DomainView, 'state' | 'finding' | 'tryAt'>,
  now: number,
): DomainPlanned => {
  if (isEnded(state)) return { due: [], next: null };
  if (tryAt <= now) return { due: ['check'], next: null };
  return { due: [], next: { at: tryAt, why: `next look, ${finding ?? state}` } };
};

/** Records are set by hand and spread slowly: every minute at first, then every ten, then once an hour. */
const provingWait = (waited: number): number => {
  if (waited < hourMs) return minuteMs;
  return waited < dayMs ? 10 * minuteMs : hourMs;
};

export type DomainChange = Omit<DomainView, 'askedAt'> & { notice: DomainNotice | null };

/** A domain that is not proved yet. */
const judgeProving = ({ askedAt }: DomainView, finding: DomainFinding, now: number): DomainChange => {
  const waited = now - askedAt;
  const isOver = waited >= provingDays * dayMs;
  return {
    state: isOver ? 'given_up' : 'pending',
    finding,
    failingSince: null,
    unansweredSince: null,
    tryAt: now + provingWait(waited),
    notice: isOver ? 'domain_given_up' : null,
  };
};

/** Nobody has answered: that says nothing of the domain, unless it goes on for long. */
const judgeSilence = (view: DomainView, now: number): DomainChange => {
  const since = view.unansweredSince ?? now;
  if (now - since >= unansweredDays * dayMs) return release(view, 'unanswered', now);
  const { state, failingSince } = view;
  return {
    state,
    finding: 'unanswered',
    failingSince,
    unansweredSince: since,
    tryAt: now + hourMs,
    notice: null,
  };
};

const release = (view: DomainView, finding: DomainFinding, now: number): DomainChange => ({
  state: 'released',
  finding,
  failingSince: view.failingSince ?? now,
  unansweredSince: null,
  tryAt: now,
  notice: 'domain_released',
});

/** A domain that was proved and is not any more: told at once, kept for a while, then released. */
const judgeDangling = (view: DomainView, finding: DomainFinding, now: number): DomainChange => {
  const since = view.failingSince ?? now;
  if (now - since >= danglingDays * dayMs) return release(view, finding, now);
  return {
    state: 'failing',
    finding,
    failingSince: since,
    unansweredSince: null,
    tryAt: now + hourMs,
    notice: view.state === 'verified' ? 'domain_failing' : null,
  };
};

/** What becomes of a domain by what a look at it came to, and who is told. */
export const judgeDomain = (view: DomainView, seen: DomainSeen, now: number): DomainChange => {
  if (seen === 'good')
    return {
      state: 'verified',
      finding: null,
      failingSince: null,
      unansweredSince: null,
      tryAt: now + dayMs,
      notice: view.state === 'pending' ? 'domain_verified' : null,
    };
  if (view.state === 'pending') return judgeProving(view, seen, now);
  return seen === 'unanswered' ? judgeSilence(view, now) : judgeDangling(view, seen, now);
};
