import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { makeDigits } from "#packages/codes/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { keyedHash } from "#platform/secrets.ts";
import { refusalFor } from "./refusal.ts";
import { rightKind } from "./rights.ts";
import type { RedemptionTables } from "./tables.ts";

/** How long a code is on the screen, is still taken after that, and its number may be typed. */
export const showSeconds = { shown: 60, accepted: 90, spoken: 300 } as const;

// Long enough for "too old" instead of "unknown", short enough that an open wallet leaves no heap.
const keptHours = 1;
const dropAtOnce = 5;

export interface ShowCode {
  readonly codeId: string;
  readonly token: string;
  readonly spoken: string;
  readonly shownUntil: number;
  readonly acceptedUntil: number;
  readonly spokenUntil: number;
}

export const tokenHash = (ctx: Context, token: string): Buffer =>
  keyedHash("redemption.token", `${ctx.brand.brandId}:${token}`);

export const spokenHash = (ctx: Context, digits12: string): Buffer =>
  keyedHash("redemption.spoken", `${ctx.brand.brandId}:${digits12}`);

/** A number that no open code has; one whose time is over is taken over in the same statement. */
async function takeSpokenNumber(ctx: Context, codeId: string, until: Temporal.Instant) {
  for (;;) {
    const digits = makeDigits(12, randomBytes);
    const { rows } = await sql`
      insert into redemption.spoken_numbers as n (brand_id, number_hash, code_id, open_until)
      values (${ctx.brand.brandId}, ${spokenHash(ctx, digits)}, ${codeId}, ${until})
      on conflict (brand_id, number_hash) do update
        set code_id = excluded.code_id, open_until = excluded.open_until
        where n.open_until <= ${ctx.recordedAt}
      returning code_id`.execute(ctx.tx);
    if (rows.length === 1) return digits;
  }
}

/** Each showing clears a few of anybody's, so that what nobody redeemed never piles up. */
async function dropOldCodes(ctx: Context): Promise<void> {
  const before = ctx.recordedAt.subtract({ hours: keptHours });
  const { brandId } = ctx.brand;
  await sql`
    delete from redemption.show_codes where (brand_id, code_id) in (
      select brand_id, code_id from redemption.show_codes
      where brand_id = ${brandId} and redemption_id is null and spoken_until < ${before}
      order by spoken_until limit ${dropAtOnce} for update skip locked)`.execute(ctx.tx);
  await sql`
    delete from redemption.spoken_numbers where (brand_id, number_hash) in (
      select brand_id, number_hash from redemption.spoken_numbers
      where brand_id = ${brandId} and open_until < ${before}
      order by open_until limit ${dropAtOnce} for update skip locked)`.execute(ctx.tx);
}

/** Makes a code for a right that the calling member owns and can use now. */
export async function showCode(ctx: Context, kind: string, rightId: string): Promise<ShowCode> {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  const { memberId } = ctx.actor;
  const preview = await rightKind(kind).preview(ctx, { rightId, storeId: null, billMinor: null });
  // Another member's right is answered like none, so that ids cannot be tried.
  if (!preview || preview.facts.memberId !== memberId) throw refuse("right_unknown");
  if (preview.refusal) throw await refusalFor(ctx, preview.refusal, { kind, rightId });
  await dropOldCodes(ctx);
  const codeId = newId();
  const token = randomToken(16);
  const at = ctx.recordedAt;
  const acceptedUntil = at.add({ seconds: showSeconds.accepted });
  const spokenUntil = at.add({ seconds: showSeconds.spoken });
  await tablesOf<RedemptionTables>(ctx)
    .insertInto("redemption.show_codes")
    .values({
      brand_id: ctx.brand.brandId,
      code_id: codeId,
      right_kind: kind,
      right_id: rightId,
      member_id: memberId,
      token_hash: tokenHash(ctx, token),
      shown_at: at,
      accepted_until: acceptedUntil,
      spoken_until: spokenUntil,
    })
    .execute();
  return {
    codeId,
    token,
    spoken: await takeSpokenNumber(ctx, codeId, spokenUntil),
    shownUntil: at.add({ seconds: showSeconds.shown }).epochMilliseconds,
    acceptedUntil: acceptedUntil.epochMilliseconds,
    spokenUntil: spokenUntil.epochMilliseconds,
  };
}
