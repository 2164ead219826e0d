import { timingSafeEqual } from "node:crypto";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { keyedHash } from "#platform/secrets.ts";
import { visitProgrammes } from "./give-stamps.ts";

/** How long a code is on the screen; the two before it are still taken, for slow hands. */
const turnSeconds = 30;
const takenTurns = 2;
const macBytes = 16;

const turnOf = (at: Temporal.Instant): number =>
  Math.floor(at.epochMilliseconds / (turnSeconds * 1_000));

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
const idOf = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

const macOf = (ctx: Context, body: Buffer): Buffer =>
  keyedHash("wallet.stamp_code", `${ctx.brand.brandId}:${body.toString("hex")}`)
    .subarray(0, macBytes);

/** The code of a store and a turn: nothing is stored for it. */
export function stampToken(ctx: Context, storeId: string, turn: number): string {
  const body = Buffer.alloc(20);
  idBytes(storeId).copy(body);
  body.writeUInt32BE(turn, 16);
  return Buffer.concat([body, macOf(ctx, body)]).toString("base64url");
}

/** What the counter's screen shows now; staff of that store only. */
export async function showStampCode(ctx: Context, storeId: string) {
  await permit(ctx, "redemption.redeem", storeId);
  const turn = turnOf(ctx.recordedAt);
  const programmes = await visitProgrammes(ctx, storeId);
  return {
    programmes: programmes.map(({ name, name_en: nameEn, needed }) => ({ name, nameEn, needed })),
    token: stampToken(ctx, storeId, turn),
    shownUntil: (turn + 1) * turnSeconds * 1_000,
    now: ctx.recordedAt.epochMilliseconds,
  };
}

export interface StampCode {
  readonly storeId: string;
  readonly turn: number;
}

/** Refuses `stamp_code_old` for one of yesterday, of another brand, or altered. */
export function openStampToken(ctx: Context, token: string): StampCode {
  const bytes = Buffer.from(token, "base64url");
  const whole = bytes.length === 20 + macBytes && bytes.toString("base64url") === token;
  if (!whole) throw refuse("stamp_code_old");
  const body = bytes.subarray(0, 20);
  if (!timingSafeEqual(bytes.subarray(20), macOf(ctx, body))) throw refuse("stamp_code_old");
  const turn = body.readUInt32BE(16);
  const now = turnOf(ctx.recordedAt);
  if (turn > now || turn < now - takenTurns) throw refuse("stamp_code_old");
  return { storeId: idOf(body.subarray(0, 16)), turn };
}
