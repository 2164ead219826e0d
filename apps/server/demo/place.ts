import {
  acceptApplication, finishApplication, printDocument, saveForm, submit, turnDown,
} from "#modules/applications/index.ts";
import {
  createProduct, productIdsByExternalCodes, shapeProduct,
} from "#modules/catalogue/index.ts";
import { ensureMember } from "#modules/members/index.ts";
import { handOver, placeOrder, quoteOrder, takePayment } from "#modules/orders/index.ts";
import { commit, prepare } from "#modules/redemption/index.ts";
import {
  changeProgramme, createEntitlementRule, createProgramme, takeEntitlement,
} from "#modules/wallet/index.ts";
import * as sample from "#examples/demo/tea-place.ts";
import type { Brand, Context } from "#platform/context.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";
import type { Furnished } from "./furnish.ts";

const firstStore = "hz01";

async function use(ctx: Context, kind: string, id: string, storeId: string): Promise<void> {
  const { prepareToken } = await prepare(ctx, { right: { kind, id }, storeId });
  await commit(ctx, { prepareToken, billMinor: null });
}

async function openCards(ctx: Context, unitId: string): Promise<string> {
  const everywhere = { unitId, scopeUnitIds: null };
  const rewardId = await createEntitlementRule(ctx, { ...sample.stampReward, ...everywhere });
  const programmeId = await createProgramme(ctx, {
    ...sample.stampCard, ...everywhere, rewardKind: "entitlement", rewardId, earn: "visit",
    perMinor: null, categoryIds: null, visitRule: "day", visitMinutes: null, cardDays: 180,
    endsAt: null,
  });
  await changeProgramme(ctx, programmeId, "active");
  return createEntitlementRule(ctx, { ...sample.guestTea, ...everywhere });
}

/** The same hour of a day before today. */
const daysAgo = (ctx: Context, days: number, hours = 0): Context =>
  ({ ...ctx, now: ctx.now.subtract({ hours: 24 * days - hours }) });

async function collectStamps(ctx: Context, storeId: string): Promise<void> {
  for (const [place, days] of sample.stampVisits.entries()) {
    const { memberId } = await ensureMember(ctx, { externalId: `sample-visit-${place + 1}` });
    for (const day of days) await use(daysAgo(ctx, day), "stamps", memberId, storeId);
  }
}

/** Ordered from home and paid at the door. */
async function orderHome(ctx: Context, memberId: string, storeId: string, goods: string) {
  const productId = (await productIdsByExternalCodes(ctx, [goods])).get(goods) ?? "";
  const ask = { storeId, memberId, lines: [{ lineId: "l0", productId, quantity: 1 }], choose: [] };
  const { totalMinor, dueMinor } = await quoteOrder(ctx, ask);
  const { order_id: orderId } = await placeOrder(ctx, {
    ...ask, paymentKind: "on_delivery", expectedTotalMinor: totalMinor, note: null,
  });
  const later = { ...ctx, now: ctx.now.add({ hours: 20 }) };
  await handOver(later, orderId);
  await takePayment(later, { orderId, method: "cash", amountMinor: dueMinor });
}

/** Tea at stores that sell nothing, and what some of its guests order afterwards. */
async function welcomeGuests(ctx: Context, units: Furnished["units"], ruleId: string) {
  let guest = 0;
  for (const [code, days] of Object.entries(sample.guestVisits)) {
    for (const day of days) {
      const { memberId } = await ensureMember(ctx, { externalId: `sample-guest-${guest}` });
      const city = sample.guestCities[guest % sample.guestCities.length] ?? null;
      const there = daysAgo(ctx, day);
      const { entitlementId } = await takeEntitlement(there, memberId, ruleId, city);
      await use(there, "entitlement", entitlementId ?? "", units.get(code) ?? "");
      const after = sample.orderedAfter[guest % sample.orderedAfter.length];
      guest += 1;
      if (!after || after.days + 1 >= day) continue;
      const home = daysAgo(ctx, day - after.days);
      await orderHome(home, memberId, units.get(firstStore) ?? "", after.goods);
    }
  }
}

type Applicant = (typeof sample.applicants)[number];

async function apply(ctx: Context, productId: string, storeId: string, one: Applicant) {
  const { memberId } = await ensureMember(ctx, { phone: one.phone });
  const made = daysAgo(ctx, one.days, -1);
  const answers = (["name", "phone", "hill"] as const).map((key) => ({ key, value: one[key] }));
  const { application_id: id } = await submit(made, { memberId, productId, storeId, answers });
  if (one.came === "submitted") return;
  const seen = { ...made, now: made.now.add({ minutes: 35 }) };
  if (one.came === "returned") {
    await turnDown(seen, id, "return", "请补填茶山之外的联系地址，再提交一次。");
    return;
  }
  await acceptApplication(seen, id);
  if (one.came !== "printed") return;
  const done = { ...seen, now: seen.now.add({ minutes: 20 }) };
  await finishApplication(done, id, "已登记在册，凭此证书可上山采茶。");
  await printDocument(done, id, storeId);
}

async function offerCertificate(ctx: Context): Promise<string> {
  const { code: externalCode, name, nameEn, category, details, detailsEn } = sample.certificate;
  const productId = await createProduct(ctx, { externalCode, name, nameEn, category });
  await shapeProduct(ctx, productId, {
    kind: "business", handling: "print_in_store", stockKept: false, axes: [], details, detailsEn,
  });
  await saveForm(ctx, productId, sample.certificateForm);
  return productId;
}

/** The stores as places: stamps, tea for guests, what that led to, and an application or two. */
export async function openPlaces(app: App, brand: Brand, furnished: Furnished): Promise<void> {
  const now = app.parts.now();
  const { units } = furnished;
  const storeId = units.get(firstStore) ?? "";
  const before = now.subtract({ hours: 24 * 30 });
  const ruleId = await demoContext(app, brand, before, (ctx) =>
    openCards(ctx, units.get("") ?? ""));
  await demoContext(app, brand, now, (ctx) => collectStamps(ctx, storeId));
  await demoContext(app, brand, now, (ctx) => welcomeGuests(ctx, units, ruleId));
  const productId = await demoContext(app, brand, before, offerCertificate);
  await demoContext(app, brand, now, async (ctx) => {
    for (const one of sample.applicants) await apply(ctx, productId, storeId, one);
  });
}
