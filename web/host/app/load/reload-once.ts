const key = 'everslot.reloaded';
const againMs = 60_000;

/**
 * Loads the page anew, which then is of the build that is served now. False, and nothing happens, without a connection and when it was done within
 * the last minute in this tab: a page that fails again would load itself for ever.
 */
export const reloadOnce = (): boolean => {
  try {
    const last = Number(sessionStorage.getItem(key) ?? 0);
    if (!navigator.onLine || Date.now() - last < againMs) return false;
    sessionStorage.setItem(key, String(Date.now()));
  } catch {
    // A window that refuses storage cannot tell how often it has been loaded.
    return false;
  }
  location.reload();
  return true;
};
