import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit, emitMany } from "#platform/journal.ts";
import { phoneOf } from "./brand-phone.ts";
import { membersByExternalIds } from "./find-members.ts";

export interface Ensured {
  readonly memberId: string;
  readonly created: boolean;
}

/** The member with this phone (as typed) or external id, made when there is none. */
export async function ensureMember(
  ctx: Context,
  by: { readonly phone: string } | { readonly externalId: string },
): Promise<Ensured> {
  if ("externalId" in by) {
    const [only] = await ensureMembers(ctx, [by.externalId]);
    if (!only) throw new Error("one external id in, one member out");
    return only;
  }
  return ensureByPhone(ctx, phoneOf(ctx.brand, by.phone));
}

async function ensureByPhone(ctx: Context, phone: string): Promise<Ensured> {
  const { rows } = await sql<{ member_id: string }>`
    insert into members.members (brand_id, member_id, phone_e164, joined_at)
    values (${ctx.brand.brandId}, ${newId()}, ${phone}, ${ctx.now})
    on conflict (brand_id, phone_e164) do nothing returning member_id`.execute(ctx.tx);
  const made = rows[0];
  if (made) {
    await emit(ctx, "members.joined", { memberId: made.member_id, payload: { via: "phone" } });
    return { memberId: made.member_id, created: true };
  }
  // A new statement sees the row of whoever was first.
  const found = await sql<{ member_id: string }>`select member_id from members.members
    where brand_id = ${ctx.brand.brandId} and phone_e164 = ${phone}`.execute(ctx.tx);
  const memberId = found.rows[0]?.member_id;
  if (!memberId) throw new Error("a member vanished between two statements");
  return { memberId, created: false };
}

/** Those made now, by external id; who was made meanwhile is missing. */
async function makeMembers(ctx: Context, externalIds: readonly string[]) {
  if (externalIds.length === 0) return new Map<string, string>();
  const ids = externalIds.map(() => newId());
  const { rows } = await sql<{ member_id: string; external_id: string }>`
    insert into members.members (brand_id, member_id, external_id, joined_at)
    select ${ctx.brand.brandId}, r.member_id, r.external_id, ${ctx.now}::timestamptz
    from unnest(${ids}::uuid[], ${[...externalIds]}::text[]) as r(member_id, external_id)
    on conflict (brand_id, external_id) do nothing
    returning member_id, external_id`.execute(ctx.tx);
  await emitMany(
    ctx,
    "members.joined",
    rows.map((row) => ({ memberId: row.member_id, payload: { via: "external_id" } })),
  );
  return new Map(rows.map((row) => [row.external_id, row.member_id]));
}

/** One member for each external id, in their order, made where missing: one to three statements. */
export async function ensureMembers(
  ctx: Context,
  externalIds: readonly string[],
): Promise<Ensured[]> {
  // Sorted, so that two imports at once wait for each other in one order.
  const distinct = [...new Set(externalIds)].sort();
  const before = await membersByExternalIds(ctx, distinct);
  const missing = distinct.filter((one) => !before.has(one));
  const made = await makeMembers(ctx, missing);
  // A new statement sees the rows of whoever was first.
  const raced = missing.filter((one) => !made.has(one));
  const found = new Map([...before, ...made, ...(await membersByExternalIds(ctx, raced))]);
  return externalIds.map((externalId) => {
    const memberId = found.get(externalId);
    if (!memberId) throw new Error("a member vanished between two statements");
    return { memberId, created: made.has(externalId) };
  });
}
