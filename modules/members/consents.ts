import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { currentText, hashOf, type Purpose, textOf } from "./consent-texts.ts";
import type { MemberTables } from "./tables.ts";

export interface ConsentChoice {
  readonly purpose: Purpose;
  readonly version: string;
  readonly given: boolean;
}

/** How one purpose stands: the latest giving, and its withdrawal. */
export interface ConsentState {
  readonly purpose: Purpose;
  readonly version: string;
  readonly given: boolean;
  readonly givenAt: Temporal.Instant | null;
  readonly withdrawnAt: Temporal.Instant | null;
}

/** Writes a choice as a row of its own, unless it is what already stands. */
export async function chooseConsent(
  ctx: Context,
  memberId: string,
  choice: ConsentChoice,
): Promise<void> {
  const text = textOf(choice.purpose, choice.version);
  if (!text) throw refuse("consent_version_unknown", { ...choice });
  if (choice.purpose === "necessary" && !choice.given) throw refuse("consent_needed_to_serve");
  await lockMember(ctx, memberId);
  const now = (await consentStates(ctx, memberId)).find((c) => c.purpose === choice.purpose);
  if (!choice.given && !now?.given) return;
  if (choice.given && now?.given && now.version === choice.version) return;
  await tablesOf<MemberTables>(ctx)
    .insertInto("members.consents")
    .values({
      brand_id: ctx.brand.brandId,
      consent_id: newId(),
      member_id: memberId,
      purpose: choice.purpose,
      version: choice.version,
      text_hash: hashOf(text),
      given: choice.given,
      at: ctx.now,
    })
    .execute();
  const kind = choice.given ? "members.consent_given" : "members.consent_withdrawn";
  await emit(ctx, kind, {
    memberId,
    payload: { purpose: choice.purpose, version: choice.version },
  });
}

/** The notice under which a person signs in; kept once per version. */
export async function noteNotice(ctx: Context, memberId: string): Promise<void> {
  const { purpose, version } = currentText("necessary");
  await chooseConsent(ctx, memberId, { purpose, version, given: true });
}

/** Two choices of one member at once: the second sees the first. */
async function lockMember(ctx: Context, memberId: string): Promise<void> {
  await sql`select 1 from members.members where brand_id = ${ctx.brand.brandId}
    and member_id = ${memberId} for no key update`.execute(ctx.tx);
}

interface ActRow {
  readonly purpose: Purpose;
  readonly version: string;
  readonly given: boolean;
  readonly at: Temporal.Instant;
}

async function actsOf(ctx: Context, memberId: string): Promise<ActRow[]> {
  return tablesOf<MemberTables>(ctx)
    .selectFrom("members.consents")
    .select(["purpose", "version", "given", "at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("consent_id")
    .execute();
}

/** Every giving with its withdrawal, oldest first. */
export async function consentHistory(ctx: Context, memberId: string): Promise<ConsentState[]> {
  const periods: ConsentState[] = [];
  for (const act of await actsOf(ctx, memberId)) {
    const { purpose, version, at } = act;
    if (act.given) {
      periods.push({ purpose, version, given: true, givenAt: at, withdrawnAt: null });
      continue;
    }
    const index = periods.findLastIndex((one) => one.purpose === purpose);
    const open = periods[index];
    if (open) periods[index] = { ...open, given: false, withdrawnAt: at };
  }
  return periods;
}

/** The present state of each purpose that was ever chosen. */
export async function consentStates(ctx: Context, memberId: string): Promise<ConsentState[]> {
  const last = new Map<Purpose, ConsentState>();
  for (const one of await consentHistory(ctx, memberId)) last.set(one.purpose, one);
  return [...last.values()];
}
