import type { LinkAssignment } from './types.ts';

/**
 * What became of naming a member as host of somebody's link: `asked` until they answer; `agreed`, or `named` by an admin,
 * they are a host; `declined`, `left` or `withdrawn` by whoever named them, they are none.
 */
export const hostRequestStates = ['asked', 'agreed', 'named', 'declined', 'left', 'withdrawn'] as const;
export type HostRequestState = (typeof hostRequestStates)[number];

/** In these a member hosts the link. */
export const hostingStates = ['agreed', 'named'] as const satisfies HostRequestState[];
/** What whoever named them is shown beside the hosts. */
export const shownStates = ['asked', 'declined', 'left'] as const satisfies HostRequestState[];

export const hostAnswers = ['accept', 'decline', 'leave'] as const;
export type HostAnswer = (typeof hostAnswers)[number];

/** What an answer makes of a request. An answer that has been given may be repeated; any other is none. */
const answered: Readonly<Record<HostRequestState, Partial<Record<HostAnswer, HostRequestState>>>> = {
  asked: { accept: 'agreed', decline: 'declined' },
  agreed: { accept: 'agreed', leave: 'left' },
  named: { accept: 'named', leave: 'left' },
  declined: { decline: 'declined', accept: 'agreed' },
  left: { leave: 'left' },
  withdrawn: {},
};

/** The state after an answer, or null when it cannot be given in this one. */
export const afterAnswer = (state: HostRequestState, answer: HostAnswer): HostRequestState | null =>
  answered[state][answer] ?? null;

/**
 * What comes of naming a member who is no host yet: themselves and an admin's choice are hosts at once, everybody else is
 * asked. Who has been asked stays so until they answer, whoever saves the link meanwhile.
 */
export const afterNaming = (
  state: HostRequestState | null,
  by: { isAdmin: boolean; isSelf: boolean },
): HostRequestState => {
  if (by.isSelf) return 'agreed';
  if (state === 'asked') return 'asked';
  return by.isAdmin ? 'named' : 'asked';
};

/** How many of one member's requests another may have unanswered: naming is no way to send somebody mail. */
export const mostUnanswered = 5;

/** The choice among hosts as it works for those there are: whoever is named and does not host yet is passed over. */
export const assignmentAmong = (assignment: LinkAssignment, hostIds: readonly string[]): LinkAssignment => {
  const { strategy, namedHostId } = assignment;
  const isMissing = strategy === 'named_host' && (namedHostId === null || !hostIds.includes(namedHostId));
  return isMissing ? { ...assignment, strategy: 'round_robin', namedHostId: null } : assignment;
};

/** The choice among hosts without one of them, their weight and their being the named one. */
export const assignmentWithout = (assignment: LinkAssignment, memberId: string): LinkAssignment => {
  const weights = Object.entries(assignment.weights).filter(([id]) => id !== memberId);
  const rest = { ...assignment, weights: Object.fromEntries(weights) };
  return rest.namedHostId === memberId ? { ...rest, strategy: 'round_robin', namedHostId: null } : rest;
};
