import type { Context } from "#platform/context.ts";
import { isHopeful, isReading } from "#platform/db/before-commit.ts";
import { fixed } from "#platform/db/fixed.ts";
import { plainArray } from "#platform/db/lists.ts";
import type { TermsTable } from "./tables.ts";

export interface VersionOfOffer {
  readonly offerId: string;
  readonly offerVersion: number;
}

const known = new Map<string, TermsTable>();
const mostKnown = 1_000;

/**
 * The terms of published versions: written once and never changed, so that batches of claims and of
 * previews read them once a process. Others may have written them in this very transaction, which
 * may end without a commit: what they read is not kept. A version without any answers undefined.
 */
export async function knownTerms(
  ctx: Context,
  versions: readonly VersionOfOffer[],
): Promise<(version: VersionOfOffer) => TermsTable | undefined> {
  const { brandId } = ctx.brand;
  const keyOf = ({ offerId, offerVersion }: VersionOfOffer): string =>
    `${brandId} ${offerId} ${offerVersion}`;
  const asked = new Map(versions.map((one) => [keyOf(one), one]));
  const found = new Map<string, TermsTable>();
  const missing: VersionOfOffer[] = [];
  for (const [key, one] of asked) {
    const terms = known.get(key);
    if (terms) found.set(key, terms);
    else missing.push(one);
  }
  const keeps = isHopeful(ctx.tx) || isReading(ctx.tx);
  for (const row of await readTerms(ctx, missing)) {
    const key = keyOf({ offerId: row.offer_id, offerVersion: row.offer_version });
    found.set(key, row);
    if (!keeps) continue;
    if (known.size >= mostKnown) known.clear();
    known.set(key, row);
  }
  return (version) => found.get(keyOf(version));
}

async function readTerms(ctx: Context, versions: readonly VersionOfOffer[]) {
  if (versions.length === 0) return [];
  const { rows } = await fixed<TermsTable>`
    select t.* from wallet.terms t
    join unnest(${plainArray(versions.map((one) => one.offerId))}::uuid[],
      ${plainArray(versions.map((one) => one.offerVersion))}::int[]) as a(offer_id, offer_version)
      on a.offer_id = t.offer_id and a.offer_version = t.offer_version
    where t.brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  return rows;
}
