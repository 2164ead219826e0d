import { demo } from "./demo-brand.ts";
import { pairwise } from "./load.ts";
import { median, type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

/** The cached data of a store's page against a route that does nothing, in the same process. */
export async function storePage(): Promise<Result[]> {
  const server = await startServer();
  try {
    const page = `${server.url}/${demo.brand}/api/stores/${demo.store}/page`;
    const answer = (await (await fetch(page)).json()) as { store: { code: string }; offers: [] };
    if (answer.store.code !== demo.store) throw new Error("another store's page was answered");
    const { floors, routes } = await pairwise(
      { url: `${server.url}/${demo.brand}/api/bench/floor` },
      { url: page },
    );
    return [
      resultOf({
        bench: "store-page",
        unit: "requests/s",
        runs: routes,
        floor: { name: "empty route", value: median(floors) },
        atLeastRatio: 0.5,
        correct: `page of ${demo.store} with ${answer.offers.length} offers, every answer 2xx`,
      }),
    ];
  } finally {
    await server.stop();
  }
}
