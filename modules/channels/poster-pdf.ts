import PDFDocument from "pdfkit";

type Attributes = Readonly<Record<string, string>>;
type Doc = PDFKit.PDFDocument;

const pointsPerMm = 72 / 25.4;

/** A page, and where on it the drawing lies. */
export interface PdfPage {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Of one unit of the drawing. */
  readonly unitMm: number;
  readonly marginMm?: number;
}

/** A poster is drawn in tenths of a millimetre. */
export const a4: PdfPage = { widthMm: 210, heightMm: 297, unitMm: 0.1 };

const element = /<(\/?)(clipPath|g|path)\b([^>]*?)(\/?)>/g;

function attributesOf(text: string): Attributes {
  const pairs = text.matchAll(/([\w-]+)="([^"]*)"/g);
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name, value]));
}

const numberOf = (text: string | undefined, otherwise: number) =>
  text === undefined ? otherwise : Number(text);

function paint(doc: Doc, a: Attributes): void {
  if (a.fill !== "none") {
    doc.path(a.d ?? "").fillOpacity(numberOf(a["fill-opacity"], 1));
    doc.fill(a.fill ?? "#000000", a["fill-rule"] === "evenodd" ? "even-odd" : "non-zero");
  }
  if (a.stroke && a.stroke !== "none") {
    doc.path(a.d ?? "").strokeOpacity(numberOf(a["stroke-opacity"], 1));
    doc.lineWidth(numberOf(a["stroke-width"], 1)).stroke(a.stroke);
  }
}

function enter(doc: Doc, a: Attributes, clips: ReadonlyMap<string, string>): void {
  doc.save();
  const matrix = /matrix\(([^)]*)\)/.exec(a.transform ?? "")?.[1]?.trim().split(/[\s,]+/);
  if (matrix?.length === 6) {
    doc.transform(...(matrix.map(Number) as [number, number, number, number, number, number]));
  }
  const clip = clips.get(/url\(#([^)]*)\)/.exec(a["clip-path"] ?? "")?.[1] ?? "");
  if (clip) doc.path(clip).clip();
}

/**
 * Draws a flat SVG (groups and paths only, texts already outlined) on a sheet, all of it as
 * vectors. What it reads is what resvg writes, and nothing else.
 */
function draw(doc: Doc, svg: string): void {
  const clips = new Map<string, string>();
  let clipId: string | null = null;
  for (const [, closing, name, text = ""] of svg.matchAll(element)) {
    const a = attributesOf(text);
    if (name === "clipPath") clipId = closing ? null : (a.id ?? "");
    else if (name === "path" && clipId !== null) clips.set(clipId, a.d ?? "");
    else if (name === "path") paint(doc, a);
    else if (closing) doc.restore();
    else enter(doc, a, clips);
  }
}

/** A flat SVG as a PDF of one page. */
export async function pdfOfFlatSvg(svg: string, title: string, page: PdfPage): Promise<Buffer> {
  const size: [number, number] = [page.widthMm * pointsPerMm, page.heightMm * pointsPerMm];
  const doc = new PDFDocument({ size, margin: 0, info: { Title: title } });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    doc.on("end", () => resolve());
    doc.on("error", reject);
  });
  const margin = (page.marginMm ?? 0) * pointsPerMm;
  doc.translate(margin, margin).scale(page.unitMm * pointsPerMm);
  draw(doc, svg);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}
