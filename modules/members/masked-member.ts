import { maskPhone, splitVisible } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";

/** What others may show of a member: enough to recognise, too little to use. */
export interface MaskedMember {
  /** "138****8000"; an external id with at most half of it shown; "—" when erased. */
  readonly masked: string;
  /** "张*"; null without a name. */
  readonly nameMasked: string | null;
}

interface Shown {
  readonly phone: string | null;
  readonly externalId: string | null;
  readonly name: string | null;
}

export function maskName(name: string): string {
  const [first = "", ...rest] = splitVisible(name.trim());
  return `${first}${"*".repeat(Math.min(3, Math.max(1, rest.length)))}`;
}

export function maskExternalId(externalId: string): string {
  const shown = Math.min(4, Math.floor(externalId.length / 2));
  return `****${externalId.slice(externalId.length - shown)}`;
}

export function maskOf(member: Shown): MaskedMember {
  const { phone, externalId, name } = member;
  const masked = phone ? maskPhone(phone) : externalId ? maskExternalId(externalId) : "—";
  return { masked, nameMasked: name ? maskName(name) : null };
}

/** Masks of many members in one query; an unknown id is missing in the map. */
export async function maskedMembers(
  ctx: Context,
  memberIds: readonly string[],
): Promise<Map<string, MaskedMember>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await fixed<Shown & { memberId: string }>`
    select member_id as "memberId", phone_e164 as phone, external_id as "externalId", name
    from members.members where brand_id = ${ctx.brand.brandId}
      and member_id = any(${[...memberIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.memberId, maskOf(row)]));
}

/** How one reads who is not there, like an erased one. */
export const unknownMember: MaskedMember = { masked: "—", nameMasked: null };

/** The mask of one member; an unknown one reads like an erased one. */
export async function maskedMember(ctx: Context, memberId: string): Promise<MaskedMember> {
  const found = (await maskedMembers(ctx, [memberId])).get(memberId);
  return found ?? unknownMember;
}
