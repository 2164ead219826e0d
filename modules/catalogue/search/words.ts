import { refuse } from "#platform/errors.ts";

/** What turns Chinese text into what people type. */
export interface WordTools {
  /** Traditional characters to simplified ones; everything else stays. */
  simplified(text: string): string;
  /** A syllable for each character of a text that is Chinese only, as it is read there. */
  syllables(han: string): string[];
}

let tools: Promise<WordTools> | undefined;

async function load(): Promise<WordTools> {
  const [{ Converter }, { pinyin }] = await Promise.all([
    import("opencc-js/t2cn"),
    import("pinyin-pro"),
  ]);
  const convert = Converter({ from: "t", to: "cn" });
  return {
    simplified: (text) => convert(text),
    syllables: (han) => pinyin(han, { toneType: "none", type: "array", v: true }),
  };
}

/** Both dictionaries, loaded with the first Chinese text: a brand without any never needs them. */
export function wordTools(): Promise<WordTools> {
  tools ??= load();
  return tools;
}

export const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Full-width letters are letters; marks and capitals do not count. */
export function plain(text: string): string {
  return text.normalize("NFKC").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export interface Unit {
  readonly text: string;
  readonly han: boolean;
}

/** Each Chinese character by itself, each run of other letters and digits as a word. */
export function unitsOf(text: string): Unit[] {
  const found = text.match(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  return found.map((one) => ({ text: one, han: /\p{Script=Han}/u.test(one) }));
}

/** What was typed, in the letters of the index; refuses what is longer than any name. */
export async function typed(text: string): Promise<string> {
  if (text.length > 200) throw refuse("invalid_input", { detail: "text" });
  const simple = plain(text);
  return hasHan(simple) ? (await wordTools()).simplified(simple) : simple;
}
