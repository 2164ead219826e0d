// What a row expects, against what came out. Semicolons part the expectations:
//   80.00                      goods and delivery together
//   A 20                       applied, takes 20 off; "A 20 = tea 15 + cake 5" says on which lines
//   A cap | A floor | A zero   what kept it from taking more
//   A tier 2, A times 3        which tier gave, how often
//   A paid store 15 + group 5  who bears it
//   A base 95                  the amount that its threshold was tested on
//   not B below_amount 5       not applied, with its reason and the figure or ids that go with it
//   tea 45                     what a line costs;  "delivery 3", "gift 2 cup", "no gift"
//   points 4.50 (450), stored value 20, due 5.50
//   next B 5                   the next tier misses 5; "next B 1pcs"; and what to add for it:
//                              "next B 5 add cake x1 costs -3 worth 12"
// Every applied offer must be named.
import type { Priced, Reason } from "../answer.ts";
import { minorOf, shelf } from "./read-goods.ts";

/** What does not hold, in words; empty where everything does. */
export function check(pays: readonly string[], priced: Priced): string[] {
  const wrong: string[] = [];
  const named = new Set<string>();
  for (const expected of pays) {
    const problem = one(expected, priced, named);
    if (problem !== undefined) wrong.push(`${expected}: ${problem}`);
  }
  const unnamed = priced.applied.map(idOf).filter((id) => !named.has(id));
  if (unnamed.length > 0) wrong.push(`also applied: ${appliedIn(priced)}`);
  return wrong;
}

type Applied = Priced["applied"][number];
const idOf = ({ offerId, voucherId }: Applied) => voucherId ?? offerId;

/** A voucher is meant by its offer's name where only one of it is held. */
function findApplied(priced: Priced, id: string): Applied | undefined {
  return priced.applied.find((one) => idOf(one) === id)
    ?? priced.applied.find(({ offerId }) => offerId === id);
}

function appliedIn(priced: Priced): string {
  return priced.applied.map((one) => `${idOf(one)} ${one.amountMinor}`).join(", ") || "nothing";
}

type Check = (groups: readonly string[], priced: Priced, named: Set<string>) => string | undefined;

const differs = (got: unknown, want: unknown) =>
  String(got) === String(want) ? undefined : `it is ${String(got)}`;

const checks: readonly (readonly [RegExp, Check])[] = [
  [/^(-?[\d.]+)$/, ([total], priced) =>
    differs(priced.payable.totalMinor, minorOf(total!, priced.currency))],
  [/^delivery ([\d.]+)$/, ([amount], priced) =>
    differs(priced.delivery.payableMinor, minorOf(amount!, priced.currency))],
  [/^due ([\d.]+)$/, ([amount], priced) =>
    differs(priced.payable.dueMinor, minorOf(amount!, priced.currency))],
  [/^stored value ([\d.]+)$/, ([amount], priced) =>
    differs(priced.payable.storedValueMinor, minorOf(amount!, priced.currency))],
  [/^points ([\d.]+) \((\d+)\)(?: = (.+))?$/, ([amount, used, lines], priced) =>
    differs(priced.payable.pointsMinor, minorOf(amount!, priced.currency))
    ?? differs(priced.payable.pointsUsed, used)
    ?? (lines && byLines(lines, priced.lines.filter((line) => line.pointsMinor > 0)
      .map((line) => ({ lineId: line.lineId, amountMinor: line.pointsMinor })), priced))],
  [/^gift (\d+) (\w+)$/, ([quantity, label], priced) =>
    priced.gifts.some((gift) => gift.label === label && gift.quantity === Number(quantity))
      ? undefined : `gifts are ${JSON.stringify(priced.gifts)}`],
  [/^no gift$/, (_, priced) => differs(priced.gifts.length, 0)],
  [/^not (\S+)(?: (.+))?$/, ([id, reason], priced) => notApplied(priced, id!, reason)],
  [/^no reason for (\S+)$/, ([id], priced) =>
    differs(priced.notApplied.some((one) => one.offerId === id), false)],
  [/^next (\w+) (\S+)(?: (.+))?$/, ([id, missing, more], priced) =>
    nextStep(priced, id!, missing!, more)],
  [/^no next (\w+)$/, ([id], priced) =>
    differs(priced.nextSteps.some(({ offerId }) => offerId === id), false)],
  [/^(\S+) (cap|floor|zero|no limit)$/, ([id, limit], priced) =>
    differs(findApplied(priced, id!)?.limitedBy ?? "no limit", limit)],
  [/^(\S+) tier (\d+)$/, ([id, tier], priced) =>
    differs(Number(findApplied(priced, id!)?.tier) + 1, tier)],
  [/^(\S+) times (\d+)$/, ([id, times], priced) => differs(findApplied(priced, id!)?.times, times)],
  [/^(\S+) base ([\d.]+)$/, ([id, base], priced) =>
    differs(findApplied(priced, id!)?.baseMinor, minorOf(base!, priced.currency))],
  [/^(\S+) paid (.+)$/, ([id, shares], priced) =>
    paidBy(findApplied(priced, id!), shares!, priced)],
  [/^([a-z.2-9]+) ([\d.]+)$/, ([lineId, amount], priced) => {
    const line = priced.lines.find((each) => each.lineId === lineId);
    return shelf[lineId!.split(".")[0]!]
      ? differs(line?.payableMinor, minorOf(amount!, priced.currency)) : "not on the shelf";
  }],
  [/^([A-Z]\S*)(?: ([\d.]+))?(?: = (.+))?$/, ([id, amount, lines], priced, named) => {
    const applied = findApplied(priced, id!);
    if (!applied) return `applied: ${appliedIn(priced)}`;
    named.add(idOf(applied));
    return differs(applied.amountMinor, minorOf(amount ?? "0", priced.currency))
      ?? (lines && byLines(lines, applied.byLine, priced));
  }],
];

