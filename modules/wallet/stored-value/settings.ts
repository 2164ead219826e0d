import { createHash } from "node:crypto";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { usualContract } from "./contract-words.ts";
import { closureNoticeDays, legalMost } from "./prepaid-law.ts";
import type { UseOrder } from "./split.ts";
import type { Issuer, StoredTables, TopUpOffer } from "./tables.ts";

export interface StoredSettings {
  readonly isOn: boolean;
  readonly useOrder: UseOrder;
  readonly issuer: Issuer;
  readonly mostMinor: number;
  readonly usedBonus: "keep" | "charge";
  readonly refundLater: boolean;
  readonly offers: readonly TopUpOffer[];
  readonly contract: Contract;
  /** The day from which the brand is closed; null: none is announced. */
  readonly closesOn: string | null;
}

export interface Contract {
  /** 0: nothing was saved yet. */
  readonly version: number;
  readonly words: string;
  readonly wordsEn: string | null;
  /** SHA-256 over both languages, in hex: what a member accepted. */
  readonly hash: string;
}

export type SettingsInput = Omit<StoredSettings, "contract"> & {
  readonly contract: Pick<Contract, "words" | "wordsEn">;
};

const hashOf = ({ words, wordsEn }: Pick<Contract, "words" | "wordsEn">): string =>
  createHash("sha256").update(`${words}\n${wordsEn ?? ""}`).digest("hex");

const usualMostMinor = 500_000;

const usual = (): StoredSettings => ({
  isOn: false,
  useOrder: "in_proportion",
  issuer: "other",
  mostMinor: usualMostMinor,
  usedBonus: "keep",
  refundLater: true,
  offers: [],
  contract: { version: 0, ...usualContract, hash: hashOf(usualContract) },
  closesOn: null,
});

const rowOf = (ctx: Context) =>
  tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_settings as s")
    .innerJoin("wallet.stored_contracts as c", (join) =>
      join
        .onRef("c.brand_id", "=", "s.brand_id")
        .onRef("c.version", "=", "s.contract_version"),
    )
    .selectAll("s")
    .select(["c.words", "c.words_en", "c.hash"])
    .where("s.brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();

export async function storedSettings(ctx: Context): Promise<StoredSettings> {
  const row = await rowOf(ctx);
  if (!row) return usual();
  return {
    isOn: row.is_on,
    useOrder: row.use_order,
    issuer: row.issuer,
    mostMinor: row.most_minor,
    usedBonus: row.used_bonus,
    refundLater: row.refund_later,
    offers: row.offers,
    contract: {
      version: row.contract_version,
      words: row.words,
      wordsEn: row.words_en,
      hash: row.hash,
    },
    closesOn: row.closes_on,
  };
}

export const useOrderOf = async (ctx: Context): Promise<UseOrder> =>
  (await storedSettings(ctx)).useOrder;

/** The words under a version of their own, unless they are those of the version before. */
async function keepContract(ctx: Context, before: Contract, input: SettingsInput["contract"]) {
  const hash = hashOf(input);
  if (before.version > 0 && before.hash === hash) return before.version;
  const version = before.version + 1;
  await tablesOf<StoredTables>(ctx)
    .insertInto("wallet.stored_contracts")
    .values({
      brand_id: ctx.brand.brandId,
      version,
      words: input.words,
      words_en: input.wordsEn,
      hash,
      made_at: ctx.now,
    })
    .execute();
  return version;
}

function check(ctx: Context, input: SettingsInput): void {
  const most = legalMost(ctx.brand.currency, "registered");
  if (most !== null && input.mostMinor > most) {
    throw refuse("stored_settings_refused", { field: "mostMinor", most });
  }
  const pays = new Set(input.offers.map(({ payMinor }) => payMinor));
  const tooMuch = input.offers.some(({ payMinor }) => payMinor > input.mostMinor);
  if (pays.size < input.offers.length || tooMuch || (input.isOn && pays.size === 0)) {
    throw refuse("stored_settings_refused", { field: "offers", most: input.mostMinor });
  }
  if (!input.closesOn) return;
  const today = ctx.now.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate();
  const told = today.until(Temporal.PlainDate.from(input.closesOn), { largestUnit: "day" }).days;
  if (told < closureNoticeDays) {
    throw refuse("stored_settings_refused", { field: "closesOn", most: closureNoticeDays });
  }
}

/**
 * For top-ups and uses from now on; what was used comes back by the order of its own moment.
 * Refuses what the law of prepaid cards does not allow (`prepaid-law.ts`).
 */
export async function saveStoredSettings(ctx: Context, input: SettingsInput): Promise<void> {
  const before = await storedSettings(ctx);
  if (input.closesOn !== before.closesOn || !input.closesOn) check(ctx, input);
  else check(ctx, { ...input, closesOn: null });
  const version = await keepContract(ctx, before.contract, input.contract);
  const saved = {
    is_on: input.isOn,
    use_order: input.useOrder,
    issuer: input.issuer,
    most_minor: input.mostMinor,
    used_bonus: input.usedBonus,
    refund_later: input.refundLater,
    offers: json(input.offers),
    contract_version: version,
    closes_on: input.closesOn,
    saved_at: ctx.now,
  };
  await tablesOf<StoredTables>(ctx)
    .insertInto("wallet.stored_settings")
    .values({ brand_id: ctx.brand.brandId, ...saved })
    .onConflict((on) => on.columns(["brand_id"]).doUpdateSet(saved))
    .execute();
  await emit(ctx, "wallet.stored_settings_saved", {
    payload: {
      isOn: input.isOn,
      useOrder: input.useOrder,
      mostMinor: input.mostMinor,
      contractVersion: version,
    },
  });
}
