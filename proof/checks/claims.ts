import { makesVoucher, type Terms } from "../attack.ts";
import type { Facts } from "./facts.ts";
import { type Finding, finding, missingFrom, repeated } from "./finding.ts";
import { type Life, mostAtOnce, voucherLives } from "./lives.ts";
import type { Tried } from "./tried.ts";

function overshoots(name: string, lives: readonly Life[], ended: number, cap: number): Finding[] {
  const over = Math.max(ended, mostAtOnce(lives)) - cap;
  return over > 0 ? [finding("overshoot", `${name}: ${over} over the limit of ${cap}`)] : [];
}

function limitsOf(facts: Facts, lives: readonly Life[], offerId: string, terms: Terms): Finding[] {
  const own = lives.filter((life) => life.offerId === offerId);
  const alive = own.filter((life) => life.endedBy === Infinity && life.maybeTo === Infinity);
  const found: Finding[] = [];
  const counted = (key: string, rows: number): void => {
    const used = facts.counters.get(key) ?? 0;
    if (used !== rows) found.push(finding("half", `${key} says ${used}, the rows make ${rows}`));
  };
  if (terms.totalStock !== undefined) {
    found.push(...overshoots(`offer ${offerId}`, own, alive.length, terms.totalStock));
  }
  counted(`offer:${offerId}:stock`, alive.length);
  const aliveOf = Map.groupBy(alive, (life) => life.memberId);
  for (const [memberId, lot] of Map.groupBy(own, (life) => life.memberId)) {
    const count = aliveOf.get(memberId)?.length ?? 0;
    if (terms.perMember !== undefined) {
      found.push(...overshoots(`member ${memberId}`, lot, count, terms.perMember));
    }
    counted(`offer:${offerId}:member:${memberId}`, count);
  }
  return found;
}

/** Nobody is left to use it: an erased member's voucher must not keep a place of the stock. */
function leftBehind(facts: Facts): Finding[] {
  return facts.vouchers
    .filter((one) => facts.erasedMembers.has(one.memberId) && !one.recalled && one.usesLeft > 0)
    .map((one) => finding("half", `voucher ${one.voucherId} of an erased member is still usable`));
}

/** Stored answers, rows and events of claims are the same vouchers; limits held at all times. */
export function checkClaims(
  facts: Facts,
  tried: readonly Tried[],
  offers: ReadonlyMap<string, Terms>,
): Finding[] {
  const answered = tried.flatMap(({ key, act }) => {
    const madeId = makesVoucher(act) ? facts.stored.get(key)?.madeId : null;
    return madeId ? [madeId] : [];
  });
  const rows = facts.vouchers.map((one) => one.voucherId);
  const { issued, recalled } = facts.events;
  const gone = facts.vouchers.filter((one) => one.recalled).map((one) => one.voucherId);
  const say = (kind: Finding["kind"], text: string) => (id: string) =>
    finding(kind, `voucher ${id}: ${text}`);
  const lives = voucherLives(facts, tried);
  return [
    ...repeated(answered).map(say("twice", "two keys were answered with it")),
    ...repeated(issued).map(say("twice", "the journal issues it twice")),
    ...repeated(recalled).map(say("twice", "the journal recalls it twice")),
    ...missingFrom(answered, rows).map(say("lost", "answered, and not in the table")),
    ...missingFrom(rows, answered).map(say("half", "in the table, and no claim has it")),
    ...missingFrom(rows, issued).map(say("half", "in the table, and not in the journal")),
    ...missingFrom(issued, rows).map(say("half", "in the journal, and not in the table")),
    ...missingFrom(gone, recalled).map(say("half", "recalled, and the journal does not know")),
    ...missingFrom(recalled, gone).map(say("half", "recalled in the journal only")),
    ...[...offers].flatMap(([offerId, terms]) => limitsOf(facts, lives, offerId, terms)),
    ...leftBehind(facts),
  ];
}
