import { useEffect, useState } from "react";
import type { QrMatrix } from "./qr-matrix.ts";

const quietZone = 4;

/** A QR code: black on white whatever the brand's colours, so that every scanner reads it. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const [matrix, setMatrix] = useState<QrMatrix>();

  useEffect(() => {
    let current = true;
    void import("./qr-matrix.ts").then(({ qrMatrix }) => {
      if (current) setMatrix(qrMatrix(value));
    });
    return () => {
      current = false;
    };
  }, [value]);

  if (!matrix) return <div className="b-qr b-qr-waiting" role="img" aria-label={label} />;
  const side = matrix.size + 2 * quietZone;
  return (
    <svg
      className="b-qr"
      role="img"
      aria-label={label}
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
      <path d={matrix.path} fill="#000" />
    </svg>
  );
}
