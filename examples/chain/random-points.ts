import type { SourceStore } from "./read-stores.ts";

export interface Point {
  /** WGS-84 degrees. */
  readonly lat: number;
  readonly lng: number;
}

/** The same numbers on every machine (mulberry32): a failing point can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Two thirds near some store, from its door to about 100 km off, where circles hold few or many;
 * the others anywhere in a box around the country, at sea and abroad too.
 */
export function randomPoints(stores: readonly SourceStore[], count: number, seed = 2017): Point[] {
  const next = seeded(seed);
  const between = (low: number, high: number) => low + next() * (high - low);
  return Array.from({ length: count }, (_, index) => {
    const store = stores[Math.floor(next() * stores.length)];
    if (index % 3 === 2 || !store) return { lat: between(15, 54), lng: between(72, 136) };
    const reach = 10 ** between(-4, 0);
    return {
      lat: store.lat + between(-reach, reach),
      lng: store.lng + between(-reach, reach),
    };
  });
}
