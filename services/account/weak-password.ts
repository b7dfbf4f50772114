type Judge = { check: (password: string, known: (string | number)[]) => { score: number } };

let judge: Promise<Judge> | undefined;

/** The list of common passwords is read when the first one is judged: most installations have no sign-up. */
const loadJudge = async (): Promise<Judge> => (await import('./password-judge.ts')).createJudge();

/** "Linh Nguyen": both words, and both as one. */
const wordsOf = (text: string): string[] => {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
  return [...words, words.join('')];
};

/** Guessed within a million tries. */
const weakBelow = 2;

/** Whether a password is a common one, or made of what others know of its owner, of repetition or of neighbouring keys. */
export const isWeakPassword = async (password: string, known: readonly string[]): Promise<boolean> => {
  judge ??= loadJudge();
  return (await judge).check(password, [...known, ...known.flatMap(wordsOf)]).score < weakBelow;
};
