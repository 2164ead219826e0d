// Which two candidates never apply together.
import { markColumn } from "./columns.ts";
import type { Candidate } from "./prepare.ts";
import type { Category, Offer, StackingPolicy } from "./model.ts";

/** Who is apart from whom, by candidate number. */
export interface Conflicts {
  readonly count: number;
  /** Some two are. */
  readonly any: boolean;
  /** Row a, column b: 1 where a and b are never in one combination; empty where none are. */
  readonly apart: Uint8Array;
}

export function areApart(conflicts: Conflicts, a: number, b: number): boolean {
  return conflicts.apart[a * conflicts.count + b] === 1;
}

const nobody = new Uint8Array(0);

/** Tests every pair once, but for those that only a rule of the policy could hold apart. */
export function conflictsOf(
  candidates: readonly Candidate[],
  policy: StackingPolicy,
  lineCount: number,
): Conflicts {
  const count = candidates.length;
  const rules = rulesFor(policy);
  if (candidates.every(({ offer }) => isPlain(offer) && !rules.apart.has(offer.category))) {
    return { count, any: false, apart: nobody };
  }
  const apart = markColumn(count * count);
  const sides: Side[] = [];
  for (const candidate of candidates) sides.push(sideOf(candidate, lineCount));
  let any = false;
  for (let a = 0; a < count; a++) {
    const { offer, plain } = sides[a]!;
    const unheld = plain && !rules.apart.has(offer.category);
    for (let b = a + 1; b < count; b++) {
      if (unheld && sides[b]!.plain) continue;
      if (!heldApart(sides[a]!, sides[b]!, rules)) continue;
      apart[a * count + b] = 1;
      apart[b * count + a] = 1;
      any = true;
    }
  }
  return { count, any, apart };
}

/** What a pair is judged by. */
interface Side {
  readonly offer: Offer;
  readonly never: boolean;
  readonly always: boolean;
  /** It is in no group and joins as the policy says. */
  readonly plain: boolean;
  readonly lines: Int32Array;
  readonly lineCount: number;
  /** Its lines as bits; null until they are asked for. */
  bits: Int32Array | null;
}

function isPlain({ groups, joins }: Offer): boolean {
  return !groups && (joins === undefined || joins === "policy");
}

function sideOf({ offer, never, lines }: Candidate, lineCount: number): Side {
  const plain = isPlain(offer);
  return { offer, never, always: offer.joins === "always", plain, lines, lineCount, bits: null };
}

function bitsOf(side: Side): Int32Array {
  if (side.bits) return side.bits;
  const bits = new Int32Array((side.lineCount + 31) >>> 5);
  for (const line of side.lines) bits[line >>> 5]! |= 1 << (line & 31);
  return (side.bits = bits);
}

/** The policy's pairs and groups as look-ups. */
interface Rules {
  readonly apart: ReadonlyMap<Category, ReadonlyMap<Category, Per>>;
  readonly groups: ReadonlyMap<string, Per>;
}

type Per = "cart" | "line";

// A policy is made once and asked for every cart.
const rulesOf = new WeakMap<StackingPolicy, Rules>();

function rulesFor(policy: StackingPolicy): Rules {
  const known = rulesOf.get(policy);
  if (known) return known;
  const rules = newRules(policy);
  rulesOf.set(policy, rules);
  return rules;
}

function newRules(policy: StackingPolicy): Rules {
  const apart = new Map<Category, Map<Category, Per>>();
  const note = (a: Category, b: Category, per: Per) => {
    const row = apart.get(a) ?? new Map<Category, Per>();
    apart.set(a, row);
    if (row.get(b) !== "cart") row.set(b, per);
  };
  for (const { a, b, per } of policy.apart) {
    note(a, b, per);
    note(b, a, per);
  }
  const groups = new Map((policy.groups ?? []).map(({ group, per }) => [group, per]));
  return { apart, groups };
}

/**
 * The first that holds decides: one group · both take part in nothing else and share a line · an
 * `only` that does not name the other, on a shared line · "always" · the policy's pair of
 * categories. Vouchers of one offer are held apart by `never` alone; `perOrder` counts them.
 */
function heldApart(a: Side, b: Side, rules: Rules): boolean {
  const sameOffer = a.offer.offerId === b.offer.offerId;
  if (!sameOffer && inOneGroup(a, b, rules)) return true;
  if (a.never && b.never) return shareLine(a, b);
  if (sameOffer) return false;
  if ((refuses(a, b) || refuses(b, a)) && shareLine(a, b)) return true;
  if (a.always || b.always) return false;
  const per = rules.apart.get(a.offer.category)?.get(b.offer.category);
  return per === "cart" || (per === "line" && shareLine(a, b));
}

function inOneGroup(a: Side, b: Side, rules: Rules): boolean {
  if (!a.offer.groups || !b.offer.groups) return false;
  for (const group of a.offer.groups) {
    if (!b.offer.groups.includes(group)) continue;
    if (rules.groups.get(group) !== "line" || shareLine(a, b)) return true;
  }
  return false;
}

function refuses({ offer: { joins } }: Side, { offer }: Side): boolean {
  if (typeof joins !== "object") return false;
  return !joins.only.includes(offer.offerId) && !joins.only.includes(offer.category);
}

// One that takes part in nothing else takes its lines from the other: then they share none.
function shareLine(a: Side, b: Side): boolean {
  if (a.never !== b.never) return false;
  const [mine, others] = [bitsOf(a), bitsOf(b)];
  for (let word = 0; word < mine.length; word++) if (mine[word]! & others[word]!) return true;
  return false;
}
