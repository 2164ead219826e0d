import type { BrandHere } from "./brand.tsx";
import type { zh } from "./messages/zh.ts";

type Words = keyof typeof zh;

export interface Place {
  readonly to: string;
  readonly label: Extract<Words, `nav.${string}`>;
  /** Any of these opens the page. */
  readonly needs: readonly string[];
}

export interface PlaceGroup {
  readonly label: Extract<Words, `nav.${string}`>;
  readonly places: readonly Place[];
}

const groups: readonly PlaceGroup[] = [
  {
    label: "nav.group.run",
    places: [
      { to: "", label: "nav.boss", needs: ["insights.read"] },
      { to: "loop", label: "nav.loop", needs: ["insights.read"] },
      { to: "store-figures", label: "nav.storeFigures", needs: ["insights.read"] },
    ],
  },
  {
    label: "nav.group.bring",
    places: [
      { to: "offers", label: "nav.offers", needs: ["offers.read"] },
      { to: "releases", label: "nav.releases", needs: ["offers.read"] },
      { to: "prices", label: "nav.prices", needs: ["offers.read"] },
      { to: "price-findings", label: "nav.findings", needs: ["offers.publish"] },
      { to: "draws", label: "nav.draws", needs: ["offers.read"] },
      { to: "stamp-cards", label: "nav.stampCards", needs: ["offers.read"] },
      { to: "channels", label: "nav.channels", needs: ["channels.read"] },
      { to: "campaigns", label: "nav.campaigns", needs: ["channels.read"] },
    ],
  },
  {
    label: "nav.group.serve",
    places: [
      { to: "stores", label: "nav.stores", needs: ["stores.read"] },
      {
        to: "bookings",
        label: "nav.bookings",
        needs: ["bookings.read", "bookings.work"],
      },
      { to: "orders", label: "nav.orders", needs: ["orders.work"] },
      { to: "care", label: "nav.care", needs: ["care.work"] },
      { to: "reviews", label: "nav.reviews", needs: ["reviews.work"] },
      { to: "pickups", label: "nav.pickups", needs: ["orders.work"] },
      { to: "applications", label: "nav.applications", needs: ["applications.work"] },
      { to: "money", label: "nav.money", needs: ["orders.reconcile"] },
      { to: "stored-value", label: "nav.stored", needs: ["stored_value.manage"] },
      { to: "clearing", label: "nav.clearing", needs: ["ledger.read"] },
      { to: "ledger", label: "nav.ledger", needs: ["ledger.read"] },
      { to: "products", label: "nav.products", needs: ["catalogue.read"] },
      { to: "stock", label: "nav.stock", needs: ["catalogue.read"] },
      { to: "price-lists", label: "nav.lists", needs: ["catalogue.read"] },
      { to: "product-pages", label: "nav.pageOrder", needs: ["pages.write"] },
      {
        to: "offline",
        label: "nav.offline",
        needs: ["redemption.undo", "offers.publish"],
      },
      { to: "members", label: "nav.members", needs: ["members.read"] },
      { to: "points", label: "nav.points", needs: ["members.read"] },
    ],
  },
  {
    label: "nav.group.manage",
    places: [
      { to: "staff", label: "nav.staff", needs: ["staff.manage"] },
      {
        to: "access",
        label: "nav.access",
        needs: ["integrations.manage", "audit.read", "brand.manage"],
      },
      { to: "brand", label: "nav.brand", needs: ["brand.manage"] },
    ],
  },
];

/** The menu is what the person does, never the tree of units they may do it for. */
export function placesFor(brand: BrandHere): readonly PlaceGroup[] {
  return groups.flatMap((group) => {
    const places = group.places.filter((place) => place.needs.some((one) => brand.may(one)));
    return places.length > 0 ? [{ ...group, places }] : [];
  });
}

export function hrefOf(brand: BrandHere, place: Place): string {
  return place.to ? `/${brand.key}/${place.to}` : `/${brand.key}`;
}
