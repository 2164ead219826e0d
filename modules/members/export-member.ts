import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { exportCard } from "./card/member-data.ts";
import { consentHistory } from "./consents.ts";
import { memberById } from "./find-members.ts";
import { dataParts } from "./ports.ts";

const ms = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;

/** Everything we hold of a member, in an open format: the record, consents, parts and events. */
export async function exportMember(ctx: Context, memberId: string) {
  const member = await memberById(ctx, memberId);
  if (!member) throw refuse("not_found");
  const parts: Record<string, unknown> = { card: await exportCard(ctx, memberId) };
  for (const part of dataParts()) parts[part.name] = await part.export(ctx, memberId);
  return {
    format: "bihuan-member/1",
    madeAt: ctx.recordedAt.epochMilliseconds,
    brand: ctx.brand.key,
    member: {
      memberId,
      phone: member.phone,
      externalId: member.externalId,
      name: member.name,
      household: member.household,
      joinedAt: ms(member.joinedAt),
    },
    consents: (await consentHistory(ctx, memberId)).map((one) => ({
      purpose: one.purpose,
      version: one.version,
      givenAt: ms(one.givenAt),
      withdrawnAt: ms(one.withdrawnAt),
    })),
    sessions: await sessionsOf(ctx, memberId),
    parts,
    events: await eventsOf(ctx, memberId),
  };
}

async function sessionsOf(ctx: Context, memberId: string) {
  const { rows } = await sql<Record<"created_at" | "expires_at", Temporal.Instant>>`
    select created_at, expires_at from members.sessions
    where brand_id = ${ctx.brand.brandId} and member_id = ${memberId} and revoked_at is null
    order by session_id`.execute(ctx.tx);
  return rows.map((row) => ({ createdAt: ms(row.created_at), expiresAt: ms(row.expires_at) }));
}

interface EventRow {
  readonly kind: string;
  readonly occurred_at: Temporal.Instant;
  readonly payload: Record<string, unknown>;
}

async function eventsOf(ctx: Context, memberId: string) {
  const { rows } = await sql<EventRow>`
    select kind, occurred_at, payload from platform.journal
    where brand_id = ${ctx.brand.brandId} and member_id = ${memberId}
    order by event_id`.execute(ctx.tx);
  return rows.map(({ kind, occurred_at, payload }) => ({ kind, at: ms(occurred_at), payload }));
}
