import { lazyRouteComponent } from '@tanstack/react-router';

/** A page whose script could not be fetched: the connection is lost, or no API has it any more. */
export class PageUnavailable extends Error {}

/** A page in a script of its own, fetched when it is first opened. Throws `PageUnavailable` where it cannot be. */
export const lazyPage = <Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) =>
  lazyRouteComponent(
    () =>
      load().catch(() => {
        throw new PageUnavailable('the script of the page could not be fetched');
      }),
    name,
  );
