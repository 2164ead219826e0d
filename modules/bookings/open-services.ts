import type { StorePagePart } from "#modules/pages/index.ts";
import { type Store, storeByCode } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { activeResources, servicesByIds, skillsOf } from "./queries.ts";
import type { ResourceRow, ServiceRow } from "./tables.ts";

interface Offered {
  readonly service: ServiceRow;
  readonly resources: readonly ResourceRow[];
}

/** Services that a store can give now: somebody or something is there for each of their needs. */
async function offeredAt(ctx: Context, storeId: string): Promise<Offered[]> {
  const resources = await activeResources(ctx, storeId);
  const skills = await skillsOf(ctx, resources.map((one) => one.resource_id));
  const ids = [...new Set([...skills.values()].flat())];
  const services = await servicesByIds(ctx, ids);
  return services
    .filter((service) => service.active)
    .map((service) => ({
      service,
      resources: resources.filter(
        (one) => skills.get(one.resource_id)?.includes(service.service_id),
      ),
    }))
    .filter(({ service, resources: able }) =>
      service.needs.every((kind) => able.some((one) => one.kind === kind)),
    )
    .toSorted((a, b) => (a.service.service_id < b.service.service_id ? -1 : 1));
}

const openView = ({ service, resources }: Offered) => ({
  serviceId: service.service_id,
  name: service.name,
  nameEn: service.name_en,
  about: service.about,
  aboutEn: service.about_en,
  productId: service.product_id,
  durationMin: service.duration_min,
  capacity: service.capacity,
  shared: service.shared,
  priceMinor: service.price_minor,
  depositMinor: service.deposit_minor,
  cancelMin: service.cancel_min,
  holdMin: service.hold_min,
  aheadDays: service.ahead_days,
  noShowMin: service.no_show_min,
  noShowDeposit: service.no_show_deposit,
  resources: resources
    .filter((one) => service.needs.includes(one.kind))
    .map(({ resource_id: resourceId, kind, name, name_en: nameEn }) =>
      ({ resourceId, kind, name, nameEn })),
});

/** An open store by its code; refuses `store_not_found` and `store_closed`. */
export async function openStore(ctx: Context, code: string): Promise<Store> {
  const store = await storeByCode(ctx, code);
  if (!store) throw refuse("store_not_found");
  if (store.closedAt) throw refuse("store_closed", { name: store.name });
  return store;
}

/** What can be booked at a store; `productId` narrows to what that product is had by. */
export async function openServices(ctx: Context, storeId: string, productId?: string) {
  const all = await offeredAt(ctx, storeId);
  return all.filter(({ service }) => !productId || service.product_id === productId).map(openView);
}

/** The page of a store: what can be booked there; null where nothing can. */
export const bookingsPagePart: StorePagePart = {
  name: "bookings",
  async load(ctx, store) {
    const offered = await offeredAt(ctx, store.storeId);
    if (offered.length === 0) return null;
    return {
      services: offered.map(({ service }) => ({
        serviceId: service.service_id,
        name: service.name,
        nameEn: service.name_en,
        durationMin: service.duration_min,
        priceMinor: service.price_minor,
        depositMinor: service.deposit_minor,
      })),
    };
  },
};
