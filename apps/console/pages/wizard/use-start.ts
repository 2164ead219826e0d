import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { api, queries } from "../../api.ts";
import { toMinor } from "../offers/offer-draft.ts";
import { minutesOf, type NewBrand } from "./new-brand.ts";

const week = [1, 2, 3, 4, 5, 6, 7] as const;

/** What was made so far: a step that fails is repeated without making the ones before again. */
interface Made {
  key?: string;
  logo?: boolean;
  storeId?: string;
  offerId?: string;
}

async function makeBrand(plan: NewBrand, sample: boolean): Promise<string> {
  const { email, password, person, name, nameEn, key, timeZone, currency, colour } = plan;
  const own = { key, name, nameEn: nameEn || null, timeZone, currency, accentColor: colour };
  const account = { email, password, name: person };
  await api.call("createBrand", { body: sample ? { ...own, account } : own });
  return key;
}

async function makeLogo(brand: string, logo: File): Promise<void> {
  const raw = { data: logo, type: logo.type || "application/octet-stream" };
  const { mediaId } = await api.call("uploadPicture", { path: { brand }, raw });
  await api.call("changeBrand", { path: { brand }, body: { logoMediaId: mediaId } });
}

async function makeStore(brand: string, plan: NewBrand): Promise<string> {
  const { storeName, storeCode, city, address, phone, opens, closes } = plan;
  const hours = week.map((weekday) => ({ weekday, ...minutesOf(opens, closes) }));
  const role = "sales" as const;
  const body = { name: storeName, code: storeCode, role, city, address, phone, hours };
  const { storeId } = await api.call("createStore", { path: { brand }, body });
  return storeId;
}

async function makeOffer(brand: string, plan: NewBrand): Promise<string> {
  const me = await api.call("getMe", { path: { brand } });
  const unitId = me.capabilities.find((one) => one.capability === "offers.write")?.units[0]?.unitId;
  if (!unitId) throw new Error("the owner holds every right over the root");
  const { offerId } = await api.call("createOffer", {
    path: { brand },
    body: {
      unitId,
      title: plan.offerTitle,
      benefit: { kind: "amount_off", amountMinor: toMinor(plan.offerAmount, plan.currency) ?? 0 },
      thresholdMinor: toMinor(plan.offerThreshold, plan.currency),
      validity: { kind: "days", days: plan.offerDays ?? 30 },
      stores: { unitId },
      payers: [{ party: "group", bps: 10_000 }],
      perMember: 1,
    },
  });
  return offerId;
}

/** Makes brand, logo, first store and first offer, in this order. */
export function useStart() {
  const made = useRef<Made>({});
  return useMutation({
    mutationFn: async (plan: NewBrand) => {
      const so = made.current;
      const sample = plan.email !== "";
      so.key ??= await makeBrand(plan, sample);
      const brand = so.key;
      if (plan.logo && !so.logo) {
        await makeLogo(brand, plan.logo);
        so.logo = true;
      }
      so.storeId ??= await makeStore(brand, plan);
      if (plan.offerTitle) {
        so.offerId ??= await makeOffer(brand, plan);
        await api.call("publishOffer", { path: { brand, offerId: so.offerId } });
      }
      queries.clear();
      return { key: brand, storePath: `/${brand}/s/${encodeURIComponent(plan.storeCode)}` };
    },
  });
}
