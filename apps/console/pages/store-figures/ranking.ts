import type { Item } from "../../ask.ts";

export type Ranked = Item<"readStoreRanking">;

export const rankings = ["visits", "assisted", "visits_per_m2", "sales"] as const;
export type Ranking = (typeof rankings)[number];

/** The figure that a ranking goes by. */
export const figureOf = {
  visits: "visitsValid",
  assisted: "assistedOrders",
  visits_per_m2: "visitsPerM2",
  sales: "salesMinor",
} as const satisfies Record<Ranking, keyof Ranked["figures"]>;
