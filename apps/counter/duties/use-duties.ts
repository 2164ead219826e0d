import type { Answer } from "#packages/sdk/index.ts";
import { type Loaded, useLoad } from "#packages/ui/use-load.ts";
import { useCounter } from "../counter.ts";

export type Task = Answer<"listCareTasks">["items"][number];
export type Application = Answer<"listApplications">["items"][number];
export type Review = Answer<"listReviews">["items"][number];

/** A store has some dozens at most; what is more comes when these are done. */
const limit = 100;

export interface Duties {
  readonly tasks: Loaded<Task[]>;
  readonly applications: Loaded<Application[]>;
  readonly reviews: Loaded<Review[]>;
}

/** What this store owes to members: care that is due, applications that are open, replies. */
export function useDuties(): Duties {
  const { api, brand, staff, store } = useCounter();
  const { storeId } = store;
  const path = { brand: brand.key };
  const tasks = useLoad(staff.caresFor ? `care ${storeId}` : null, async () =>
    (await api.call("listCareTasks", { path, query: { storeId, limit } })).items);
  const applications = useLoad(staff.worksApplications ? `applications ${storeId}` : null,
    async () =>
      (await api.call("listApplications", { path, query: { storeId, when: "open", limit } }))
        .items);
  const reviews = useLoad(staff.answersReviews ? `reviews ${storeId}` : null, async () =>
    (await api.call("listReviews", { path, query: { storeId, show: "waiting", limit } })).items);
  return { tasks, applications, reviews };
}
