import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { type Context, tablesOf, type Tx } from "#platform/context.ts";
import { lines } from "#platform/db/lists.ts";
import type { Identities, KnownMember } from "#platform/http/port.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { keyedHash, keyedHashHex } from "#platform/secrets.ts";
import type { MemberTables } from "./tables.ts";

export const sessionDays = 90;
export const sessionCookie = "bihuan_member";

const purpose = "members.session";
const tokenHash = (token: string) => keyedHash(purpose, token);

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

/** The session's token in a request's cookie, unproven; null: none. */
export function sessionTokenOf(request: Pick<FastifyRequest, "cookies">): string | null {
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
    const token = sessionTokenOf(request);
    if (!token) return null;
    const row = await openSessions(tx, brand.brandId, now)
      .select(["member_id", "session_id"])
      .where("token_hash", "=", tokenHash(token))
      .executeTakeFirst();
    return row ? { memberId: row.member_id, sessionId: row.session_id } : null;
  },
  async members(tx, brand, requests, now) {
    const hashes = requests.map((request) => {
      const token = sessionTokenOf(request);
      return token ? keyedHashHex(purpose, token) : "";
    });
    // Held to the commit: an erasure waits for the member's writes under way, and then sees them.
    const { rows } = await sql<{ place: number; member_id: string; session_id: string }>`/* kept */
      select a.place, s.member_id, s.session_id
      from unnest(string_to_array(${lines(hashes)}, chr(10))) with ordinality as a(hash, place)
      join members.sessions s on s.token_hash = decode(a.hash, 'hex')
      where s.brand_id = ${brand.brandId} and s.revoked_at is null and s.expires_at > ${now}
      for key share of s`.execute(tx);
    const known: (KnownMember | null)[] = requests.map(() => null);
    for (const { place, member_id: memberId, session_id: sessionId } of rows) {
      known[place - 1] = { memberId, sessionId };
    }
    return known;
  },
};

/** Members by the tokens of their open sessions; a token that opens none is missing. */
export async function membersByTokens(
  ctx: Context,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (tokens.length === 0) return new Map();
  const byHash = new Map(tokens.map((token) => [tokenHash(token).toString("base64"), token]));
  const hashes = [...byHash.keys()].map((hash) => Buffer.from(hash, "base64"));
  const rows = await openSessions(ctx.tx, ctx.brand.brandId, ctx.recordedAt)
    .select(["token_hash", "member_id"])
    .where("token_hash", "=", sql<Buffer>`any(${hashes}::bytea[])`)
    .execute();
  return new Map(rows.map((row) => [
    byHash.get(row.token_hash.toString("base64")) ?? "",
    row.member_id,
  ]));
}
