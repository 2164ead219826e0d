import { memberById, phoneIn } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isDay } from "#platform/time.ts";
import type { Field } from "./tables.ts";

export interface Answer {
  readonly key: string;
  /** Null: as the brand knows it, where it does. */
  readonly value: string | null;
}

/** The key under which a form asks for the member's name. */
const nameKey = "name";

interface Known {
  readonly name: string | null;
  readonly phone: string | null;
}

/** What the brand knows of a member that a form may ask for. */
export async function knownOf(ctx: Context, memberId: string): Promise<Known> {
  const member = await memberById(ctx, memberId);
  return { name: member?.name ?? null, phone: member?.phone ?? null };
}

/** What the brand knows already of what a field asks. */
export function knownFor(field: Field, known: Known): string | null {
  if (field.kind === "phone") return known.phone;
  return field.kind === "text" && field.key === nameKey ? known.name : null;
}

const longestAnswer = 200;

function fitted(ctx: Context, field: Field, value: string): string | null {
  if (field.kind === "phone") return phoneIn(ctx.brand, value);
  if (field.kind === "date") return isDay(value) ? value : null;
  if (field.kind === "choice") {
    return field.choices.some((one) => one.label === value) ? value : null;
  }
  return value.length <= longestAnswer ? value : null;
}

/** The answers to a form, each as its kind is kept; refuses what is missing and what cannot be. */
export async function checkAnswers(
  ctx: Context,
  memberId: string,
  fields: readonly Field[],
  given: readonly Answer[],
): Promise<Record<string, string>> {
  const asked = new Map(given.map((one) => [one.key, one.value]));
  const stray = given.find((one) => !fields.some((field) => field.key === one.key));
  if (stray) throw refuse("application_answer_unfit", { label: stray.key });
  const known = await knownOf(ctx, memberId);
  const answers: Record<string, string> = {};
  for (const field of fields) {
    const label = ctx.lang === "en" ? (field.labelEn ?? field.label) : field.label;
    const value = (asked.get(field.key) ?? knownFor(field, known) ?? "").trim();
    if (value === "") {
      if (field.required) throw refuse("application_answer_missing", { label });
      continue;
    }
    const kept = fitted(ctx, field, value);
    if (kept === null) throw refuse("application_answer_unfit", { label });
    answers[field.key] = kept;
  }
  return answers;
}
