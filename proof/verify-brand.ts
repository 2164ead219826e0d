import type pg from "pg";
// Modules say at their load what they take from the limits.
import { modules } from "#apps/server/modules.ts";
import { type Verified, verifyBrand } from "#apps/server/verify-brand.ts";
import { sequence } from "#platform/sequencer.ts";
import { lateFaults, lookWhenDone } from "./checks/look.ts";

/** Nothing is left to follow: what the reactions make of the last events is looked at as well. */
async function untilFollowed(owner: pg.Pool): Promise<string | null> {
  await sequence(owner);
  const client = await owner.connect();
  try {
    const [late = null] = lateFaults(await lookWhenDone(client, async () => undefined));
    return late;
  } finally {
    client.release();
  }
}

/** What `bihuan verify` checks, and that the reactions have followed. */
export async function verifyWhole(owner: pg.Pool, brandId: string): Promise<Verified[]> {
  const late = await untilFollowed(owner);
  const { rows } = await owner.query(
    `select count(*)::int as parked from platform.reaction_failure
     where brand_id = $1 and parked_at is not null`,
    [brandId],
  );
  const parked: number = rows[0].parked;
  const followed = {
    name: "反应 reactions of modules",
    count: modules.flatMap((one) => one.reactions ?? []).length,
    wrong: parked > 0 ? `${parked} events are parked` : late,
  };
  return [...(await verifyBrand(owner, brandId)), followed];
}
