// Candidates that share no line, no delivery and no conflict say nothing about each other.
import type { Prepared } from "./prepare.ts";
import { areApart } from "./stacking.ts";

/** Numbers of candidates, ascending, in parts that can be searched one by one; small ones first. */
export function componentsOf(prepared: Prepared): readonly number[][] {
  const { candidates, conflicts, lines } = prepared;
  const parent = candidates.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  const join = (a: number, b: number) => {
    parent[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
  };
  const firstOn = new Int32Array(lines.count + 1).fill(-1);
  const touch = (line: number, index: number) => {
    if (firstOn[line]! < 0) firstOn[line] = index;
    else join(firstOn[line]!, index);
  };
  for (const candidate of candidates) {
    for (const line of candidate.lines) touch(line, candidate.index);
    if (touchesDelivery(candidate)) touch(lines.count, candidate.index);
    for (let other = 0; other < candidate.index; other++) {
      if (areApart(conflicts, candidate.index, other)) join(candidate.index, other);
    }
  }
  const parts = new Map<number, number[]>();
  for (const { index } of candidates) {
    const part = parts.get(rootOf(index));
    if (part) part.push(index);
    else parts.set(rootOf(index), [index]);
  }
  return [...parts.values()].sort((a, b) => a.length - b.length || a[0]! - b[0]!);
}

export function touchesDelivery({ offer: { benefit } }: Prepared["candidates"][number]): boolean {
  return benefit.kind === "tiers" && benefit.tiers.some((tier) => tier.give.kind === "delivery");
}
