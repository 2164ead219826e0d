import QRCode from "qrcode";

/** A square of modules, true = dark, without the quiet zone. */
export type QrModules = { readonly size: number; readonly dark: (x: number, y: number) => boolean };

export const qrInk = "#14110F";
export const quietModules = 4;

/** The QR code of a text at error correction M, as ISO 18004 and receipt printers expect. */
export function qrModules(text: string): QrModules {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  return { size: modules.size, dark: (x, y) => modules.get(y, x) === 1 };
}

/** Path data in units of one module; neighbours in a row are one piece, to show no hairlines. */
export function qrPath({ size, dark }: QrModules): string {
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!dark(x, y)) continue;
      const start = x;
      while (x + 1 < size && dark(x + 1, y)) x += 1;
      path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
    }
  }
  return path;
}

/** A standalone SVG with the quiet zone of 4 modules; scales to whatever box it is put in. */
export function qrSvg(text: string): string {
  const modules = qrModules(text);
  const side = modules.size + 2 * quietModules;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" ` +
    `shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#FFFFFF"/>` +
    `<path transform="translate(${quietModules} ${quietModules})" fill="${qrInk}" ` +
    `d="${qrPath(modules)}"/></svg>`
  );
}
