import { pdfOfSvg } from "#modules/channels/index.ts";
import { groupByFour } from "#packages/codes/index.ts";
import type { Lang } from "#platform/context.ts";

/** All that a printed document says beside its text. */
export interface Sheet {
  readonly lang: Lang;
  readonly brandName: string;
  readonly title: string;
  readonly number: string;
  readonly text: string;
  /** Which print it is: the first is 1. */
  readonly printNo: number;
  readonly printedIn: string;
  readonly printedAt: string;
}

/** Lines of text that one page holds. */
export const mostLines = 42;
// Of a line, in the width of a Latin character; a Han takes two.
const lineWidth = 76;

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/;
const widthOf = (character: string): number => (wide.test(character) ? 2 : 1);

// Begins no line: one of them hangs over the edge, for which the margin has room.
const closing = /^[，。、；：？！）》」』”]$/;
const roomFor = (piece: string): number => lineWidth + (closing.test(piece) ? 2 : 0);

/** A Latin word stays whole where a line can hold it; Han may be parted anywhere. */
function wrapped(paragraph: string): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  const end = () => {
    lines.push(line.trimEnd());
    line = "";
    width = 0;
  };
  for (const piece of paragraph.match(/[!-~]+|[^!-~]/gu) ?? []) {
    const taken = [...piece].reduce((sum, one) => sum + widthOf(one), 0);
    if (width > 0 && width + taken > roomFor(piece)) end();
    for (const character of piece) {
      if (width + widthOf(character) > roomFor(piece)) end();
      line += character;
      width += widthOf(character);
    }
  }
  end();
  return lines;
}

/** The lines of a text on its page. */
export const linesOfPage = (text: string): string[] => text.split(/\r?\n/).flatMap(wrapped);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const words = {
  zh: {
    number: "编号",
    reprint: (count: number) => `重印 REPRINT 第 ${count} 次`,
    printed: (where: string, at: string) => `${at} 打印于${where}`,
  },
  en: {
    number: "No.",
    reprint: (count: number) => `REPRINT 重印 no. ${count}`,
    printed: (where: string, at: string) => `Printed at ${where}, ${at}`,
  },
} as const;

/** In tenths of a millimetre, A4. */
export function documentSvg(sheet: Sheet): string {
  const say = words[sheet.lang];
  const at = (x: number, y: number, size: number, text: string, more = "") =>
    `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escaped(text)}</text>`;
  const body = linesOfPage(sheet.text).map((line, place) => at(200, 620 + place * 50, 42, line));
  const reprint = sheet.printNo > 1
    ? [
      `<rect x="1240" y="140" width="660" height="90" fill="none" stroke="#000000"
        stroke-width="4"/>`,
      at(1570, 202, 46, say.reprint(sheet.printNo - 1), 'text-anchor="middle"'),
    ]
    : [];
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="2100" height="2970"',
    ' viewBox="0 0 2100 2970" font-family="sans-serif" fill="#000000">',
    at(200, 205, 50, sheet.brandName),
    ...reprint,
    at(1050, 400, 76, sheet.title, 'text-anchor="middle"'),
    at(1050, 490, 40, `${say.number} ${groupByFour(sheet.number)}`, 'text-anchor="middle"'),
    '<path d="M200 540 H1900" stroke="#000000" stroke-width="3" fill="none"/>',
    ...body,
    at(1900, 2830, 34, say.printed(sheet.printedIn, sheet.printedAt), 'text-anchor="end"'),
    "</svg>",
  ].join("\n");
}

/** One page of A4 with its fonts; null: this machine has none for its text. */
export const documentPdf = (sheet: Sheet): Promise<Buffer | null> =>
  pdfOfSvg(documentSvg(sheet), sheet.number, { widthMm: 210, heightMm: 297, unitMm: 0.1 });
