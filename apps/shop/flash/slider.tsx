import { useState, type FormEvent } from "react";
import { Button } from "#packages/ui/button.tsx";
import type { Answer } from "#packages/sdk/index.ts";
import { useText } from "./words.ts";

interface SliderProps {
  challenge: Answer<"getReleaseChallenge">;
  onDone(answer: string): void;
}

/** A piece that is moved into its gap, by finger or by arrow keys; nothing is sent on the way. */
export function Slider({ challenge, onDone }: SliderProps) {
  const { t } = useText();
  const [x, setX] = useState(0);
  const { picture, width, height, pieceY, pieceSize } = challenge;
  const [wide, high, size] = [width ?? 1, height ?? 1, pieceSize ?? 0];
  const share = (part: number, whole: number) => `${(part / whole) * 100}%`;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    onDone(String(x));
  }

  return (
    <form className="flash-gate" onSubmit={onSubmit}>
      <p>{t("gate.slide")}</p>
      <div className="flash-puzzle">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(picture ?? "")}`}
          alt=""
          width={wide}
          height={high}
        />
        <span
          style={{
            left: share(x, wide),
            top: share(pieceY ?? 0, high),
            width: share(size, wide),
            height: share(size, high),
          }}
        />
      </div>
      <input
        type="range"
        className="flash-slide"
        data-first
        aria-label={t("gate.slideLabel")}
        min={0}
        max={wide - size}
        value={x}
        onChange={(event) => setX(Number(event.target.value))}
      />
      <Button wide type="submit" disabled={x === 0}>{t("gate.slideDone")}</Button>
    </form>
  );
}
