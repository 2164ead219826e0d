export interface ClockSources {
  /** The phone's own clock, epoch milliseconds; it may be wrong by minutes and may jump. */
  wall(): number;
  /** Never goes back while the page lives. */
  monotonic(): number;
}

export interface KeptClock {
  /** The newest time that was ever stored; the clock is never behind it. */
  readonly newestAt: number;
  /** Server time less the phone's clock at the last contact; null: never in contact. */
  readonly offset: number | null;
}

export interface CounterClock {
  /** Epoch milliseconds by the server's time. */
  now(): number;
  /** The server has told its time; `newestAt` is the newest time stored. Answers what to keep. */
  contact(serverAt: number, newestAt: number): KeptClock;
  /** A time that has been reached for certain, as a signature of the server's shows. */
  reached(at: number): void;
}

/**
 * The last server time plus monotonic time. After a restart the phone's clock fills the gap, since
 * no other one ran, but never to before the newest time that was stored.
 */
export function counterClock(sources: ClockSources, kept: KeptClock): CounterClock {
  const guess = kept.offset === null ? kept.newestAt : sources.wall() + kept.offset;
  let base = Math.max(kept.newestAt, guess);
  let since = sources.monotonic();
  const now = () => Math.floor(base + sources.monotonic() - since);

  function set(at: number): void {
    base = at;
    since = sources.monotonic();
  }
  return {
    now,
    contact(serverAt, newestAt) {
      // Records that are stored may be a little ahead of the server: the chain's times never fall.
      set(Math.max(serverAt, newestAt));
      return { newestAt: now(), offset: serverAt - sources.wall() };
    },
    reached(at) {
      if (at > now()) set(at);
    },
  };
}
