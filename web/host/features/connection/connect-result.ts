import type { Messages } from '#web/i18n/host/messages.ts';

export type ConnectSearch = { connected?: string | undefined; error?: string | undefined };

/** What the provider's answer came to, from the address the browser came back to; `undefined` without one. */
export const connectResult = (
  search: ConnectSearch,
  messages: Messages,
): { good: boolean; text: string } | undefined => {
  const { results } = messages.connections;
  if (search.error !== undefined) {
    const texts: Readonly<Record<string, string>> = {
      denied: results.denied,
      expired: results.expired,
      missing_scopes: results.missing_scopes,
      failed: results.failed,
    };
    const code = search.error.slice(0, 60);
    return {
      good: false,
      text: texts[code] ?? (messages.problems as Record<string, string>)[code] ?? results.other(code),
    };
  }
  return search.connected === undefined ? undefined : { good: true, text: results.connected };
};