function one(expected: string, priced: Priced, named: Set<string>): string | undefined {
  for (const [shape, holds] of checks) {
    const found = shape.exec(expected);
    if (found) return holds(found.slice(1), priced, named);
  }
  return "not understood";
}

function byLines(
  text: string, got: readonly { readonly lineId: string; readonly amountMinor: number }[],
  priced: Priced,
): string | undefined {
  const want = text.split("+").map((part) => {
    const [lineId, amount] = part.trim().split(" ");
    return `${lineId} ${minorOf(amount!, priced.currency)}`;
  });
  return differs(got.map((line) => `${line.lineId} ${line.amountMinor}`).sort().join(", "),
    want.sort().join(", "));
}

function paidBy(applied: Applied | undefined, text: string, priced: Priced): string | undefined {
  const want = text.split("+").map((part) => {
    const [party, amount] = part.trim().split(" ");
    return `${party} ${minorOf(amount!, priced.currency)}`;
  });
  const got = applied?.shares.map(({ party, amountMinor }) => `${party} ${amountMinor}`) ?? [];
  return differs(got.sort().join(", "), want.sort().join(", "));
}

function notApplied(priced: Priced, id: string, text: string | undefined): string | undefined {
  const found = priced.notApplied.find(({ voucherId, offerId }) => (voucherId ?? offerId) === id)
    ?? priced.notApplied.find(({ offerId }) => offerId === id);
  if (!found) return `applied: ${appliedIn(priced)}`;
  return text === undefined ? undefined : differs(inWords(found.reason), words(text, priced));
}

/** The reason's kind and its figure. */
function inWords(reason: Reason): string {
  switch (reason.kind) {
    case "below_amount": return `${reason.kind} ${reason.missingMinor}`;
    case "below_count":
    case "goods_missing": return `${reason.kind} ${reason.missing}`;
    case "not_with": return `${reason.kind} ${[...reason.offerIds].sort().join(" ")}`;
    case "not_better": return `${reason.kind} ${reason.worseByMinor}`;
    case "nothing_left": return `${reason.kind} ${reason.why}`;
    default: return reason.kind;
  }
}

function words(text: string, { currency }: Priced): string {
  const [kind, ...rest] = text.split(" ");
  if (kind !== "below_amount" && kind !== "not_better") return text;
  return `${kind} ${minorOf(rest[0] ?? "0", currency)}`;
}

function nextStep(
  priced: Priced, id: string, missing: string, more: string | undefined,
): string | undefined {
  const step = priced.nextSteps.find(({ offerId }) => offerId === id);
  if (!step) return `next steps are ${JSON.stringify(priced.nextSteps)}`;
  const got = missing.endsWith("pcs") ? `${step.missingCount}pcs` : String(step.missingMinor);
  const want = missing.endsWith("pcs") ? missing : String(minorOf(missing, priced.currency));
  const found = /^add (.+) costs (\S+)(?: worth (\S+))?$/.exec(more ?? "");
  if (!found) return differs(got, want);
  const added = step.add?.map(({ productId, quantity }) => `${productId} x${quantity}`).sort();
  return differs(got, want)
    ?? differs(added?.join(" + "), found[1])
    ?? differs(step.costsMinor, minorOf(found[2]!, priced.currency))
    ?? (found[3] && differs(step.worthMinor, minorOf(found[3], priced.currency)));
}
