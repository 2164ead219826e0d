import { create } from "qrcode";

export interface QrMatrix {
  /** Modules a side, without the quiet zone. */
  size: number;
  /** One SVG path of all dark modules, in module units from the corner. */
  path: string;
}

/** The dark modules of a QR code with error correction M. In a chunk of its own: load it lazily. */
export function qrMatrix(text: string): QrMatrix {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let from = 0; from < size; from += 1) {
      if (!data[row * size + from]) continue;
      let to = from;
      while (to < size && data[row * size + to]) to += 1;
      path += `M${from} ${row}h${to - from}v1h${from - to}z`;
      from = to;
    }
  }
  return { size, path };
}
