import { readableAccent } from "../text/index.ts";
import { fitText, textWidth, type Fitted } from "./fit-text.ts";
import { qrInk, qrModules, qrPath, quietModules, type QrModules } from "./qr.ts";

/** What stands on a poster; `url` is what the QR code opens. */
export type PosterContent = {
  readonly brandName: string;
  readonly storeName: string;
  readonly headline: string;
  readonly line2?: string;
  readonly url: string;
  /** The brand's colour, "#rrggbb". */
  readonly accent: string;
  readonly lang: "zh" | "en";
  /** The modules of `url` if they are at hand. */
  readonly qrModules?: QrModules;
};

// Tenths of a millimetre: an A4 sheet, so that sizes below can be measured with a ruler.
const sheet = { width: 2100, height: 2970 };
const margin = 170;
const inner = sheet.width - 2 * margin;
const panelHeight = 1370;
const card = { side: 1180, top: 1050, radius: 56 };

const fonts =
  "'PingFang SC','Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei'," +
  "'Segoe UI','Helvetica Neue',Arial,sans-serif";

const words = {
  zh: { scan: "微信或手机相机扫一扫", free: "无需下载，无需注册即可查看" },
  en: { scan: "Scan with your phone", free: "No app, no sign-up to look" },
} as const;

/**
 * A poster for a store's door as an A4 SVG (210 × 297 mm): brand, promise, a QR code of some
 * 10 cm that reads from two metres, and the store it belongs to. Fonts are the system's.
 */
export function posterSvg(content: PosterContent): string {
  const { accent, onAccent } = readableAccent(content.accent, "#FFFFFF");
  const parts = [
    `<rect width="${sheet.width}" height="${sheet.height}" fill="#FFFFFF"/>`,
    panel(content.accent, onAccent),
    promise(content, onAccent),
    qrCard(content.qrModules ?? qrModules(content.url)),
    invitation(content.lang, accent),
    foot(content, accent),
  ];
  const title = escapeText(`${content.brandName} ${content.storeName} ${content.headline}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" ` +
    `viewBox="0 0 ${sheet.width} ${sheet.height}" role="img" aria-label="${title}" ` +
    `xml:lang="${content.lang === "zh" ? "zh-CN" : "en"}" font-family="${fonts}">` +
    `<title>${title}</title>${parts.join("")}</svg>`
  );
}

// The arcs are an open ring that the card closes: the loop this is about.
function panel(fill: string, onAccent: string): string {
  const centre = { x: sheet.width / 2, y: card.top + card.side / 2 };
  const rings = [760, 960, 1180, 1420].map(
    (radius, index) =>
      `<circle cx="${centre.x}" cy="${centre.y}" r="${radius}" fill="none" ` +
      `stroke="${onAccent}" stroke-opacity="${0.16 - index * 0.03}" stroke-width="44"/>`,
  );
  return (
    `<clipPath id="panel"><rect width="${sheet.width}" height="${panelHeight}"/></clipPath>` +
    `<g clip-path="url(#panel)"><rect width="${sheet.width}" height="${panelHeight}" ` +
    `fill="${fill}"/>${rings.join("")}</g>`
  );
}

function promise(content: PosterContent, onAccent: string): string {
  const brand = fitText(content.brandName, { width: inner - 48, maxLines: 1, most: 76, least: 48 });
  const headline = fitText(content.headline, { width: inner, maxLines: 2, most: 216, least: 104 });
  const line2 = fitText(content.line2 ?? "", { width: inner, maxLines: 2, most: 74, least: 50 });
  const brandTop = 150;
  const gap = 64;
  const height = blockHeight(headline, 1.22) + (line2.lines.length ? gap : 0)
    + blockHeight(line2, 1.4);
  const room = { top: brandTop + 140, bottom: card.top - 70 };
  const top = room.top + Math.max(0, (room.bottom - room.top - height) / 2);
  return (
    `<g fill="${onAccent}">` +
    `<rect x="${margin}" y="${brandTop - 8}" width="16" height="92" rx="8"/>` +
    block(brand, { x: margin + 48, top: brandTop, leading: 1, weight: 600 }) +
    block(headline, { x: margin, top, leading: 1.22, weight: 800 }) +
    block(line2, {
      x: margin,
      top: top + blockHeight(headline, 1.22) + gap,
      leading: 1.4,
      weight: 500,
    }) +
    "</g>"
  );
}

