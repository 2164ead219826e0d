import { type Context, tablesOf } from "#platform/context.ts";
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

/** The member part of `Identities`: one query by the cookie, none without one. */
export const memberIdentities: Pick<Identities, "member"> = {
  async member(tx, brand, request, now) {
    const token = request.cookies[sessionCookie];
    if (!token || token.length > 100) return null;
    const row = await tablesOf<MemberTables>({ tx })
      .selectFrom("members.sessions")
      .select(["member_id", "session_id"])
      .where("brand_id", "=", brand.brandId)
      .where("token_hash", "=", tokenHash(token))
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return row ? { memberId: row.member_id, sessionId: row.session_id } : null;
  },
};
