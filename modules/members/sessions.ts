import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { type Context, tablesOf, type Tx } from "#platform/context.ts";
import type { Identities } from "#platform/http/port.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { keyedHash } from "#platform/secrets.ts";
import type { MemberTables } from "./tables.ts";

export const sessionDays = 90;
export const sessionCookie = "bihuan_member";

const tokenHash = (token: string) => keyedHash("members.session", token);

/** Starts a session of 90 days; answers the token, which is nowhere kept. */
export async function openSession(ctx: Context, memberId: string): Promise<string> {
  const token = randomToken(32);
  await tablesOf<MemberTables>(ctx)
    .insertInto("members.sessions")
    .values({
      brand_id: ctx.brand.brandId,
      session_id: newId(),
      token_hash: tokenHash(token),
      member_id: memberId,
      created_at: ctx.recordedAt,
      expires_at: ctx.recordedAt.add({ hours: sessionDays * 24 }),
      revoked_at: null,
    })
    .execute();
  return token;
}

export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  await tablesOf<MemberTables>(ctx)
    .updateTable("members.sessions")
    .set({ revoked_at: ctx.recordedAt })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("session_id", "=", sessionId)
    .where("revoked_at", "is", null)
    .execute();
}

function tokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[sessionCookie];
  return token && token.length <= 100 ? token : null;
}

const openSessions = (tx: Tx, brandId: string, now: Temporal.Instant) =>
  tablesOf<MemberTables>({ tx })
    .selectFrom("members.sessions")
    .where("brand_id", "=", brandId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now);

/** The member part of `Identities`: one query by the cookie, none without one. */
export const memberIdentities: Pick<Identities, "member" | "members"> = {
  async member(tx, brand, request, now) {
    const token = tokenOf(request);
    if (!token) return null;
    const row = await openSessions(tx, brand.brandId, now)
      .select(["member_id", "session_id"])
      .where("token_hash", "=", tokenHash(token))
      .executeTakeFirst();
    return row ? { memberId: row.member_id, sessionId: row.session_id } : null;
  },
  async members(tx, brand, requests, now) {
    const hashes = requests.map((request) => {
      const token = tokenOf(request);
      return token ? tokenHash(token) : null;
    });
    const rows = await openSessions(tx, brand.brandId, now)
      .select(["token_hash", "member_id", "session_id"])
      .where("token_hash", "=", sql<Buffer>`any(${hashes.filter((one) => one !== null)}::bytea[])`)
      // Held to the commit: an erasure waits for the member's writes under way, and then sees them.
      .forKeyShare()
      .execute();
    const known = new Map(
      rows.map((row) => [
        row.token_hash.toString("base64"),
        { memberId: row.member_id, sessionId: row.session_id },
      ]),
    );
    return hashes.map((hash) => (hash && known.get(hash.toString("base64"))) || null);
  },
};
