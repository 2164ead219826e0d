import type pg from "pg";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { type Verdict, verifyJournal } from "#platform/sequencer.ts";

let owner: pg.Pool | undefined;

/** Wired once by the composition root: the chain is read as the journal's owner. */
export function wireVerify(pool: pg.Pool): void {
  owner = pool;
}

/** Recomputes the brand's journal; names the first record that was changed. */
export async function verifyBrand(ctx: Context): Promise<Verdict> {
  if (!owner) throw refuse("temporarily_unavailable");
  return verifyJournal(owner, ctx.brand.brandId);
}
