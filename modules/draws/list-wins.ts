import { sql } from "kysely";
import { type Static, Type as T } from "typebox";
import { maskedMembers } from "#modules/members/index.ts";
import { inScopeSql, unitScope } from "#modules/organisation/index.ts";
import { balanceOf } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { idCursor } from "./list-draws.ts";
import { prizeAccount } from "./money.ts";
import type { WinsTable } from "./tables.ts";
import type { PrizeTerms } from "./terms.ts";

const states = ["open", "paid", "recalled", "given"] as const;
const stateSchema = T.Unsafe<(typeof states)[number]>(
  T.Union(states.map((one) => T.Literal(one)), {
    description: "of a red packet: open | paid | recalled; of a voucher: given | recalled",
  }),
);

/** A prize that somebody won. */
export const WinSchema = T.Object({
  playId: Id,
  drawId: Id,
  drawName: T.String(),
  drawNameEn: Nullable(T.String()),
  prizeNo: T.Integer(),
  kind: T.Unsafe<"voucher" | "money">(T.Union([T.Literal("voucher"), T.Literal("money")])),
  name: T.String(),
  nameEn: Nullable(T.String()),
  amountMinor: Nullable(Minor),
  voucherId: Nullable(Id),
  state: stateSchema,
  wonAt: Millis,
  paidAt: Nullable(Millis),
  recalledAt: Nullable(Millis),
});
type Win = Static<typeof WinSchema>;

/** As staff see it. */
export const StaffWinSchema = T.Object({
  ...WinSchema.properties,
  memberMasked: Nullable(T.String()),
  paidReference: Nullable(T.String()),
  recallReason: Nullable(T.String({ description: "mistake | fraud | erased" })),
});

type Row = WinsTable & {
  readonly draw_name: string;
  readonly draw_name_en: string | null;
  readonly prize: PrizeTerms;
};

const columns = sql`w.*, d.name as draw_name, d.name_en as draw_name_en,
  d.prizes -> (w.prize_no - 1) as prize
  from draws.wins w join draws.draws d on d.brand_id = w.brand_id and d.draw_id = w.draw_id`;

function stateOf(row: WinsTable): (typeof states)[number] {
  if (row.recalled_at) return "recalled";
  if (row.kind === "voucher") return "given";
  return row.paid_at ? "paid" : "open";
}

const viewOf = (row: Row): Win => ({
  playId: row.play_id,
  drawId: row.draw_id,
  drawName: row.draw_name,
  drawNameEn: row.draw_name_en,
  prizeNo: row.prize_no,
  kind: row.kind,
  name: row.prize.name,
  nameEn: row.prize.nameEn ?? null,
  amountMinor: row.amount_minor,
  voucherId: row.voucher_id,
  state: stateOf(row),
  wonAt: row.won_at.epochMilliseconds,
  paidAt: row.paid_at?.epochMilliseconds ?? null,
  recalledAt: row.recalled_at?.epochMilliseconds ?? null,
});

export interface WinsInput extends PageInput {
  readonly drawId?: string | undefined;
  readonly state?: (typeof states)[number] | undefined;
}

const conditions = {
  open: sql`w.kind = 'money' and w.paid_at is null and w.recalled_at is null`,
  paid: sql`w.paid_at is not null`,
  recalled: sql`w.recalled_at is not null`,
  given: sql`w.kind = 'voucher' and w.recalled_at is null`,
} as const;

/** Prizes won in draws of the units that the actor reads, newest first. */
export async function listWins(ctx: Context, input: WinsInput) {
  const limit = pageLimit(input);
  const scope = await unitScope(ctx, "offers.read");
  const after = idCursor(input);
  const { rows } = await sql<Row>`
    select ${columns} where w.brand_id = ${ctx.brand.brandId}
      and ${inScopeSql("d.unit_id", scope, ctx.recordedAt)}
      and (${input.drawId ?? null}::uuid is null or w.draw_id = ${input.drawId ?? null}::uuid)
      and (${after}::uuid is null or w.play_id < ${after}::uuid)
      and ${input.state ? conditions[input.state] : sql`true`}
    order by w.play_id desc limit ${limit + 1}`.execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.play_id]);
  const ids = [...new Set(page.items.map((row) => row.member_id))];
  const members = await maskedMembers(ctx, ids);
  const items = page.items.map((row) => ({
    ...viewOf(row),
    memberMasked: members.get(row.member_id)?.masked ?? null,
    paidReference: row.paid_reference,
    recallReason: row.recall_reason,
  }));
  return { items, next: page.next };
}

/** The member's own prizes, newest first, with what is still to be paid to them. */
export async function myWins(ctx: Context, memberId: string, input: PageInput) {
  const limit = pageLimit(input);
  const after = idCursor(input);
  const { rows } = await sql<Row>`
    select ${columns} where w.brand_id = ${ctx.brand.brandId} and w.member_id = ${memberId}
      and (${after}::uuid is null or w.play_id < ${after}::uuid)
    order by w.play_id desc limit ${limit + 1}`.execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.play_id]);
  const balanceMinor = await balanceOf(ctx, prizeAccount(memberId));
  return { balanceMinor, items: page.items.map(viewOf), next: page.next };
}

/** All of a member's prizes, for export. */
export async function winsOfMember(ctx: Context, memberId: string): Promise<Win[]> {
  const { rows } = await sql<Row>`
    select ${columns} where w.brand_id = ${ctx.brand.brandId} and w.member_id = ${memberId}
    order by w.play_id`.execute(ctx.tx);
  return rows.map(viewOf);
}
