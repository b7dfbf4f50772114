/** Calls back once when the process named by EVERSLOT_PARENT_PID is no longer the parent; never when the variable is unset. */
export function watchParent(gone: () => void): void {
  const parent = Number(process.env['EVERSLOT_PARENT_PID'] ?? 0);
  if (!(parent > 0)) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}
