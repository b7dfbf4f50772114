/** A page that waits is drawn anew once something has changed, and now and then in case nobody says so. */
const stream = document.querySelector<HTMLScriptElement>('#waiting')?.dataset['stream'];
const drawAnew = (): void => location.reload();
const againMs = 15_000;
const soonMs = 3_000;

if (stream !== undefined) {
  const source = new EventSource(stream);
  source.addEventListener('change', drawAnew);
  // A browser tries again by itself unless it was refused.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(drawAnew, soonMs);
  });
  addEventListener('pagehide', () => source.close());
  setTimeout(drawAnew, againMs);
}
