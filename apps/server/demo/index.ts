import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createAccountFor, createBrand, deleteBrand } from "#modules/organisation/index.ts";
import { accentColor, brandName, demoPassword, people } from "#examples/demo/tea-chain.ts";
import type { App } from "../app.ts";
import { giveBackMemory } from "../give-back-memory.ts";
import type { DemoSignIns } from "../greeting.ts";
import { fillCalendars } from "./bookings.ts";
import { careForVisits } from "./care.ts";
import { liveReleases } from "./flash.ts";
import { playDraw } from "./draw.ts";
import { furnishBrand } from "./furnish.ts";
import { liveThrough } from "./history.ts";
import { openPlaces } from "./place.ts";
import { reviewVisits } from "./reviews.ts";
import { demoContext, loadBrand } from "./context.ts";

const key = "tea";
const firstStore = "hz01";
/** Weeks of sample history before today. */
const weeks = 9;

const signIns: DemoSignIns = {
  brandKey: key,
  storeCode: firstStore,
  password: demoPassword,
  people: people.map(({ email, zh, en }) => ({ email, zh, en })),
};

interface Found {
  readonly accounts: boolean;
  readonly demo: string | null;
}

async function lookAround(app: App): Promise<Found> {
  const { rows } = await app.databases.ownerPool.query(
    `select exists (select 1 from accounts.identities) as accounts,
       (select brand_id from platform.brands where key = $1 and sample and deleting_at is null)
         as demo`,
    [key],
  );
  return { accounts: rows[0].accounts, demo: rows[0].demo };
}

async function build(app: App, say: (text: string) => void): Promise<void> {
  const start = app.parts.now().subtract({ hours: 24 * (7 * weeks + 2) });
  const accounts = new Map<string, string>();
  for (const person of people) {
    accounts.set(
      person.email,
      await createAccountFor(person.email, demoPassword, person.name, true),
    );
  }
  const owner = people[0];
  await createBrand({
    accountId: accounts.get(owner?.email ?? "") ?? "",
    key,
    name: brandName.zh,
    nameEn: brandName.en,
    accentColor,
    sample: true,
    ownerName: owner?.name ?? brandName.zh,
    at: start,
  });
  const brand = await loadBrand(app, key);
  const furnished = await demoContext(app, brand, start, (ctx) => furnishBrand(ctx, accounts));
  await liveThrough(app, brand, furnished, { start, days: 7 * weeks + 2, say });
  await liveReleases(app, brand, furnished.units.get("") ?? "");
  await playDraw(app, brand, furnished);
  await fillCalendars(app, brand, furnished);
  await openPlaces(app, brand, furnished);
  await app.flow.settle();
  await reviewVisits(app, brand);
  await careForVisits(app, brand);
  await app.flow.settle();
}

/**
 * Makes the demo brand on a fresh installation, and tells how to sign in while it is there. One
 * that was deleted does not come back; one whose making was cut short is made anew.
 */
export async function ensureDemo(
  app: App,
  dataDir: string,
  say: (text: string) => void,
): Promise<DemoSignIns | null> {
  const half = path.join(dataDir, "demo-unfinished");
  const found = await lookAround(app);
  const broken = existsSync(half);
  if (broken && found.demo) await deleteBrand(found.demo);
  if (!broken && found.demo) return signIns;
  if ((!broken && found.accounts) || process.env.BIHUAN_DEMO === "off") return null;
  say("演示品牌 / demo brand …");
  await writeFile(half, "");
  await build(app, say);
  await rm(half);
  giveBackMemory();
  return signIns;
}
