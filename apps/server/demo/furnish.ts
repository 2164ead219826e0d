import { createCampaign } from "#modules/campaigns/index.ts";
import { savePlan } from "#modules/care/index.ts";
import { createChannel, createSourceCode, setChannelCost } from "#modules/channels/index.ts";
import {
  createUnit,
  insertGrant,
  insertStaff,
  roleByKey,
  rootUnit,
} from "#modules/organisation/index.ts";
import { createBlock, publishBlock } from "#modules/pages/index.ts";
import { createOffer, publishOffer } from "#modules/promotions/index.ts";
import { createStore } from "#modules/stores/index.ts";
import {
  blocks,
  campaigns,
  channels,
  type DemoOffer,
  offers,
} from "#examples/demo/tea-life.ts";
import { type DemoStore, people, provinces } from "#examples/demo/tea-chain.ts";
import type { Context } from "#platform/context.ts";
import { addForms } from "./forms.ts";
import { addLoyalty } from "./loyal.ts";
import { addStoredValue } from "./stored.ts";
import { publishStack, type Shelf, stockShelves } from "./stack.ts";
import { newId } from "#platform/ids.ts";
import { dayOf } from "#platform/time.ts";

export interface Door {
  readonly code: string;
  readonly channel: string;
  readonly storeCode: string;
}

export interface Furnished {
  readonly units: ReadonlyMap<string, string>;
  readonly stores: readonly (DemoStore & { readonly storeId: string; readonly cityCode: string })[];
  readonly offers: readonly {
    readonly offerId: string;
    readonly unit: string;
    readonly title: string;
  }[];
  readonly channels: ReadonlyMap<string, string>;
  readonly doors: readonly Door[];
  readonly campaigns: ReadonlyMap<string, string>;
}

const minutes = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
};

/** Hours of a week; a store that closes after midnight closes on the next day. */
function weekOf(store: DemoStore) {
  const opensMin = minutes(store.opens);
  const closes = minutes(store.closes);
  const closesMin = closes <= opensMin ? closes + 1440 : closes;
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMin, closesMin }));
}

async function placeUnits(ctx: Context) {
  const units = new Map<string, string>([["", await rootUnit(ctx)]]);
  const stores: Furnished["stores"][number][] = [];
  for (const province of provinces) {
    const { code, name, nameEn } = province;
    const parentId = units.get("") ?? null;
    const region = await createUnit(ctx, { parentId, kind: "region", code, name, nameEn });
    units.set(code, region);
    for (const city of province.cities) {
      const cityId = await createUnit(ctx, {
        parentId: region,
        kind: "city",
        code: city.code,
        name: city.name,
        nameEn: city.nameEn,
      });
      units.set(city.code, cityId);
      for (const store of city.stores) {
        const storeId = await createStore(ctx, {
          ...store,
          parentId: cityId,
          city: city.name,
          province: province.name,
          position: { lat: store.latitude, lng: store.longitude, system: "GCJ-02" },
          hours: weekOf(store),
        });
        units.set(store.code, storeId);
        stores.push({ ...store, storeId, cityCode: city.code });
      }
    }
  }
  return { units, stores };
}

async function employ(ctx: Context, units: Furnished["units"], accounts: Map<string, string>) {
  for (const person of people) {
    if (person.role === "owner") continue;
    const staffId = newId();
    const { email, name } = person;
    const accountId = accounts.get(email) ?? "";
    await insertStaff(ctx, { staffId, accountId, name, email });
    const roleId = await roleByKey(ctx, person.role);
    const unitId = units.get(person.unit) ?? "";
    await insertGrant(ctx, { staffId, roleId, unitId, validTo: null });
  }
}

async function openChannels(ctx: Context, placed: Awaited<ReturnType<typeof placeUnits>>) {
  const made = new Map<string, string>();
  const unitId = placed.units.get("") ?? "";
  const month = dayOf(ctx, ctx.recordedAt).slice(0, 7);
  for (const { key, costMinor, ...channel } of channels) {
    const channelId = await createChannel(ctx, { ...channel, unitId });
    await setChannelCost(ctx, channelId, { month, costMinor });
    made.set(key, channelId);
  }
  const doors: Door[] = [];
  for (const store of placed.stores) {
    for (const { key, codeKind, codeName } of channels) {
      const code = await createSourceCode(ctx, {
        kind: codeKind,
        channelId: made.get(key) ?? "",
        unitId: store.storeId,
        target: "store",
        name: `${store.name} ${codeName}`,
      });
      doors.push({ code: code.code, channel: key, storeCode: store.code });
    }
  }
  return { channels: made, doors };
}

function withIds(benefit: DemoOffer["benefit"], shelf: Shelf) {
  if (benefit.kind !== "exchange" && benefit.kind !== "gift") return benefit;
  const productIds = benefit.productIds.map((code) => shelf.products.get(code) ?? "");
  return { ...benefit, productIds };
}

async function publishOffers(
  ctx: Context,
  units: Furnished["units"],
  campaignsMade: ReadonlyMap<string, string>,
) {
  const shelf = await stockShelves(ctx);
  await publishStack(ctx, shelf, units);
  const made: Furnished["offers"][number][] = [];
  const today = Temporal.PlainDate.from(dayOf(ctx, ctx.recordedAt));
  for (const { unit, campaign, lastDays, ...offer } of offers) {
    const unitId = units.get(unit) ?? "";
    const offerId = await createOffer(ctx, {
      ...offer,
      benefit: withIds(offer.benefit, shelf),
      unitId,
      stores: { unitId },
      campaignId: campaign ? (campaignsMade.get(campaign) ?? null) : null,
      claimFromDay: dayOf(ctx),
      claimToDay: today.add({ days: lastDays }).toString(),
    });
    await publishOffer(ctx, offerId);
    made.push({ offerId, unit, title: offer.title });
  }
  return made;
}

async function startCampaigns(ctx: Context, unitId: string): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const today = Temporal.PlainDate.from(dayOf(ctx, ctx.recordedAt));
  for (const { key, name, goal, lastDays } of campaigns) {
    const endDay = today.add({ days: lastDays }).toString();
    made.set(key, await createCampaign(ctx, { name, goal, unitId, startDay: dayOf(ctx), endDay }));
  }
  return made;
}

/** Where goods that are counted lie. */
const storesWithStock = ["hz01", "hz02", "nj01"];

/** Units, stores, staff, channels with codes on every door, campaigns, offers, page blocks. */
export async function furnishBrand(
  ctx: Context,
  accounts: Map<string, string>,
): Promise<Furnished> {
  const placed = await placeUnits(ctx);
  await employ(ctx, placed.units, accounts);
  const opened = await openChannels(ctx, placed);
  const campaignsMade = await startCampaigns(ctx, placed.units.get("") ?? "");
  const published = await publishOffers(ctx, placed.units, campaignsMade);
  await addForms(ctx, storesWithStock.flatMap((code) => placed.units.get(code) ?? []));
  await savePlan(ctx, { template: "tea_house", steps: [] });
  await addLoyalty(ctx, placed.units.get("") ?? "");
  await addStoredValue(ctx, placed.units.get("") ?? "");
  for (const { unit, ...block } of blocks) {
    const unitId = placed.units.get(unit) ?? "";
    await publishBlock(ctx, await createBlock(ctx, { ...block, unitId }));
  }
  return { ...placed, ...opened, offers: published, campaigns: campaignsMade };
}
