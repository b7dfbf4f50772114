import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { hrefOf, parseUrlState, type UrlState } from './url-state.ts';

export type Go = (patch: Partial<UrlState>, how?: 'push' | 'replace') => void;

/** The page's state in the address bar: reload keeps it, back and forward walk through it. `judge` drops what is impossible here. */
export const useAddress = (
  path: string,
  initial: UrlState,
  judge: (url: UrlState) => UrlState,
): [UrlState, Go] => {
  const [url, setUrl] = useState(initial);
  const latest = useRef(url);
  latest.current = url;
  const go = useCallback<Go>(
    (patch, how = 'push') => {
      const next = { ...latest.current, ...patch };
      latest.current = next;
      history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(path, next));
      setUrl(next);
    },
    [path],
  );
  useEffect(() => {
    const onPop = (): void => {
      if (location.pathname !== path) return location.reload();
      latest.current = judge(parseUrlState(new URLSearchParams(location.search)));
      setUrl(latest.current);
    };
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, [path]);
  return [url, go];
};
