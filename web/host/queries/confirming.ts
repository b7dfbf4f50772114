import type { Api, Outcome } from '#web/api/client.ts';

/** Asks the host to show once more that it is them; answers whether they did. */
export type Confirmer = () => Promise<boolean>;

let confirmer: Confirmer | null = null;

/** Who asks, as long as the app is shown. */
export const confirmBy = (next: Confirmer): (() => void) => {
  confirmer = next;
  return () => {
    if (confirmer === next) confirmer = null;
  };
};

type Call = (path: string, given: object) => Promise<Outcome<unknown>>;

/** The API, which repeats what needs a fresh sign-in once the host has confirmed theirs. */
export const confirming = (api: Api): Api =>
  Object.fromEntries(
    Object.entries(api as Record<string, Call>).map(([method, call]) => {
      const repeated: Call = async (path, given) => {
        const outcome = await call(path, given);
        if (outcome.ok || outcome.failure.code !== 'fresh_sign_in_required' || confirmer === null)
          return outcome;
        return (await confirmer()) ? call(path, given) : outcome;
      };
      return [method, repeated];
    }),
  ) as unknown as Api;
