import type { PadKey } from "./pad-text.ts";
import { Glyph } from "./glyph.tsx";
import { useText } from "./text.ts";

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

interface NumberPadProps {
  label: string;
  /** The key beside 0: a point, two noughts, or none. */
  corner: "." | "00" | null;
  onKey(key: PadKey): void;
}

/** Keys for a thumb. The phone's own keyboard would hide half of what they change. */
export function NumberPad({ label, corner, onKey }: NumberPadProps) {
  const { t } = useText();
  return (
    <div className="pad" role="group" aria-label={label}>
      {digits.map((digit) => (
        <button key={digit} type="button" onClick={() => onKey(digit)}>
          {digit}
        </button>
      ))}
      {corner ? (
        <button type="button" onClick={() => onKey(corner)}>
          {corner}
        </button>
      ) : (
        <span />
      )}
      <button type="button" onClick={() => onKey("0")}>
        0
      </button>
      <button type="button" aria-label={t("pad.back")} onClick={() => onKey("back")}>
        <Glyph name="erase" size={30} />
      </button>
    </div>
  );
}