function qrCard(modules: QrModules): string {
  const x = (sheet.width - card.side) / 2;
  const scale = card.side / (modules.size + 2 * quietModules);
  const offset = quietModules * scale;
  const shape = `width="${card.side}" height="${card.side}" rx="${card.radius}"`;
  return (
    `<rect x="${x}" y="${card.top + 14}" ${shape} fill="#000000" fill-opacity="0.10"/>` +
    `<rect x="${x}" y="${card.top}" ${shape} fill="#FFFFFF" stroke="#000000" ` +
    `stroke-opacity="0.08" stroke-width="3"/>` +
    `<path transform="translate(${round(x + offset)} ${round(card.top + offset)}) ` +
    `scale(${round(scale)})" fill="${qrInk}" shape-rendering="crispEdges" ` +
    `d="${qrPath(modules)}"/>`
  );
}

function invitation(lang: "zh" | "en", accent: string): string {
  const top = card.top + card.side + 84;
  const centre = { x: sheet.width / 2, anchor: "middle" } as const;
  const scan = { lines: [words[lang].scan], size: 84 };
  const free = { lines: [words[lang].free], size: 48 };
  return (
    `<g fill="${accent}">${block(scan, { ...centre, top, leading: 1, weight: 700 })}</g>` +
    `<g fill="#57514B">${block(free, { ...centre, top: top + 122, leading: 1, weight: 400 })}</g>`
  );
}

function foot(content: PosterContent, accent: string): string {
  const line = 2600;
  const shown = content.url.replace(/^https?:\/\//, "").replace(/#.*$/, "");
  const url = fitText(shown, { width: inner, maxLines: 1, most: 44, least: 34 });
  const oneLine = textWidth(content.storeName) * 60 <= inner;
  const room = oneLine
    ? { maxLines: 1, most: 84, least: 60 }
    : { maxLines: 2, most: 60, least: 46 };
  const store = fitText(content.storeName, { width: inner, ...room });
  return (
    `<rect x="${margin}" y="${line}" width="${inner}" height="3" fill="#E4DFD8"/>` +
    `<rect x="${margin}" y="${line - 3}" width="160" height="9" fill="${accent}"/>` +
    `<g fill="${qrInk}">` +
    block(store, { x: margin, top: line + 52, leading: 1.2, weight: 700 }) +
    `</g><g fill="#57514B">` +
    block(url, { x: margin, top: line + 78 + blockHeight(store, 1.2), leading: 1, weight: 400 }) +
    "</g>"
  );
}

type Placing = {
  readonly x: number;
  readonly top: number;
  readonly leading: number;
  readonly weight: number;
  readonly anchor?: "middle";
};

function block({ lines, size }: Fitted, { x, top, leading, weight, anchor }: Placing): string {
  return lines
    .map((line, index) => {
      const baseline = top + size * (0.88 + index * leading);
      return (
        `<text x="${x}" y="${round(baseline)}" font-size="${round(size)}" ` +
        `font-weight="${weight}"${anchor ? ` text-anchor="${anchor}"` : ""}>` +
        `${escapeText(line)}</text>`
      );
    })
    .join("");
}

function blockHeight({ lines, size }: Fitted, leading: number): number {
  return lines.length === 0 ? 0 : size * (1 + (lines.length - 1) * leading);
}

// Control characters are not allowed in XML at all, escaped or not.
function escapeText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
