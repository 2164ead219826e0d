/** What is left until an instant, in the parts of a countdown; zero from then on. */
export interface TimeLeft {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** A second that has begun still counts: 0 is shown at the instant itself and not before. */
export function timeLeft(until: number, now: number): TimeLeft {
  const all = Math.max(0, Math.ceil((until - now) / 1000));
  return {
    days: Math.floor(all / 86_400),
    hours: Math.floor(all / 3_600) % 24,
    minutes: Math.floor(all / 60) % 60,
    seconds: all % 60,
  };
}

const spokenSeconds = [3_600, 600, 300, 60, 30, 10];

/** The last round mark that has been passed: a screen reader hears these and not every second. */
export function spokenMark(until: number, now: number): number | null {
  const all = Math.ceil((until - now) / 1000);
  if (all <= 0) return 0;
  return spokenSeconds.filter((mark) => all <= mark).at(-1) ?? null;
}
