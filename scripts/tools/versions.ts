/** First dotted number in a text, as numbers: "Temporal version 1.5.1" gives [1, 5, 1]. */
export function parseVersion(text: string): number[] | undefined {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (!found) return undefined;
  return found
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`; missing parts count as 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the first version named in `text` is at least `minimum` ("1.5"). */
export function isAtLeast(text: string, minimum: string): boolean {
  const version = parseVersion(text);
  const least = parseVersion(minimum);
  return version !== undefined && least !== undefined && compareVersions(version, least) >= 0;
}
