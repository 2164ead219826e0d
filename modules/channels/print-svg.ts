import type { PdfPage } from "./poster-pdf.ts";
import { fontsFor } from "./poster-fonts.ts";

/**
 * An SVG with texts as a PDF of one page, its texts as outlines of an installed font; null: no font
 * of this machine can write them.
 */
export async function pdfOfSvg(svg: string, title: string, page: PdfPage): Promise<Buffer | null> {
  const fonts = await fontsFor(svg.replace(/<[^>]*>/g, ""));
  if (!fonts) return null;
  const { Resvg } = await import("@resvg/resvg-js");
  const font = {
    loadSystemFonts: false,
    fontFiles: [...fonts.files],
    defaultFontFamily: fonts.family,
    sansSerifFamily: fonts.family,
    monospaceFamily: fonts.family,
  };
  const flat = new Resvg(svg, { font }).toString();
  const { pdfOfFlatSvg } = await import("./poster-pdf.ts");
  return pdfOfFlatSvg(flat, title, page);
}
