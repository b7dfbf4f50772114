import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { hrefOf, parseUrlState, type UrlState } from './url-state.ts';

export type Go = (patch: Partial<UrlState>, how?: 'push' | 'replace') => void;

/** The page's state in the address bar: reload keeps it, back and forward walk through it. */
export const useAddress = (path: string, initial: UrlState): [UrlState, Go] => {
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
      if (location.pathname === path) setUrl(parseUrlState(new URLSearchParams(location.search)));
      else location.reload();
    };
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, [path]);
  return [url, go];
};
