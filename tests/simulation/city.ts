import { ensureMember } from "#modules/members/index.ts";
import { claimOffer } from "#modules/promotions/index.ts";
import { allowOffer, enrolDevice, type OfflinePolicy, setPolicy }
  from "#modules/redemption/index.ts";
import { createStore } from "#modules/stores/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { deviceKey } from "#tests/support/offline-device.ts";
import { type Phone, phoneOf } from "./phone.ts";
import type { Random } from "./random.ts";

/** One brand for many seeds: each has stores, members and counters of its own in it. */
export interface Ground {
  readonly app: TestApp;
  readonly shop: LoopBrand;
  /** Used once; used three times. */
  readonly offers: readonly string[];
}

export interface Right {
  readonly rightId: string;
  readonly memberId: string;
  readonly uses: number;
  /** Texts of offline QRs that the member's phone holds. */
  readonly shown: { text: string; storeIndex: number }[];
}

export interface City {
  readonly ground: Ground;
  readonly random: Random;
  readonly storeIds: readonly string[];
  readonly phones: Phone[];
  readonly rights: readonly Right[];
  readonly staffId: string;
  /** True time, epoch milliseconds. */
  now: number;
  crashing: boolean;
}

export async function layGround(app: TestApp): Promise<Ground> {
  const shop = await loopBrand(app);
  const offers = [await shop.offer({ perMember: 9 }), await shop.offer({ usesTotal: 3 })];
  await shop.t.ctx(async (ctx) => {
    for (const offerId of offers) await allowOffer(ctx, offerId, true);
  });
  return { app, shop, offers };
}

/** A transaction of the server at the city's time. */
export function onServer<T>(city: Pick<City, "ground" | "now">, run: (ctx: Context) => Promise<T>) {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(city.now));
  return city.ground.shop.t.ctx((ctx) => run({ ...ctx, now, recordedAt: now }), now);
}

export const policyOf = (random: Random): OfflinePolicy => ({
  deviceCount: 5 + random.below(20),
  deviceValueMinor: 5_000 + random.below(20_000),
  storeCount: 10 + random.below(30),
  storeValueMinor: 10_000 + random.below(40_000),
  contactlessSeconds: 1_800 + random.below(7_200),
  statementSeconds: random.chance(0.2) ? 7_200 : 600,
  secondUse: random.chance(0.6) ? "honour" : "refuse",
  lossBearer: random.chance(0.5) ? "brand" : "store",
});

const rightCount = 8;
const phonesAt = [2, 2];

export async function buildCity(ground: Ground, random: Random, now: number): Promise<City> {
  const city = { ground, random, now, crashing: false, staffId: newId() };
  const made = await onServer(city, async (ctx) => {
    const parentId = await rootUnit(ctx);
    const storeIds: string[] = [];
    for (const role of ["sales", "flagship"] as const) {
      const code = newId().slice(-10);
      const storeId = await createStore(ctx, { code, name: "模拟店", role, parentId });
      await setPolicy(ctx, storeId, policyOf(random));
      storeIds.push(storeId);
    }
    const rights: Right[] = [];
    for (let at = 0; at < rightCount; at += 1) {
      const { memberId } = await ensureMember(ctx, { externalId: newId() });
      const kind = at % 4 === 3 ? 1 : 0;
      const rightId = await claimOffer(ctx, {
        offerId: ground.offers[kind]!, memberId, storeId: null,
      });
      rights.push({ rightId, memberId, uses: kind ? 3 : 1, shown: [] });
    }
    const keys = [];
    for (const [storeIndex, count] of phonesAt.entries()) {
      for (let at = 0; at < count; at += 1) {
        const key = deviceKey();
        const storeId = storeIds[storeIndex]!;
        const input = { storeId, name: "counter", publicKey: key.publicKey };
        keys.push({ ...(await enrolDevice(ctx, input)), key, storeId, storeIndex });
      }
    }
    return { storeIds, rights, keys };
  });
  const { storeIds, rights } = made;
  const whole: City = { ...city, storeIds, rights, phones: [] };
  for (const one of made.keys) {
    const now = () => whole.now;
    whole.phones.push(phoneOf({ ...one, random, now, mayCrash: () => whole.crashing }));
  }
  return whole;
}

