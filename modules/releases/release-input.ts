import { visibleLength } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { refuse } from "#platform/errors.ts";
import type { DraftInput } from "./shapes.ts";

const longestName = 20;

/** The name without spaces around it; refuses one that is empty or longer than 20 characters. */
export function releaseName(text: string): string {
  const name = text.normalize("NFC").trim();
  const length = visibleLength(name);
  if (length < 1 || length > longestName) {
    throw refuse("release_name_length", { most: longestName, length });
  }
  return name;
}

const problems = {
  slots_missing: { zh: "至少需要一个场次或号码", en: "it needs a slot or a number" },
  slots_of_other_kind: {
    zh: "场次和号码只能选一种",
    en: "it has either slots or numbers, as its kind says",
  },
  slot_without_time: { zh: "结束时间须晚于开始时间", en: "a slot ends after it starts" },
  slots_overlap: { zh: "场次的时间不能重叠", en: "slots do not overlap" },
  warm_up_late: { zh: "预告须早于第一场开始", en: "the warm-up comes before the first slot" },
  slot_too_long: { zh: "一场最长 31 天", en: "a slot lasts at most 31 days" },
  number_twice: { zh: "同一个号码出现了两次", en: "a number is there twice" },
  starts_in_past: { zh: "开始时间已过", en: "its start has passed" },
};
export type ReleaseProblem = keyof typeof problems;

export const invalid = (ctx: Pick<Context, "lang">, problem: ReleaseProblem) =>
  refuse("release_invalid", { problem, detail: problems[problem][ctx.lang] });

const longestSlotMs = 31 * 86_400_000;
/** How often a unit may be passed on after the end: three times the time to confirm. */
const passesAfterEnd = 3;

/** From then on no unit is passed on: its holder would keep everybody waiting. */
export const lastHoldAt = (row: {
  readonly ends_at: Temporal.Instant;
  readonly hold_seconds: number;
}): Temporal.Instant => row.ends_at.add({ seconds: passesAfterEnd * row.hold_seconds });

export interface NewSlot {
  readonly slotId: string;
  readonly position: number;
  readonly number: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly stock: number;
}

function slotsFrom(input: DraftInput): Omit<NewSlot, "slotId" | "position">[] {
  if (input.kind === "slots") {
    const slots = input.slots ?? [];
    return slots.toSorted((a, b) => a.startsAt - b.startsAt).map((one) => ({
      ...one,
      number: null,
    }));
  }
  const { startsAt = 0, endsAt = 0, items = [] } = input.numbers ?? {};
  return items.map((number) => ({ number, startsAt, endsAt, stock: 1 }));
}

function problemOf(input: DraftInput, slots: readonly Omit<NewSlot, "slotId" | "position">[]) {
  const other = input.kind === "slots" ? input.numbers : input.slots;
  if (other) return "slots_of_other_kind";
  const [first] = slots;
  if (!first) return "slots_missing";
  if (slots.some((one) => one.endsAt <= one.startsAt)) return "slot_without_time";
  if (slots.some((one) => one.endsAt - one.startsAt > longestSlotMs)) return "slot_too_long";
  const overlap = slots.some((one, at) => at > 0 && one.startsAt < slots[at - 1]!.endsAt);
  if (input.kind === "slots" && overlap) return "slots_overlap";
  const numbers = slots.map((one) => one.number).filter((one) => one !== null);
  if (new Set(numbers).size < numbers.length) return "number_twice";
  return input.warmUpAt > first.startsAt ? "warm_up_late" : null;
}

/** Slots and numbers as rows, the first to start first; refuses what does not fit together. */
export function releaseSlots(ctx: Pick<Context, "lang">, input: DraftInput): NewSlot[] {
  const slots = slotsFrom(input);
  const problem = problemOf(input, slots);
  if (problem) throw invalid(ctx, problem);
  return slots.map((slot, position) => ({ ...slot, slotId: newId(), position }));
}
