// Arithmetic of the oracle: bigints only, each rule written out in the slowest obvious way.

/** n / d to the nearest whole, halves up; both are 0 or more. */
export function rounded(n: bigint, d: bigint): bigint {
  const down = n / d;
  const rest = n - down * d;
  return rest * 2n >= d ? down + 1n : down;
}

export function percent(amount: bigint, bps: number): bigint {
  return rounded(amount * BigInt(bps), 10_000n);
}

export function smallest(...values: bigint[]): bigint {
  return values.reduce((least, value) => (value < least ? value : least));
}

export function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

/**
 * Everyone gets the part rounded down; then one by one whoever has lost most by rounding gets 1
 * more, the first of those who lost the same.
 */
export function shareOut(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = sum(weights);
  if (amount === 0n || total === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / total);
  const lost = weights.map((weight, i) => amount * weight - parts[i]! * total);
  for (let left = amount - sum(parts); left > 0n; left -= 1n) {
    let most = 0;
    for (let i = 1; i < lost.length; i += 1) if (lost[i]! > lost[most]!) most = i;
    parts[most]! += 1n;
    lost[most] = -1n;
  }
  return parts;
}

/** As `shareOut`, but nobody gets more than there is room for; the others take the rest. */
export function shareOutWithin(
  amount: bigint, weights: readonly bigint[], room: readonly bigint[],
): bigint[] {
  const given = weights.map(() => 0n);
  const open = weights.map((weight) => weight > 0n);
  for (let left = amount; ;) {
    const parts = shareOut(left, weights.map((weight, i) => (open[i] ? weight : 0n)));
    const over = parts.map((part, i) => open[i]! && part > room[i]!);
    if (!over.includes(true)) return given.map((already, i) => already + parts[i]!);
    over.forEach((is, i) => {
      if (!is) return;
      open[i] = false;
      given[i] = room[i]!;
      left -= room[i]!;
    });
  }
}
