import { randomBytes } from "node:crypto";
import { rootUnit } from "#modules/organisation/index.ts";
import { lockStored, permitTopUp } from "#modules/wallet/index.ts";
import { makeDigits } from "#packages/codes/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { askTopUpJobName } from "../job-names.ts";
import { firstAskSeconds } from "../payments/ask-provider.ts";
import { type PaymentStart, providerNamed } from "../ports.ts";
import { pendingMinor } from "./queries.ts";
import { settleTopUp } from "./settle-top-up.ts";
import type { TopUpsTable, TopUpTables } from "./tables.ts";

const payMinutes = 30;

export interface StartTopUp {
  readonly memberId: string;
  readonly payMinor: number;
  readonly contractHash: string | null;
  readonly provider: string;
  readonly method: "link" | "qr";
  readonly returnUrl: string;
  readonly noticeUrl: string;
}

export interface StartedTopUp {
  readonly topUpId: string;
  readonly link: string | null;
  readonly payMinor: number;
  readonly state: "started" | "paid";
}

type Begin = Pick<TopUpsTable, "provider" | "method" | "unit_id"> &
  Pick<StartTopUp, "memberId" | "payMinor" | "contractHash">;

/** Writes a top-up down before any money moves, with what it gives at this moment. */
export async function beginTopUp(ctx: Context, input: Begin): Promise<TopUpsTable> {
  const { memberId, payMinor, contractHash } = input;
  // Two at once would each see the limit without the other.
  await lockStored(ctx, memberId);
  const pending = await pendingMinor(ctx, memberId);
  const ask = { memberId, payMinor, contractHash, pendingMinor: pending };
  const offer = await permitTopUp(ctx, ask);
  const row: TopUpsTable = {
    brand_id: ctx.brand.brandId,
    top_up_id: newId(),
    member_id: memberId,
    unit_id: input.unit_id,
    provider: input.provider,
    method: input.method,
    trade_no: `T${makeDigits(15, randomBytes)}`,
    pay_minor: payMinor,
    bonus_minor: offer.bonusMinor,
    state: "started",
    link: null,
    provider_ref: null,
    started_at: ctx.now,
    started_by: actorId(ctx.actor),
    pay_until: ctx.now.add({ minutes: payMinutes }),
    ended_at: null,
    asked: 0,
  };
  await tablesOf<TopUpTables>(ctx).insertInto("orders.top_ups").values(row).execute();
  await emit(ctx, "orders.top_up_started", {
    unitId: row.unit_id,
    memberId,
    payload: { topUpId: row.top_up_id, payMinor, bonusMinor: row.bonus_minor },
  });
  return row;
}

async function begin(ctx: Context, input: StartTopUp): Promise<TopUpsTable> {
  const unit_id = await rootUnit(ctx);
  const row = await beginTopUp(ctx, { ...input, unit_id });
  await enqueue(ctx, askTopUpJobName, { topUpId: row.top_up_id }, {
    runAt: ctx.now.add({ seconds: firstAskSeconds }),
  });
  return row;
}

async function callProvider(
  ctx: Omit<Context, "tx">,
  row: TopUpsTable,
  input: StartTopUp,
): Promise<PaymentStart> {
  const { currency, name, nameEn } = ctx.brand;
  const amount = formatMinor(row.pay_minor, currency, ctx.lang);
  try {
    return await providerNamed(ctx, input.provider)!.start({
      tradeNo: row.trade_no,
      amountMinor: row.pay_minor,
      currency,
      subject: `${ctx.lang === "en" ? (nameEn ?? name) : name} ${amount}`,
      method: input.method,
      payCode: null,
      until: row.pay_until,
      returnUrl: input.returnUrl,
      noticeUrl: input.noticeUrl,
      lang: ctx.lang,
    });
  } catch {
    // What the provider did is not known: the top-up stays started and is asked for later.
    throw refuse("payment_unavailable");
  }
}

/**
 * Starts a member's top-up: write it down, ask the provider outside of any transaction, write down
 * what it said. It is credited when the provider says that it was paid.
 */
export async function startTopUp(
  ctx: Omit<Context, "tx">,
  input: StartTopUp,
): Promise<StartedTopUp> {
  const provider = providerNamed(ctx, input.provider);
  if (!provider?.methods.includes(input.method)) throw refuse("payment_provider_unknown");
  const row = await ownTransaction(ctx, (own) => begin(own, input));
  const { link, answer } = await callProvider(ctx, row, input);
  await ownTransaction(ctx, async (own) => {
    await tablesOf<TopUpTables>(own)
      .updateTable("orders.top_ups")
      .set({ link })
      .where("brand_id", "=", own.brand.brandId)
      .where("top_up_id", "=", row.top_up_id)
      .execute();
    if (answer.state === "paid") await settleTopUp(own, row, answer);
  });
  const state = answer.state === "paid" ? "paid" : "started";
  return { topUpId: row.top_up_id, link, payMinor: row.pay_minor, state };
}
