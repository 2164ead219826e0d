import assert from "node:assert/strict";
import { post, verifyLedger } from "#modules/wallet/index.ts";
import { newId } from "#platform/ids.ts";
import { type LoopMember, loopBrand } from "#tests/support/loop.ts";
import type { TestApp } from "#tests/support/app.ts";
import { ok, settings } from "#tests/support/stored.ts";
import { payFromStoredValue } from "./pay-from.ts";
import { returnToStoredValue } from "./return-to.ts";
import { verifyStored } from "./verify-stored.ts";

/** A brand whose members top up at its stores' tills, and orders that are paid from it. */
export async function storedBrand(app: TestApp, more: object = {}) {
  const shop = await loopBrand(app);
  const { t } = shop;
  const api = (method: string, path: string, body?: unknown) =>
    t.api(method, `/api/${t.key}${path}`, body);
  const saved = ok(await api("PUT", "/stored-value/settings", { ...settings, ...more }));
  const contractHash: string = saved.contract.hash;
  // The sale's side, which module orders posts beside it.
  const sale = (orderId: string, storeId: string, amount: number, key: string) =>
    t.ctx((ctx) => post(ctx, [{
      kind: "pay",
      postingKey: `sale:${orderId}:${key}`,
      unit: ctx.brand.currency,
      postings: [
        { account: { kind: "sales", ownerKind: "unit", ownerId: storeId }, amount: -amount },
        {
          account: { kind: "by_stored_value", ownerKind: "unit", ownerId: storeId },
          amount,
        },
      ],
    }]));
  return {
    ...shop,
    api,
    contractHash,
    topUp: (member: LoopMember, storeId: string, payMinor: number) =>
      api("POST", `/members/${member.memberId}/top-ups`, {
        storeId, payMinor, method: "cash", contractHash,
      }),
    stored: async ({ memberId }: LoopMember) => {
      const seen = ok(await api("GET", `/members/${memberId}/stored-value`));
      return [seen.principalMinor, seen.bonusMinor];
    },
    lots: async ({ memberId }: LoopMember) =>
      ok(await api("GET", `/members/${memberId}/stored-value/lots`)).items,
    async pay(member: LoopMember, storeId: string, amountMinor: number, orderId = newId()) {
      const { memberId } = member;
      const input = { orderId, memberId, storeId, amountMinor, key: orderId };
      await t.ctx((ctx) => payFromStoredValue(ctx, input));
      await sale(orderId, storeId, amountMinor, "pay");
      return orderId;
    },
    async giveBack(
      { memberId }: LoopMember, orderId: string, storeId: string, amountMinor: number,
    ) {
      const key = newId();
      const parts = await t.ctx((ctx) =>
        returnToStoredValue(ctx, { orderId, memberId, amountMinor, key }));
      await sale(orderId, storeId, -amountMinor, key);
      return [parts.principalMinor, parts.bonusMinor];
    },
    /** The ledger sums to zero and every figure is what the rows behind it say. */
    async holds() {
      const { ownerPool } = app.databases;
      assert.equal((await verifyLedger(ownerPool, t.brandId)).wrong, null);
      assert.equal((await verifyStored(ownerPool, t.brandId)).wrong, null);
    },
  };
}

export type StoredBrand = Awaited<ReturnType<typeof storedBrand>>;
