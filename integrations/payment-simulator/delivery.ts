/** How badly notices travel; chances from 0 to 1. */
export interface Nastiness {
  /** Each notice waits between these, so that later ones overtake it. */
  readonly delayMs: readonly [least: number, most: number];
  /** How often it is sent beside the first time. */
  readonly repeats: number;
  readonly loses: number;
  /** Chance that a forged notice comes before the true one. */
  readonly forges: number;
}

export const mild: Nastiness = { delayMs: [200, 600], repeats: 1, loses: 0, forges: 0 };

export interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** From a seed, so that a run that found a fault can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same notice with another amount and the old signature. */
const forged = (sent: Sent): Sent => ({
  ...sent,
  body: sent.body.replace(/"amountMinor":(\d+)/, '"amountMinor":1$1'),
});

/** When each copy goes out, in milliseconds from now; none where it is lost. */
export function planOf(
  sent: Sent,
  nasty: Nastiness,
  random: () => number,
): { readonly afterMs: number; readonly sent: Sent }[] {
  const [least, most] = nasty.delayMs;
  const wait = () => Math.round(least + random() * (most - least));
  const fakes = random() < nasty.forges ? [{ afterMs: wait(), sent: forged(sent) }] : [];
  if (random() < nasty.loses) return fakes;
  const copies = Array.from({ length: nasty.repeats + 1 }, () => ({ afterMs: wait(), sent }));
  return [...fakes, ...copies];
}
