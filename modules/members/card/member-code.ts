import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { makeDigits, parseScanned } from "#packages/codes/index.ts";
import { actorKey, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { keyedHash } from "#platform/secrets.ts";
import { refusedWhenFull, throttle } from "#platform/throttle.ts";
import { type Member, memberById } from "../find-members.ts";

/** How long a code is on the screen, is still taken after that, and its number may be typed. */
const codeSeconds = { shown: 60, accepted: 90, spoken: 300 } as const;

export interface MemberCode {
  readonly token: string;
  readonly spoken: string;
  readonly shownUntil: number;
  readonly spokenUntil: number;
}

const hashOf = (ctx: Context, kind: "token" | "number", text: string): Buffer =>
  keyedHash(`members.code_${kind}`, `${ctx.brand.brandId}:${text}`);

/** Clears the member's own old codes and a few of anybody's. */
async function dropOld(ctx: Context, memberId: string): Promise<void> {
  const { brandId } = ctx.brand;
  await sql`
    delete from members.member_codes where (brand_id, code_id) in (
      select brand_id, code_id from (select brand_id, code_id from members.member_codes
        where brand_id = ${brandId} and member_id = ${memberId}
          and spoken_until <= ${ctx.recordedAt}
        order by code_id limit 20 for update skip locked) own
      union all
      select brand_id, code_id from (select brand_id, code_id from members.member_codes
        where brand_id = ${brandId} and spoken_until <= ${ctx.recordedAt}
        order by spoken_until limit 5 for update skip locked) other)`.execute(ctx.tx);
}

/** Makes the code by which a till knows the member; the one before stays good for its time. */
export async function showMemberCode(ctx: Context, memberId: string): Promise<MemberCode> {
  await dropOld(ctx, memberId);
  const token = randomToken(16);
  const at = ctx.recordedAt;
  const spokenUntil = at.add({ seconds: codeSeconds.spoken });
  for (;;) {
    const spoken = makeDigits(12, randomBytes);
    const { rows } = await sql`
      insert into members.member_codes (brand_id, code_id, member_id, token_hash, number_hash,
        accepted_until, spoken_until)
      values (${ctx.brand.brandId}, ${newId()}, ${memberId}, ${hashOf(ctx, "token", token)},
        ${hashOf(ctx, "number", spoken)}, ${at.add({ seconds: codeSeconds.accepted })},
        ${spokenUntil})
      on conflict do nothing returning code_id`.execute(ctx.tx);
    if (rows.length === 0) continue;
    return {
      token,
      spoken,
      shownUntil: at.add({ seconds: codeSeconds.shown }).epochMilliseconds,
      spokenUntil: spokenUntil.epochMilliseconds,
    };
  }
}

const windowSeconds = 300;
const guessRules = (ctx: Context) => [
  { purpose: "member_code_staff", keys: [actorKey(ctx.actor)], max: 10, windowSeconds },
  { purpose: "member_code_address", keys: [ctx.clientHash], max: 30, windowSeconds },
];

interface Found {
  readonly member_id: string;
  readonly open: boolean;
}

async function look(ctx: Context, text: string): Promise<Found | null> {
  const scanned = parseScanned(text);
  const { brandId } = ctx.brand;
  if (scanned.kind === "member-link") {
    if (scanned.brandKey !== ctx.brand.key) {
      throw refuse("member_code_other_brand", { brand: scanned.brandKey });
    }
    const { rows } = await sql<Found>`
      select member_id, accepted_until > ${ctx.recordedAt} as open from members.member_codes
      where brand_id = ${brandId} and token_hash = ${hashOf(ctx, "token", scanned.token)}
    `.execute(ctx.tx);
    return rows[0] ?? null;
  }
  if (scanned.kind !== "spoken") return null;
  const { rows } = await sql<Found>`
    select member_id, spoken_until > ${ctx.recordedAt} as open from members.member_codes
    where brand_id = ${brandId} and number_hash = ${hashOf(ctx, "number", scanned.digits12)}
  `.execute(ctx.tx);
  return rows[0] ?? null;
}

/**
 * Who showed this code: the link of the card's QR, or its number of twelve digits. Reading uses
 * nothing up, so that one code serves a whole sale; it ends by time alone. Refuses
 * `member_code_unknown`, `member_code_expired`, `member_code_other_brand`, and `too_many_tries`
 * to who guesses.
 */
export async function memberByCode(ctx: Context, code: string): Promise<Member> {
  const [wall] = await refusedWhenFull(ctx, [guessRules(ctx)]);
  if (wall) throw wall;
  const found = await look(ctx, code);
  const member = found ? await memberById(ctx, found.member_id) : null;
  if (!found || !member || member.erasedAt) {
    for (const rule of guessRules(ctx)) await throttle(ctx, rule);
    throw refuse("member_code_unknown");
  }
  if (!found.open) throw refuse("member_code_expired");
  return member;
}
