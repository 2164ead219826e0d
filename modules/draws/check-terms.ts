import { visibleLength } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { DrawsTable } from "./tables.ts";
import { type DrawTermsInput, poolOf, type PrizeTerms } from "./terms.ts";

/** Visible characters; a translation into Latin letters needs more of them. */
const longestName = 20;
const longestTranslation = 40;

function nameOf(text: string, most = longestName): string {
  const name = text.trim();
  const length = visibleLength(name);
  if (length < 1 || length > most) throw refuse("draw_name_length", { most, length });
  return name;
}

const translated = (text: string | null | undefined): string | null =>
  text?.trim() ? nameOf(text, longestTranslation) : null;

/** An instant of the brand's clocks. */
function instantOf(ctx: Context, local: string | null | undefined): Temporal.Instant | null {
  if (!local) return null;
  try {
    const text = Temporal.PlainDateTime.from(local, { overflow: "reject" });
    return text.toZonedDateTime(ctx.brand.timeZone).toInstant();
  } catch {
    throw refuse("invalid_input", { detail: local });
  }
}

const prizeOf = (prize: PrizeTerms): PrizeTerms => ({
  ...prize,
  name: nameOf(prize.name),
  nameEn: translated(prize.nameEn),
});

type Terms = Pick<
  DrawsTable,
  | "name" | "name_en" | "rules" | "rules_en" | "starts_at" | "ends_at" | "prizes" | "limits"
  | "when_gone" | "pool_minor"
>;

/** Checks the form of a draft; whether it may be published is asked by {@link publishChecks}. */
export function checkTerms(ctx: Context, input: DrawTermsInput): Terms {
  const startsAt = instantOf(ctx, input.startsLocal);
  const endsAt = instantOf(ctx, input.endsLocal);
  if (startsAt && endsAt && Temporal.Instant.compare(startsAt, endsAt) >= 0) {
    throw refuse("invalid_input", { detail: `${input.startsLocal} ≥ ${input.endsLocal}` });
  }
  const prizes = input.prizes.map(prizeOf);
  return {
    name: nameOf(input.name),
    name_en: translated(input.nameEn),
    rules: input.rules.trim(),
    rules_en: input.rulesEn?.trim() || null,
    starts_at: startsAt,
    ends_at: endsAt,
    prizes,
    limits: input.limits,
    when_gone: input.whenGone,
    pool_minor: prizes.reduce((sum, prize) => sum + poolOf(prize), 0),
  };
}
