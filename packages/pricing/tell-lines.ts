// Line by line: which offer took how much, and why this cent.
import { currencyExponent } from "../money/index.ts";
import { apply, claimLines } from "./evaluate.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { money, offerName, type Reader, wordsFor } from "./reader.ts";
import type { PricedOrder } from "./record.ts";
import { type Part, traceSplit } from "./split-trace.ts";

/** What the lines of an answer were made of; a whole record fits. */
export type Reckoned = Omit<PricedOrder, "format" | "engine">;

export interface LineTold {
  readonly lineId: string;
  /** List price, one sentence a reduction, what points pay, what is to pay. */
  readonly sentences: readonly string[];
}

/** Each line's way from its list price to what it costs, in the order of the cart. */
export function tellLines(reckoned: Reckoned, reader: Reader): LineTold[] {
  const { cart, priced } = reckoned;
  const words = wordsFor(reader.lang);
  const say = words.cent;
  const parts = partsOf(reckoned);
  return priced.lines.map((line, place) => {
    const bought = cart.lines[place]!;
    const initial = money(line.initialMinor, reader);
    const taken = line.reductions.map(({ offerId, voucherId, amountMinor }) => {
      const traced = parts.get(keyOf(offerId, voucherId));
      const how = howText(traced, place, reader);
      return say.taken(offerName(offerId, reader), money(amountMinor, reader), how);
    });
    const told = [
      say.start(money(bought.listMinor, reader), line.quantity, initial),
      ...taken,
      say.end(money(line.payableMinor, reader)),
      ...(line.pointsMinor > 0 ? [say.points(money(line.pointsMinor, reader))] : []),
    ];
    return { lineId: line.lineId, sentences: told.map((text) => words.sentence([text])) };
  });
}

/** What a member reads about delivery; empty where there is none. */
export function tellDelivery({ priced }: Pick<Reckoned, "priced">, reader: Reader): string {
  const { initialMinor, payableMinor } = priced.delivery;
  if (initialMinor === 0) return "";
  const { cent, sentence } = wordsFor(reader.lang);
  return sentence([cent.delivery(money(initialMinor, reader), money(payableMinor, reader))]);
}

// ---- the split of each offer, retraced --------------------------------------------------------

interface Traced {
  readonly totalMinor: number;
  /** By place in the cart; null: reckoned on the line itself. */
  readonly parts: readonly (Part | null)[] | null;
  readonly byUnits: boolean;
  /** How many lines it lowers. */
  readonly lines: number;
}

// Gives the applied offers their turns again and looks at what each split was made by.
function partsOf(reckoned: Reckoned): Map<string, Traced> {
  const prepared = prepareApplied(reckoned);
  const traced = new Map<string, Traced>();
  const { state, lines, candidates } = prepared;
  claimLines(prepared, candidates.map(({ index }) => index));
  for (const { index, offer, voucher } of candidates) {
    const headroom = Array.from(state.remaining, (left, line) =>
      Math.max(0, left - lines.floor[line]!),
    );
    state.scratch.weight.fill(0);
    const given = apply(prepared, index);
    const taken = state.taken.subarray(given.from, given.from + lines.count);
    const { kind } = offer.benefit;
    const together = kind === "tiers" || kind === "bundle";
    const weights = Array.from(state.scratch.weight.subarray(0, lines.count));
    const inOrder = together ? traceSplit(given.goodsMinor, weights, headroom) : null;
    const agrees = inOrder?.every((part, line) => (part?.partMinor ?? 0) === taken[line]);
    traced.set(keyOf(offer.offerId, voucher?.voucherId ?? null), {
      totalMinor: given.goodsMinor,
      parts: inOrder && agrees ? byPlace(prepared, inOrder) : null,
      byUnits: kind === "bundle",
      lines: taken.reduce((count, minor) => count + (minor > 0 ? 1 : 0), 0),
    });
  }
  return traced;
}

function prepareApplied({ cart, offers, policy, facts, now, options, priced }: Reckoned): Prepared {
  const applied = new Set(priced.applied.map(({ offerId }) => offerId));
  const choose = priced.applied.map(({ offerId, voucherId }) => voucherId ?? offerId);
  const those = offers.filter(({ offerId }) => applied.has(offerId));
  return prepare(cart, those, policy, facts, now, { ...options, choose });
}

function byPlace({ lines }: Prepared, inOrder: readonly (Part | null)[]): (Part | null)[] {
  const places: (Part | null)[] = [];
  for (const [line, part] of inOrder.entries()) places[lines.place[line]!] = part;
  return places;
}

function keyOf(offerId: string, voucherId: string | null): string {
  return JSON.stringify([offerId, voucherId]);
}

// ---- words ------------------------------------------------------------------------------------

function howText(traced: Traced | undefined, place: number, reader: Reader): string {
  const { cent: say, list } = wordsFor(reader.lang);
  const part = traced?.parts?.[place];
  if (!traced || !part) return say.own;
  const total = money(traced.totalMinor, reader);
  if (part.kind === "stopped") return list([total, say.stopped].slice(traced.lines > 1 ? 1 : 0));
  if (traced.lines === 1) return say.only(total);
  const [weight, of] = [money(part.weight, reader), money(part.of, reader)];
  const rest = part.stopped > 0 ? [say.rest(part.stopped)] : [];
  const split = traced.byUnits ? [say.byUnits(total)] : [];
  if (part.even) {
    const even = say.even(money(part.restMinor, reader), weight, of);
    return clauses([...split, ...rest, even], reader);
  }
  return clauses([
    ...split,
    ...rest,
    say.share(money(part.restMinor, reader), weight, of, exactText(part, reader)),
    say.rounded({
      down: money(part.downMinor, reader),
      left: money(part.leftMinor, reader),
      unit: money(1, reader),
      rank: part.rank,
      got: part.rank <= part.leftMinor ? money(part.partMinor, reader) : null,
    }),
  ], reader);
}

function clauses(parts: readonly string[], reader: Reader): string {
  return parts.join(reader.lang === "zh" ? "；" : "; ");
}

// "¥16.6683…": two digits beyond the smallest unit.
function exactText(part: Part & { kind: "share" }, reader: Reader): string {
  const point = currencyExponent(reader.currency) === 0 ? "." : "";
  return `${money(part.downMinor, reader)}${point}${String(part.hundredths).padStart(2, "0")}…`;
}
