import type { Facts } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";
import type { Tried } from "./tried.ts";

// An erased member's answers go with the account, holds are no requests; what they did is checked
// by the rows.
const keepsNoAnswer = new Set(["erase", "use_hold", "let_go"]);
// A counter's records, a provider's notices and an order's open payment are their own keys.
const ownKeys = new Set(["sync", "notice", "pay"]);

function faultsOf(one: Tried, facts: Facts): Finding[] {
  const accepted = one.tries.filter((told) => told.outcome === "accepted");
  const broken = one.tries.filter((told) => told.code === "internal_error");
  const found = broken.map(() => finding("other", `${one.key}: the server answered 500`));
  const [first] = accepted;
  if (!first || ownKeys.has(one.act)) return found;
  if (accepted.some((told) => told.hash !== first.hash)) {
    found.push(finding("repeat", `${one.key} was answered in two ways`));
  }
  const late = one.tries.filter((told) =>
    told.outcome === "refused" && told.sentAt > first.answeredAt);
  if (late.length > 0 && !keepsNoAnswer.has(one.act)) {
    found.push(finding("repeat", `${one.key} was accepted, then refused: ${late[0]?.code}`));
  }
  if (keepsNoAnswer.has(one.act)) return found;
  const stored = facts.stored.get(one.key);
  if (!stored) found.push(finding("lost", `${one.key} was acknowledged and is not there`));
  else if (stored.madeId !== first.madeId) {
    found.push(finding("repeat", `${one.key} made ${stored.madeId}, its client heard of another`));
  }
  return found;
}

/** What was acknowledged is there, and each repeat of a key was answered the same. */
export function checkAnswers(facts: Facts, tried: readonly Tried[]): Finding[] {
  return tried.flatMap((one) => faultsOf(one, facts));
}
