/** The text for a code of the API, or the other one for a code that is not known here (a newer server). */
export const textOf = <Text>(texts: Readonly<Record<string, Text>>, code: string, otherwise: Text): Text =>
  Object.hasOwn(texts, code) ? (texts[code] ?? otherwise) : otherwise;
