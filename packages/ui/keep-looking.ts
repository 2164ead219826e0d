const firstMs = 2_000;
const longestMs = 30_000;
const slower = 1.15;

/**
 * Looks at once, every two seconds and then slower and slower, at least twice a minute, for as long
 * as somebody sees the page: what others do may come at any time. Who comes back to the page sees
 * at once how things stand. `look` answers whether to go on; one that fails is tried again. Answers
 * how to stop.
 */
export function keepLooking(look: () => Promise<boolean>): () => void {
  let pauseMs = firstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let over = false;
  const stop = (): void => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
  const plan = (): void => {
    timer = setTimeout(() => void again(), pauseMs);
    pauseMs = Math.min(longestMs, pauseMs * slower);
  };
  const again = async (): Promise<void> => {
    if (looking || over || document.hidden) return;
    looking = true;
    const goOn = await look().catch(() => true);
    looking = false;
    if (over) return;
    if (goOn) plan();
    else stop();
  };
  const seen = (): void => {
    if (document.hidden) return;
    clearTimeout(timer);
    pauseMs = firstMs;
    void again();
  };
  document.addEventListener("visibilitychange", seen);
  void again();
  return stop;
}
