import { adWordsVersion, type AdWord, bannedWords } from "#packages/pricing/index.ts";
import type { OfferVersionsTable } from "../tables.ts";

export interface WordsChecked {
  readonly block: readonly string[];
  readonly warn: readonly string[];
  /** The version of the lists that was asked. */
  readonly version: number;
}

type Texts = Pick<OfferVersionsTable, "title" | "title_en" | "description" | "description_en">;

/** Words of the offer's texts that advertising law forbids, and those that need a proof. */
export function checkWords(version: Texts): WordsChecked {
  const { title, title_en: titleEn, description, description_en: descriptionEn } = version;
  const found = [title, titleEn, description, descriptionEn].flatMap((text) =>
    text ? bannedWords(text) : []);
  const of = (level: AdWord["level"]) => [
    ...new Set(found.filter((one) => one.level === level).map((one) => one.word)),
  ];
  return { block: of("block"), warn: of("warn"), version: adWordsVersion };
}
