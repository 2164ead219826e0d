import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { randomToken } from "#platform/ids.ts";
import { keyedHash, openToken, signToken } from "#platform/secrets.ts";
import { throttle } from "#platform/throttle.ts";
import { shownRelease } from "./queries.ts";
import type { GateInput } from "./shapes.ts";
import { picture, pieceSize, pieceTop, size } from "./slider-picture.ts";
import type { ReleaseRow } from "./tables.ts";

const purpose = "releases.gate";
const lifeSeconds = 300;
/** About a second on a phone of 2020; each bit doubles it. */
const difficulty = 16;
const tolerance = 5;
const quickestMs = 800;

type Kind = "work" | "slider";

interface Challenge {
  readonly release: string;
  readonly member: string;
  readonly kind: Kind;
  readonly nonce: string;
  readonly askedAt: number;
  readonly exp: number;
}

/** Where the gap is: only the server can tell it from the nonce. */
function gapOf(nonce: string): number {
  const room = size.width - 2 * pieceSize;
  return pieceSize + (keyedHash("releases.slider", nonce).readUInt32BE(0) % room);
}

const none = { difficulty: null, picture: null, width: null, height: null, pieceY: null,
  pieceSize: null };

/**
 * A challenge for one member and one release. A release with the slider also gives the work gate,
 * for those who cannot see or drag; one with the work gate gives no slider.
 */
export async function makeChallenge(ctx: Context, releaseId: string, asked: Kind | undefined) {
  const { gate } = await shownRelease(ctx, releaseId);
  if (gate === "none" || ctx.actor.kind !== "member") throw refuse("release_no_gate");
  const { memberId } = ctx.actor;
  await throttle(ctx, { purpose: "release_gate", keys: [memberId], max: 30, windowSeconds: 60 });
  const kind = gate === "slider" ? (asked ?? "slider") : "work";
  const nonce = randomToken(16);
  const askedAt = ctx.recordedAt.epochMilliseconds;
  const expiresAt = askedAt + lifeSeconds * 1000;
  const payload = { release: releaseId, member: memberId, kind, nonce, askedAt };
  const token = signToken(purpose, payload, expiresAt);
  if (kind === "work") return { ...none, kind, token, difficulty, expiresAt };
  const shown = { ...size, pieceSize, pieceY: pieceTop(nonce) };
  return { ...none, kind, token, picture: picture(nonce, gapOf(nonce)), ...shown, expiresAt };
}

/** Leading zero bits of SHA-256(token + ":" + answer). */
function workDone(token: string, answer: string): number {
  const hash = createHash("sha256").update(`${token}:${answer}`).digest();
  let bits = 0;
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

function isSolved(challenge: Challenge, { token, answer }: GateInput, nowMs: number): boolean {
  if (challenge.kind === "work") return workDone(token, answer) >= difficulty;
  const near = Math.abs(Number(answer) - gapOf(challenge.nonce)) <= tolerance;
  return near && /^\d{1,4}$/.test(answer) && nowMs - challenge.askedAt >= quickestMs;
}

export interface Passing {
  readonly nonce: string;
  readonly releaseId: string;
  readonly expiresAt: number;
}

/** The challenge that a member solved; null: the release asks for none. Pure but for the secret. */
export function checkGate(
  release: Pick<ReleaseRow, "release_id" | "gate">,
  memberId: string,
  given: GateInput | null | undefined,
  nowMs: number,
): Passing | Refusal | null {
  if (release.gate === "none") return null;
  if (!given) return refuse("release_gate_missing", { gate: release.gate });
  const challenge = openToken<Challenge>(purpose, given.token, nowMs);
  const own = challenge?.release === release.release_id && challenge.member === memberId;
  const fits = own && (challenge.kind === "work" || release.gate === "slider");
  if (!fits || !isSolved(challenge, given, nowMs)) return refuse("release_gate_wrong");
  return { nonce: challenge.nonce, releaseId: release.release_id, expiresAt: challenge.exp };
}

/** Spends challenges, each once for ever; the nonces that were not spent before. */
export async function spend(
  ctx: Context,
  passing: readonly Passing[],
): Promise<ReadonlySet<string>> {
  if (passing.length === 0) return new Set();
  const { rows } = await sql<{ nonce: string }>`
    insert into releases.used_challenges (brand_id, nonce, release_id, expires_at)
    select ${ctx.brand.brandId}::uuid, p.nonce, p.release_id, to_timestamp(p.expires / 1000.0)
    from unnest(${passing.map((one) => one.nonce)}::text[],
      ${passing.map((one) => one.releaseId)}::uuid[],
      ${passing.map((one) => one.expiresAt)}::bigint[]) as p(nonce, release_id, expires)
    order by p.nonce on conflict do nothing returning nonce`.execute(ctx.tx);
  return new Set(rows.map((row) => row.nonce));
}
