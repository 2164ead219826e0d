const two = (count: number): string => String(count).padStart(2, "0");

/** What is left until an instant, seconds begun count whole. */
export function timeLeft(until: number, now: number): { days: number; clock: string } {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const clock = `${two(hours % 24)}:${two(minutes)}:${two(seconds % 60)}`;
  return { days: Math.floor(hours / 24), clock };
}

/** Parts per million as a percentage without rounding: 125,000 is `12.5%`. */
export const oddsText = (ppm: number): string => `${ppm / 10_000}%`;
