import type { Facts } from "./facts.ts";
import type { Subject } from "../shot.ts";
import type { Tried } from "./tried.ts";

/**
 * From when to when something stood, as tightly as the clients can know: it did not stand before
 * `sentAt` of what made it, it stood from `surelyFrom`, it may have ended from `maybeTo` on, and it
 * had ended by `endedBy`.
 */
export interface Life {
  readonly id: string;
  readonly of: string;
  readonly memberId: string | null;
  readonly offerId: string | null;
  /** What the request that made it was about; null: nobody knows who made it. */
  readonly on: Subject | null;
  readonly sentAt: number;
  readonly surelyFrom: number;
  readonly maybeTo: number;
  readonly endedBy: number;
}

const earliest = (tried: readonly Tried[]): number =>
  Math.min(Infinity, ...tried.map((one) => one.sentAt));
const lastDone = (tried: readonly Tried[]): number => {
  const done = tried.map((one) => one.doneBy);
  return done.length === 0 ? Infinity : Math.min(...done);
};

interface Makers {
  readonly made: ReadonlyMap<string, Tried>;
  readonly enders: (act: Tried["act"], match: (one: Tried) => boolean) => readonly Tried[];
}

function makersOf(facts: Facts, tried: readonly Tried[]): Makers {
  const made = new Map<string, Tried>();
  for (const one of tried) {
    const madeId = facts.stored.get(one.key)?.madeId;
    const before = madeId ? made.get(madeId) : undefined;
    if (madeId && (!before || one.sentAt < before.sentAt)) made.set(madeId, one);
  }
  const byAct = Map.groupBy(tried, (one) => one.act);
  const enders: Makers["enders"] = (act, match) => (byAct.get(act) ?? []).filter(match);
  return { made, enders };
}

/** Vouchers that held a place of the stock: given back by recall while no use was made of them. */
export function voucherLives(facts: Facts, tried: readonly Tried[]): Life[] {
  const { made, enders } = makersOf(facts, tried);
  return facts.vouchers.map((voucher) => {
    const { voucherId, memberId, offerId } = voucher;
    const maker = made.get(voucherId);
    const gaveBack = voucher.recalled && voucher.usesLeft === voucher.usesTotal;
    const ends = gaveBack
      ? [
          ...enders("recall", ({ on, key }) => on.voucherId === voucherId && facts.stored.has(key)),
          ...enders("erase", ({ on, outcome }) =>
            on.memberId === memberId && outcome !== "refused"),
        ]
      : [];
    return {
      id: voucherId, of: offerId, memberId, offerId, on: maker?.on ?? null,
      sentAt: maker?.sentAt ?? -Infinity,
      surelyFrom: maker?.doneBy ?? Infinity,
      maybeTo: gaveBack ? earliest(ends) : Infinity,
      endedBy: gaveBack ? lastDone(ends) : Infinity,
    };
  });
}

/** Redemptions that used up one use each, until they were undone. */
export function redemptionLives(facts: Facts, tried: readonly Tried[]): Life[] {
  const { made, enders } = makersOf(facts, tried);
  return facts.redemptions.map(({ redemptionId, voucherId, undone }) => {
    const maker = made.get(redemptionId);
    const ends = undone
      ? enders("undo", ({ on, key }) => on.redemptionId === redemptionId && facts.stored.has(key))
      : [];
    return {
      id: redemptionId, of: voucherId, memberId: null, offerId: null, on: maker?.on ?? null,
      sentAt: maker?.sentAt ?? -Infinity,
      surelyFrom: maker?.doneBy ?? Infinity,
      maybeTo: undone ? earliest(ends) : Infinity,
      endedBy: undone ? lastDone(ends) : Infinity,
    };
  });
}

/** Those that may have stood at some moment between two. */
export const mayHaveStood = (lives: readonly Life[], from: number, to: number): readonly Life[] =>
  lives.filter((life) => life.sentAt <= to && life.endedBy >= from);

/** The most that certainly stood at one moment; one each unless their amounts are told. */
export function mostAtOnce(lives: readonly Life[], amountOf = (_life: Life) => 1): number {
  const steps = lives
    .filter((life) => life.surelyFrom < life.maybeTo)
    .flatMap((life) => {
      const amount = amountOf(life);
      return [[life.surelyFrom, amount], [life.maybeTo, -amount]] as const;
    })
    .sort(([a, up], [b, other]) => a - b || up - other);
  let now = 0;
  let most = 0;
  for (const [at, step] of steps) {
    if (at === Infinity) break;
    now += step;
    most = Math.max(most, now);
  }
  return most;
}
