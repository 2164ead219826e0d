import { Type as T, type Static } from "typebox";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { OrderTables } from "./tables.ts";

export const SettingsSchema = T.Object(
  {
    payMinutes: T.Integer({ minimum: 5, maximum: 1_440 }),
    acceptDays: T.Integer({ minimum: 1, maximum: 60 }),
    refundPolicy: T.Union([
      T.Literal("reprice"),
      T.Literal("keep"),
      T.Literal("charge_gift"),
    ]),
    vouchersBack: T.Union([T.Literal("when_over"), T.Literal("never")]),
  },
  { additionalProperties: false },
);
export type OrderSettings = Static<typeof SettingsSchema>;

const usual: OrderSettings = {
  payMinutes: 30,
  acceptDays: 7,
  refundPolicy: "reprice",
  vouchersBack: "when_over",
};

export async function orderSettings(ctx: Context): Promise<OrderSettings> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.settings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();
  if (!row) return usual;
  return {
    payMinutes: row.pay_minutes,
    acceptDays: row.accept_days,
    refundPolicy: row.refund_policy,
    vouchersBack: row.vouchers_back,
  };
}

/** For orders placed from now on; returns of an order follow the policy of its first return. */
export async function saveOrderSettings(ctx: Context, settings: OrderSettings): Promise<void> {
  const { payMinutes, acceptDays, refundPolicy, vouchersBack } = settings;
  const saved = {
    pay_minutes: payMinutes,
    accept_days: acceptDays,
    refund_policy: refundPolicy,
    vouchers_back: vouchersBack,
    saved_at: ctx.now,
  };
  await tablesOf<OrderTables>(ctx)
    .insertInto("orders.settings")
    .values({ brand_id: ctx.brand.brandId, ...saved })
    .onConflict((on) => on.columns(["brand_id"]).doUpdateSet(saved))
    .execute();
  await emit(ctx, "orders.settings_saved", { payload: { payMinutes, acceptDays } });
}
