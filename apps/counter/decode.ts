import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";

// Its own default is a CDN; ours is a file of this server. The browser's BarcodeDetector is not
// used even where it exists: on Android it needs Google's services, which phones in China lack.
void prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });

const formats: ReaderOptions["formats"] = ["QRCode", "Code128", "EAN13", "EAN8", "UPCA"];

/** The text of the first code in a camera's picture; null: none. Quick rather than thorough. */
export async function decodeFrame(picture: ImageData): Promise<string | null> {
  const found = await readBarcodes(picture, {
    formats, maxNumberOfSymbols: 1, tryHarder: false, tryRotate: true, tryInvert: true,
  });
  return found.find((one) => one.isValid)?.text ?? null;
}

/** The text of the first code in a photo, which is tried at three sizes; null: none. */
export async function decodePhoto(photo: Blob): Promise<string | null> {
  const image = await load(photo);
  for (const longest of [1400, 700, 2800]) {
    const found = await readBarcodes(drawn(image, longest), {
      formats, maxNumberOfSymbols: 1, tryHarder: true,
    });
    const text = found.find((one) => one.isValid)?.text;
    if (text) return text;
  }
  return null;
}

/** Through the browser, which knows the phone's formats (HEIC too) and turns the photo upright. */
function load(photo: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const url = URL.createObjectURL(photo);
    image.onload = () => {
      URL.revokeObjectURL(url);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new Error("no picture"));
    };
    image.src = url;
  });
}

function drawn(image: HTMLImageElement, longest: number): ImageData {
  const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas");
  pen.drawImage(image, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}
