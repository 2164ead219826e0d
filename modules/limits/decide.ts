/** One counter of one request: what it takes, and the most that may be used. */
export interface Ask {
  readonly key: string;
  readonly cap: number;
  readonly amount: number;
}

export interface Decision<A extends Ask> {
  /** For each request, in order: null when it may, else the first counter that is full. */
  readonly refusedBy: readonly (A | null)[];
  /** What every granted request together added, by key; keys that gained nothing are absent. */
  readonly added: ReadonlyMap<string, number>;
}

/**
 * Who gets what, in the order of arrival: a request is granted when each of its counters still has
 * room, and then takes from all of them; refused, it takes from none. Pure: `used` are the locked
 * counts, absent is 0.
 */
export function decide<A extends Ask>(
  requests: readonly (readonly A[])[],
  used: ReadonlyMap<string, number>,
): Decision<A> {
  const added = new Map<string, number>();
  const refusedBy = requests.map((asks) => {
    const full = asks.find(
      ({ key, cap, amount }) => (used.get(key) ?? 0) + (added.get(key) ?? 0) + amount > cap,
    );
    if (full) return full;
    for (const { key, amount } of asks) added.set(key, (added.get(key) ?? 0) + amount);
    return null;
  });
  return { refusedBy, added };
}
