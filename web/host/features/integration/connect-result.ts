import type { Messages } from '#web/i18n/host/messages.ts';
import { textOf } from '#web/ui/text-of.ts';

export type ConnectSearch = { connected?: string | undefined; error?: string | undefined };

/** What the provider's answer came to, from the address the browser came back to; `undefined` without one. */
export const connectResult = (
  search: ConnectSearch,
  messages: Messages,
): { good: boolean; text: string } | undefined => {
  const { results } = messages.integrations;
  if (search.error !== undefined) {
    const { connected: _success, other, ...failures } = results;
    const texts = { ...messages.problems, ...failures };
    return { good: false, text: textOf(texts, search.error, other) };
  }
  return search.connected === undefined ? undefined : { good: true, text: results.connected };
};
