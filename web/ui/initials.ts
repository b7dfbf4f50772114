/** First letters of the first and the last name: `Trần Thùy Linh` → `TL`. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase();
};
