import assert from "node:assert/strict";
import { verifyLimits } from "#modules/limits/index.ts";
import { verifyStock } from "#modules/catalogue/index.ts";
import { verifyOrders } from "#modules/orders/index.ts";
import { verifyLedger as verify, verifyPoints } from "#modules/wallet/index.ts";
import type { TestApp } from "./app.ts";

/** The ledger sums to zero, and each kept balance is the sum of its postings. */
export async function verifyLedger(app: TestApp, brandId: string): Promise<void> {
  const verdict = await verify(app.databases.ownerPool, brandId);
  assert.equal(verdict.wrong, null, JSON.stringify(verdict));
}

/** Lots of points make what the ledger says. */
async function verifyPointsOf(app: TestApp, brandId: string): Promise<void> {
  const points = await verifyPoints(app.databases.ownerPool, brandId);
  assert.equal(points.wrong, null, JSON.stringify(points));
}

/** Counters are what rows say; so is stock. */
export async function verifyLimitsOf(app: TestApp, brandId: string): Promise<void> {
  const limits = await verifyLimits(app.databases.ownerPool, brandId);
  assert.equal(limits.wrong, null, JSON.stringify(limits));
  const stock = await verifyStock(app.databases.ownerPool, brandId);
  assert.equal(stock.wrong, null, JSON.stringify(stock));
  const orders = await verifyOrders(app.databases.ownerPool, brandId);
  assert.equal(orders.wrong, null, JSON.stringify(orders));
  await verifyPointsOf(app, brandId);
}
