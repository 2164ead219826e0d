import { timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { newId, randomDigits } from "#platform/ids.ts";
import { keyedHash } from "#platform/secrets.ts";
import { throttle } from "#platform/throttle.ts";
import { phoneOf } from "./brand-phone.ts";
import { smsFor } from "./ports.ts";
import type { MemberTables } from "./tables.ts";

const validSeconds = 300;
const waitSeconds = 60;
const maxTries = 5;
const daySeconds = 86_400;
const perPhoneADay = 10;
/** A store's guests share one address; a message pump needs far more than this. */
const perAddressADay = 200;

export interface SentCode {
  readonly sent: true;
  readonly resendAfterSeconds: number;
  /** Only from a sender that reveals: the made-up brand. */
  readonly demoCode?: string;
}

const phoneHash = (ctx: Context, phone: string) =>
  keyedHash("members.phone", `${ctx.brand.brandId}:${phone}`);
const codeHash = (ctx: Context, phone: string, code: string) =>
  keyedHash("members.code", `${ctx.brand.brandId}:${phone}:${code}`);

/** Makes a code for the phone and sends it; one a minute, capped a day by phone and address. */
export async function sendCode(ctx: Context, input: { phone: string }): Promise<SentCode> {
  const phone = phoneOf(ctx.brand, input.phone);
  const sender = smsFor(ctx.brand);
  if (!sender) throw refuse("sms_not_configured");
  const code = randomDigits(6);
  await keepCode(ctx, phone, code);
  const day = { windowSeconds: daySeconds };
  await throttle(ctx, { purpose: "code_phone", keys: [phone], max: perPhoneADay, ...day });
  const address = { keys: [ctx.clientHash], max: perAddressADay };
  await throttle(ctx, { purpose: "code_address", ...address, ...day });
  const { lang, brand } = ctx;
  const brandName = (lang === "en" ? brand.nameEn : null) ?? brand.name;
  try {
    await sender.send({ phone, code, lang, brandName });
  } catch {
    // The transaction rolls back, so that the minute is not lost; the cause is the sender's to log.
    throw refuse("sms_not_sent");
  }
  const demo = sender.reveals ? { demoCode: code } : {};
  return { sent: true, resendAfterSeconds: waitSeconds, ...demo };
}

async function keepCode(ctx: Context, phone: string, code: string): Promise<void> {
  const now = ctx.recordedAt;
  const hash = phoneHash(ctx, phone);
  // One statement decides the minute: of two requests at once the second finds the first's row.
  const { rows } = await sql`
    insert into members.one_time_codes as c
      (brand_id, phone_hash, code_id, code_hash, sent_at, expires_at)
    values (${ctx.brand.brandId}, ${hash}, ${newId()}, ${codeHash(ctx, phone, code)},
      ${now}, ${now.add({ seconds: validSeconds })})
    on conflict (brand_id, phone_hash) do update set code_id = excluded.code_id,
      code_hash = excluded.code_hash, sent_at = excluded.sent_at, expires_at = excluded.expires_at
      where c.sent_at <= ${now.subtract({ seconds: waitSeconds })}
    returning code_id`.execute(ctx.tx);
  if (rows.length === 1) return;
  const open = await openCode(ctx, hash);
  const end = open?.sent_at.add({ seconds: waitSeconds }) ?? now.add({ seconds: waitSeconds });
  const seconds = Math.max(1, Math.ceil(end.since(now).total("seconds")));
  throw refuse("code_too_soon", { seconds });
}

function openCode(ctx: Context, hash: Buffer) {
  return tablesOf<MemberTables>(ctx)
    .selectFrom("members.one_time_codes")
    .select(["code_id", "code_hash", "sent_at", "expires_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("phone_hash", "=", hash)
    .executeTakeFirst();
}

/** Uses up the phone's code; answers the phone in E.164. A wrong one counts, five void the code. */
export async function spendCode(
  ctx: Context,
  input: { phone: string; code: string },
): Promise<string> {
  const phone = phoneOf(ctx.brand, input.phone);
  const open = await openCode(ctx, phoneHash(ctx, phone));
  if (!open || Temporal.Instant.compare(open.expires_at, ctx.recordedAt) <= 0) {
    throw refuse("code_wrong");
  }
  await countTry(ctx, open.code_id);
  const typed = input.code.normalize("NFKC").replace(/\D/g, "");
  if (!timingSafeEqual(codeHash(ctx, phone, typed), open.code_hash)) throw refuse("code_wrong");
  const spent = await tablesOf<MemberTables>(ctx)
    .deleteFrom("members.one_time_codes")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("code_id", "=", open.code_id)
    .where("phone_hash", "=", phoneHash(ctx, phone))
    .returning("code_id")
    .executeTakeFirst();
  if (!spent) throw refuse("code_wrong");
  return phone;
}

/** Counted outside this transaction, which a wrong code rolls back, and before the comparison. */
async function countTry(ctx: Context, codeId: string): Promise<void> {
  const rule = { keys: [codeId], max: maxTries, windowSeconds: validSeconds };
  try {
    await throttle(ctx, { purpose: "code_try", ...rule });
  } catch (error) {
    const used = error instanceof Refusal && error.code === "too_many_tries";
    throw used ? refuse("code_tries_used") : error;
  }
}
