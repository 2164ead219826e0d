import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import sharp from "sharp";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
const ready = readFile(wasm).then((bytes) => {
  const wasmBinary = new Uint8Array(bytes).buffer;
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

/** The text of the QR code in a picture (PNG, SVG, JPEG), read as a phone would. */
export async function readQr(picture: Buffer): Promise<string> {
  await ready;
  const { data, info } = await sharp(picture)
    .flatten({ background: "#fff" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = {
    data: new Uint8ClampedArray(data), width: info.width, height: info.height,
    colorSpace: "srgb" as const,
  };
  const found = await readBarcodes(pixels, { formats: ["QRCode"], tryHarder: true });
  const text = found.find((one) => one.isValid)?.text;
  if (!text) throw new Error(`no QR code in a picture of ${info.width} × ${info.height} px`);
  return text;
}
