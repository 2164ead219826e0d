import type { Facts } from "./facts.ts";
import { type Finding, finding, missingFrom, repeated } from "./finding.ts";
import { mostAtOnce, redemptionLives } from "./lives.ts";
import type { Tried } from "./tried.ts";

function usesOf(facts: Facts, tried: readonly Tried[]): Finding[] {
  const standing = Map.groupBy(
    facts.redemptions.filter((one) => !one.undone),
    (one) => one.voucherId,
  );
  const lives = Map.groupBy(redemptionLives(facts, tried), (life) => life.of);
  return facts.vouchers.flatMap(({ voucherId, usesTotal, usesLeft }) => {
    const used = standing.get(voucherId)?.length ?? 0;
    const most = Math.max(used, mostAtOnce(lives.get(voucherId) ?? []));
    const text = `voucher ${voucherId} of ${usesTotal} uses: ${most} redeemed, ${usesLeft} left`;
    if (most > usesTotal) return [finding("twice", text)];
    return usesLeft === usesTotal - used ? [] : [finding("half", text)];
  });
}

/** Stored answers, rows and events of redemptions agree; no use and no code was used twice. */
export function checkRedemptions(facts: Facts, tried: readonly Tried[]): Finding[] {
  const stored = tried.filter((one) => facts.stored.has(one.key));
  const answered = stored.flatMap(({ key, act }) => {
    const madeId = act === "commit" ? facts.stored.get(key)?.madeId : null;
    return madeId ? [madeId] : [];
  });
  const undos = stored.flatMap(({ act, on }) =>
    act === "undo" && on.redemptionId ? [on.redemptionId] : []);
  const rows = facts.redemptions.map((one) => one.redemptionId);
  const online = facts.redemptions.filter((one) => !one.offline).map((one) => one.redemptionId);
  const undone = facts.redemptions.filter((one) => one.undone).map((one) => one.redemptionId);
  const codes = facts.redemptions.flatMap((one) => (one.codeId ? [one.codeId] : []));
  const { events } = facts;
  const say = (kind: Finding["kind"], text: string) => (id: string) =>
    finding(kind, `redemption ${id}: ${text}`);
  return [
    ...repeated(answered).map(say("twice", "two previews were answered with it")),
    ...repeated(codes).map((id) => finding("twice", `shown code ${id} was redeemed twice`)),
    ...repeated(events.committed).map(say("twice", "the journal commits it twice")),
    ...repeated(events.undone).map(say("twice", "the journal undoes it twice")),
    ...repeated(undos).map(say("twice", "two undos were accepted")),
    ...missingFrom(answered, rows).map(say("lost", "answered, and not in the table")),
    ...missingFrom(online, answered).map(say("half", "in the table, and no commit has it")),
    ...missingFrom(rows, events.committed).map(say("half", "not in the journal")),
    ...missingFrom(events.committed, rows).map(say("half", "in the journal only")),
    ...missingFrom(undos, undone).map(say("lost", "its undo was answered and is not there")),
    ...missingFrom(undone, undos).map(say("half", "undone by nobody")),
    ...missingFrom(undone, events.undone).map(say("half", "the journal misses its undo")),
    ...missingFrom(events.undone, undone).map(say("half", "undone in the journal only")),
    ...usesOf(facts, tried),
  ];
}
