import { getUnit, permit } from "#modules/organisation/index.ts";
import { posterSvg } from "#packages/poster/index.ts";
import type { Context, Lang } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { fontsFor, type PosterFonts } from "./poster-fonts.ts";
import { getSourceCode, type SourceCode } from "./source-codes.ts";

export type PosterFormat = "svg" | "png" | "pdf";

export interface PosterInput {
  readonly sourceCodeId: string;
  readonly format: PosterFormat;
  readonly lang: Lang;
  readonly headline?: string | undefined;
  readonly line2?: string | undefined;
  /** Where this server is reached, without a slash at the end. */
  readonly publicUrl: string;
}

export interface PosterFile {
  readonly type: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A4 at 300 dots an inch. */
const pngWidth = 2480;

const words = {
  zh: { store: "扫一扫，领取到店礼遇", offer: "扫码领券，到店即用", brand: "扫一扫，找到离您最近的门店" },
  en: {
    store: "Scan for what this store offers",
    offer: "Scan, claim, use it in the store",
    brand: "Scan to find the store nearest to you",
  },
} as const;

/** The address behind a source code's QR. */
export function sourceCodeUrl(publicUrl: string, brandKey: string, code: string): string {
  return `${publicUrl}/${brandKey}/c/${code}`;
}

async function svgOf(ctx: Context, code: SourceCode, input: PosterInput): Promise<string> {
  const unit = await getUnit(ctx, code.unitId);
  const { brand } = ctx;
  const { lang } = input;
  const named = (name: string, nameEn: string | null) => (lang === "en" ? nameEn : null) ?? name;
  return posterSvg({
    brandName: named(brand.name, brand.nameEn),
    storeName: named(unit.name, unit.nameEn),
    headline: input.headline ?? words[lang][code.target],
    ...(input.line2 ? { line2: input.line2 } : {}),
    url: sourceCodeUrl(input.publicUrl, brand.key, code.code),
    accent: brand.accentColor,
    lang,
  });
}

const resvgOptions = (fonts: PosterFonts) => ({
  font: {
    loadSystemFonts: false,
    fontFiles: [...fonts.files],
    defaultFontFamily: fonts.family,
    sansSerifFamily: fonts.family,
  },
  fitTo: { mode: "width" as const, value: pngWidth },
});

/** The poster of a source code as a file; refuses `poster_font_missing` for PNG and PDF. */
export async function makePoster(ctx: Context, input: PosterInput): Promise<PosterFile> {
  const code = await getSourceCode(ctx, input.sourceCodeId);
  await permit(ctx, "channels.read", code.unitId);
  const svg = await svgOf(ctx, code, input);
  const name = `${ctx.brand.key}-${code.code}.${input.format}`;
  if (input.format === "svg") return { type: "image/svg+xml", name, bytes: Buffer.from(svg) };
  const fonts = await fontsFor(svg.replace(/<[^>]*>/g, ""));
  if (!fonts) throw refuse("poster_font_missing");
  // Loaded with the first poster: an idle server need not hold the libraries.
  const { Resvg, renderAsync } = await import("@resvg/resvg-js");
  if (input.format === "png") {
    const image = await renderAsync(svg, resvgOptions(fonts));
    return { type: "image/png", name, bytes: image.asPng() };
  }
  // resvg writes every text as outlines, so that the PDF needs no font and prints the same.
  const flat = new Resvg(svg, resvgOptions(fonts)).toString();
  const { a4, pdfOfFlatSvg } = await import("./poster-pdf.ts");
  return { type: "application/pdf", name, bytes: await pdfOfFlatSvg(flat, code.name, a4) };
}
