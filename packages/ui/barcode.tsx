import { code128 } from "./code-128.ts";

const quietZone = 10;

/** A line code of an even count of digits, for scanners that read no QR code. */
export function Barcode({ digits, label }: { digits: string; label: string }) {
  const widths = code128(digits);
  let path = "";
  let at = quietZone;
  widths.forEach((width, place) => {
    if (place % 2 === 0) path += `M${at} 0h${width}v20h-${width}z`;
    at += width;
  });
  return (
    <svg
      className="b-barcode"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${at + quietZone} 20`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
