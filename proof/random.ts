import { createHash } from "node:crypto";

/** Numbers that a seed and a name decide: the same plan again wherever it is run. */
export interface Random {
  /** 0 ≤ n < below, whole. */
  below(below: number): number;
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

export function randomOf(seed: number, name: string): Random {
  let turn = 0;
  let block = Buffer.alloc(0);
  const word = (): number => {
    if (block.length < 4) {
      block = createHash("sha256").update(`${seed} ${name} ${turn++}`).digest();
    }
    const value = block.readUInt32LE(0);
    block = block.subarray(4);
    return value;
  };
  const below = (limit: number): number => Math.floor((word() / 2 ** 32) * limit);
  return {
    below,
    chance: (percent) => below(100) < percent,
    shuffled(items) {
      const all = [...items];
      for (let last = all.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [all[last], all[other]] = [all[other]!, all[last]!];
      }
      return all;
    },
  };
}
