import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { type Benefit, type Card, type CardInput, usualPointsBps } from "./card-schema.ts";
import { reviewTiersName } from "./review-members.ts";
import type { BenefitRow, CardTables } from "./tables.ts";

const benefitOf = (row: BenefitRow): Benefit => ({
  kind: row.kind,
  title: row.title,
  titleEn: row.title_en,
  detail: row.detail,
  detailEn: row.detail_en,
});

/** The brand's card with its tiers, the lowest first; null: never saved. */
export async function cardOf(ctx: Context): Promise<Card | null> {
  const db = tablesOf<CardTables>(ctx);
  const { brandId } = ctx.brand;
  const saved = await db.selectFrom("members.card_settings").selectAll()
    .where("brand_id", "=", brandId).executeTakeFirst();
  if (!saved) return null;
  const tiers = await db.selectFrom("members.tiers").selectAll()
    .where("brand_id", "=", brandId).where("removed_at", "is", null).orderBy("place").execute();
  const benefits = await db.selectFrom("members.benefits").selectAll()
    .where("brand_id", "=", brandId).orderBy("place").execute();
  const of = (tierId: string | null) =>
    benefits.filter((row) => row.tier_id === tierId).map(benefitOf);
  return {
    name: saved.name,
    nameEn: saved.name_en,
    look: saved.look,
    benefits: of(null),
    tiers: tiers.map((row) => ({
      tierId: row.tier_id,
      name: row.name,
      nameEn: row.name_en,
      fromMinor: row.from_minor,
      pointsBps: row.points_bps,
      benefits: of(row.tier_id),
    })),
  };
}

/** Each member has one that is no discount: what everybody has must hold it. */
function check({ benefits, tiers }: CardInput): void {
  if (!benefits.some((one) => one.kind !== "member_price")) throw refuse("card_without_benefit");
  for (const [place, tier] of tiers.entries()) {
    const below = tiers[place - 1];
    if (below && tier.fromMinor <= below.fromMinor) {
      throw refuse("tiers_not_rising", { name: tier.name });
    }
  }
}

type Kept = CardInput["tiers"][number] & { readonly tierId: string };

async function saveTiers(ctx: Context, tiers: CardInput["tiers"]): Promise<Kept[]> {
  const db = tablesOf<CardTables>(ctx);
  const { brandId } = ctx.brand;
  const known = new Set((await db.selectFrom("members.tiers").select("tier_id")
    .where("brand_id", "=", brandId).where("removed_at", "is", null)
    .orderBy("place").forUpdate().execute()).map((row) => row.tier_id));
  // First out of the way: two tiers never stand in one place.
  await db.updateTable("members.tiers").set({ removed_at: ctx.now })
    .where("brand_id", "=", brandId).where("removed_at", "is", null).execute();
  const kept = tiers.map((tier): Kept => {
    const same = tier.tierId !== undefined && known.delete(tier.tierId);
    return { ...tier, tierId: same ? tier.tierId! : newId() };
  });
  for (const [index, tier] of kept.entries()) {
    const row = {
      place: index + 1, name: tier.name, name_en: tier.nameEn, from_minor: tier.fromMinor,
      points_bps: tier.pointsBps ?? usualPointsBps, removed_at: null,
    };
    await db.insertInto("members.tiers")
      .values({ brand_id: brandId, tier_id: tier.tierId, ...row })
      .onConflict((on) => on.columns(["brand_id", "tier_id"]).doUpdateSet(row)).execute();
  }
  return kept;
}

async function saveBenefits(ctx: Context, card: CardInput, tiers: readonly Kept[]) {
  const db = tablesOf<CardTables>(ctx);
  const { brandId } = ctx.brand;
  const rows = [{ tierId: null, benefits: card.benefits }, ...tiers]
    .flatMap(({ tierId, benefits }) => benefits.map((one, place) => ({
      brand_id: brandId, benefit_id: newId(), tier_id: tierId, place, kind: one.kind,
      title: one.title, title_en: one.titleEn, detail: one.detail, detail_en: one.detailEn,
    })));
  await db.deleteFrom("members.benefits").where("brand_id", "=", brandId).execute();
  await db.insertInto("members.benefits").values(rows).execute();
}

/**
 * Saves the card as a whole; members are reviewed by a job right after. Refuses
 * `card_without_benefit`, `tiers_not_rising`.
 */
export async function saveCard(ctx: Context, card: CardInput): Promise<void> {
  check(card);
  const row = { name: card.name, name_en: card.nameEn, look: card.look, saved_at: ctx.now };
  await tablesOf<CardTables>(ctx).insertInto("members.card_settings")
    .values({ brand_id: ctx.brand.brandId, ...row })
    .onConflict((on) => on.columns(["brand_id"]).doUpdateSet(row)).execute();
  const tiers = await saveTiers(ctx, card.tiers);
  await saveBenefits(ctx, card, tiers);
  await enqueue(ctx, reviewTiersName, {});
  await emit(ctx, "members.card_saved", {
    payload: { tierIds: tiers.map((tier) => tier.tierId), benefits: card.benefits.length },
  });
}
