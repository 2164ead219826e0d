import { pdfOfSvg } from "#modules/channels/index.ts";
import type { ReceiptContent } from "./content.ts";
import { columnsOfPaper, type Paper, receiptDoc } from "./receipt-doc.ts";

// Loaded with the first receipt: an idle server need not hold the library.
async function transform(
  content: ReceiptContent,
  paper: Paper,
  command: "generic" | "svg" | "text",
): Promise<string> {
  const receiptline = await import("receiptline");
  return receiptline.transform(receiptDoc(content, paper), {
    cpl: columnsOfPaper[paper],
    encoding: "gb18030",
    spacing: true,
    cutting: command === "generic",
    gradient: false,
    command,
  });
}

// FS &: two bytes are one Han. Printers sold in China start so, others have to be told.
const hanMode = "\x1c&";
// Past the blade before it cuts: the head prints a finger's breadth behind it.
const feed = "\x1bd\x04";

/** Bytes for any ESC/POS printer with a Chinese font: images as GS v 0, texts in GB18030. */
export async function receiptBytes(content: ReceiptContent, paper: Paper): Promise<Buffer> {
  const commands = await transform(content, paper, "generic");
  const open = commands.indexOf("\x1b@") + 2;
  const cut = commands.lastIndexOf("\x1dV");
  const at = cut < 0 ? commands.length : cut;
  const parts = [commands.slice(0, open), hanMode, commands.slice(open, at), feed];
  return Buffer.from(parts.join("") + commands.slice(at), "latin1");
}

export const receiptSvg = (content: ReceiptContent, paper: Paper): Promise<string> =>
  transform(content, paper, "svg");

/** One line of text for each line of paper. */
export const receiptText = (content: ReceiptContent, paper: Paper): Promise<string> =>
  transform(content, paper, "text");

// Eight dots a millimetre: what a printer of this paper sets, with the paper's own edge around it.
const dotsPerMm = 8;
const edgeMm = { 58: 5, 80: 4 } as const;

/** As long as the receipt is, of the paper's width; null: this machine has no font for it. */
export async function receiptPdf(content: ReceiptContent, paper: Paper): Promise<Buffer | null> {
  const svg = await receiptSvg(content, paper);
  const height = Number(/height="(\d+)px"/.exec(svg)?.[1] ?? 0);
  const marginMm = edgeMm[paper];
  return pdfOfSvg(svg, content.number, {
    widthMm: paper,
    heightMm: height / dotsPerMm + 2 * marginMm,
    unitMm: 1 / dotsPerMm,
    marginMm,
  });
}
