export interface Net {
  readonly unitId: string;
  /** Positive: others owe it. */
  readonly netMinor: number;
}

export interface NetPayment {
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly amountMinor: number;
}

/** Above this many units the fewest payments are approached, not proved: 2^n sets are tried. */
const mostExact = 16;

/** Pays within one group that sums to zero: with n units at most n − 1 payments. */
function payWithin(group: readonly Net[]): NetPayment[] {
  const open = group.map((one) => ({ ...one }));
  const payments: NetPayment[] = [];
  for (;;) {
    const from = open.reduce((a, b) => (b.netMinor < a.netMinor ? b : a));
    const to = open.reduce((a, b) => (b.netMinor > a.netMinor ? b : a));
    const amountMinor = Math.min(-from.netMinor, to.netMinor);
    if (amountMinor <= 0) return payments;
    payments.push({ fromUnitId: from.unitId, toUnitId: to.unitId, amountMinor });
    from.netMinor += amountMinor;
    to.netMinor -= amountMinor;
  }
}

/**
 * Splits units into as many groups as can be that each sum to zero: one payment is saved by each.
 * Element by element: the best of a set is the best of it without one, and one more if it sums to
 * zero itself.
 */
function mostGroups(nets: readonly Net[]): Net[][] {
  const sums = new Float64Array(1 << nets.length);
  const best = new Int8Array(1 << nets.length);
  const last = new Int8Array(1 << nets.length);
  for (let set = 1; set < sums.length; set += 1) {
    const low = 31 - Math.clz32(set & -set);
    sums[set] = sums[set & (set - 1)]! + nets[low]!.netMinor;
    for (let at = 0; at < nets.length; at += 1) {
      if (!(set & (1 << at))) continue;
      const without = best[set ^ (1 << at)]!;
      if (last[set] !== 0 && without <= best[set]!) continue;
      best[set] = without;
      last[set] = at + 1;
    }
    if (sums[set] === 0) best[set] = best[set]! + 1;
  }
  const groups: Net[][] = [];
  let group: Net[] = [];
  for (let set = sums.length - 1; set > 0; ) {
    const at = last[set]! - 1;
    group.push(nets[at]!);
    set ^= 1 << at;
    if (sums[set] === 0) {
      groups.push(group);
      group = [];
    }
  }
  return groups;
}

/** Debts that another unit's claim equals are paid by one payment; the rest is one group. */
function pairsFirst(nets: readonly Net[]): Net[][] {
  const rest = [...nets];
  const groups: Net[][] = [];
  for (const one of nets) {
    if (one.netMinor <= 0 || !rest.includes(one)) continue;
    const other = rest.find(({ netMinor }) => netMinor === -one.netMinor);
    if (!other) continue;
    groups.push([one, other]);
    rest.splice(rest.indexOf(one), 1);
    rest.splice(rest.indexOf(other), 1);
  }
  return rest.length > 0 ? [...groups, rest] : groups;
}

/**
 * Who pays whom, so that every unit has its net, in the fewest payments (proved up to 16 units).
 * The nets sum to zero. The same nets give the same payments, whatever their order.
 */
export function netPayments(nets: readonly Net[]): NetPayment[] {
  const open = nets
    .filter(({ netMinor }) => netMinor !== 0)
    .toSorted((a, b) => a.netMinor - b.netMinor || (a.unitId < b.unitId ? -1 : 1));
  const sum = open.reduce((total, { netMinor }) => total + netMinor, 0);
  if (sum !== 0) throw new RangeError(`the nets sum to ${sum}`);
  if (open.length === 0) return [];
  const groups = open.length <= mostExact ? mostGroups(open) : pairsFirst(open);
  return groups.flatMap(payWithin);
}
