/** A4 at 300 dots an inch, as the server makes it. */
const width = 2480;
const height = 3508;

/** Draws an SVG poster with the browser's own fonts. */
async function drawn(svg: string): Promise<HTMLCanvasElement> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const brush = canvas.getContext("2d");
    if (!brush) throw new Error("no canvas");
    brush.fillStyle = "#ffffff";
    brush.fillRect(0, 0, width, height);
    brush.drawImage(image, 0, 0, width, height);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error("no picture")));
    canvas.toBlob(done, type, quality);
  });
}

export async function pngOf(svg: string): Promise<Blob> {
  return blobOf(await drawn(svg), "image/png");
}

export async function pdfOf(svg: string): Promise<Blob> {
  const jpeg = await blobOf(await drawn(svg), "image/jpeg", 0.95);
  const bytes = pdfAround(new Uint8Array(await jpeg.arrayBuffer()), { width, height });
  return new Blob([bytes], { type: "application/pdf" });
}

/** The smallest PDF that shows one JPEG on one A4 page (595 × 842 points). */
export function pdfAround(
  jpeg: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let length = 0;
  const add = (part: string | Uint8Array) => {
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (head: string, stream?: string | Uint8Array) => {
    starts.push(length);
    add(`${starts.length} 0 obj\n${head}\n`);
    if (stream !== undefined) {
      add("stream\n");
      add(stream);
      add("\nendstream\n");
    }
    add("endobj\n");
  };
  const paint = "q 595 0 0 842 0 0 cm /P Do Q";
  add("%PDF-1.4\n");
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object(
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
      + "/Resources << /XObject << /P 5 0 R >> >> >>",
  );
  object(`<< /Length ${paint.length} >>`, paint);
  object(
    `<< /Type /XObject /Subtype /Image /Width ${size.width} /Height ${size.height} `
      + "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode "
      + `/Length ${jpeg.length} >>`,
    jpeg,
  );
  const table = length;
  const rows = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  add(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer\n<< /Size ${starts.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Hands a file to the person. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
