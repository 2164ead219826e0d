// Which goods to add so that a threshold is reached: the cheapest few sets, to be priced really.

/** One unit of a product that could be added. */
export interface Addable {
  /** What one unit costs by itself. */
  readonly listMinor: number;
  /** How far one unit brings the amount that the threshold is tested on. */
  readonly bringsMinor: number;
  /** The most units that may be added. */
  readonly mostUnits: number;
}

export interface Missing {
  readonly minor: number;
  readonly count: number;
}

/** Units by place in the list of what could be added. */
export type Addition = readonly { readonly at: number; readonly units: number }[];

const mostProducts = 3;
const mostPool = 16;
const mostTried = 4_000;

/**
 * The `wanted` cheapest additions (by list prices, at most three products) that bring what is
 * missing, cheapest first; of equal ones the one with fewer units, then the earlier products.
 */
export function cheapestAdditions(
  all: readonly Addable[],
  missing: Missing,
  wanted: number,
): Addition[] {
  const pool = poolOf(all, missing);
  const found: { addition: Addition; worth: number; units: number }[] = [];
  const taken: { at: number; units: number }[] = [];
  let tried = 0;
  const visit = (from: number, left: Missing, worth: number, units: number): void => {
    if (left.minor <= 0 && left.count <= 0) return keep(worth, units);
    if (taken.length === mostProducts) return;
    for (let place = from; place < pool.length && tried++ < mostTried; place++) {
      const one = all[pool[place]!]!;
      const most = Math.min(enough(one, left), one.mostUnits);
      const last = taken.length === mostProducts - 1 ? most : 1;
      for (let k = most; k >= last && tried++ < mostTried; k--) {
        const next = worth + k * one.listMinor;
        if (found.length === wanted && next > found.at(-1)!.worth) continue;
        taken.push({ at: pool[place]!, units: k });
        const rest = { minor: left.minor - k * one.bringsMinor, count: left.count - k };
        visit(place + 1, rest, next, units + k);
        taken.pop();
      }
    }
  };
  const keep = (worth: number, units: number) => {
    const addition = taken.slice().sort((a, b) => a.at - b.at);
    found.push({ addition, worth, units });
    found.sort((a, b) =>
      a.worth - b.worth || a.units - b.units || compareSets(a.addition, b.addition));
    found.length = Math.min(found.length, wanted);
  };
  visit(0, missing, 0, 0);
  return found.map(({ addition }) => addition);
}

function enough(one: Addable, left: Missing): number {
  const minor = left.minor > 0 ? left.minor : 0;
  const forAmount = minor === 0 ? 0 : one.bringsMinor > 0 ? Math.ceil(minor / one.bringsMinor) : 0;
  return Math.max(forAmount, left.count, 0);
}

// Where there are many: the cheapest that are enough alone, and the dearest that are not.
function poolOf(all: readonly Addable[], missing: Missing): number[] {
  const places = [...all.keys()].filter((at) => all[at]!.mostUnits > 0);
  const byPrice = places.sort((a, b) => all[b]!.bringsMinor - all[a]!.bringsMinor || a - b);
  if (byPrice.length <= mostPool) return byPrice;
  const alone = byPrice.filter((at) => all[at]!.bringsMinor >= missing.minor);
  const half = mostPool / 2;
  const few = [...alone].sort((a, b) => all[a]!.listMinor - all[b]!.listMinor || a - b);
  const rest = byPrice.filter((at) => all[at]!.bringsMinor < missing.minor);
  return [...few.slice(0, half), ...rest.slice(0, half)];
}

function compareSets(a: Addition, b: Addition): number {
  for (let place = 0; place < a.length && place < b.length; place++) {
    const order = a[place]!.at - b[place]!.at || b[place]!.units - a[place]!.units;
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
