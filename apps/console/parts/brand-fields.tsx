import { Button } from "antd";
import { useRef } from "react";
import { accentSet, contrastOf } from "#packages/ui/accent.ts";
import { useText } from "../text.ts";
import { useObjectUrl } from "../pages/wizard/brand-preview.tsx";
import { swatches } from "../pages/wizard/new-brand.ts";

interface ColourFieldProps {
  readonly value?: string;
  onChange?(colour: string): void;
}

/** A brand colour: eight that fit, or an own one; text on it keeps its contrast by itself. */
export function ColourField({ value = swatches[0], onChange }: ColourFieldProps) {
  const { t } = useText();
  const ratio = contrastOf(accentSet(value)["--on-accent"], value);
  return (
    <>
      <div className="c-swatches" role="radiogroup" aria-label={t("wizard.colour")}>
        {swatches.map((colour) => (
          <button
            key={colour}
            type="button"
            role="radio"
            aria-checked={colour === value.toLowerCase()}
            aria-label={colour}
            className="c-swatch"
            style={{ background: colour }}
            onClick={() => onChange?.(colour)}
          />
        ))}
        <input
          type="color"
          className="c-swatch-own"
          aria-label={t("wizard.colourOwn")}
          value={value}
          onChange={(event) => onChange?.(event.target.value)}
        />
      </div>
      <p className="c-quiet">{t("wizard.contrast", { ratio: ratio.toFixed(1) })}</p>
    </>
  );
}

interface PictureFieldProps {
  readonly value?: File | null;
  onChange?(file: File | null): void;
  /** What is there already. */
  readonly now?: string | null;
}

export function PictureField({ value = null, onChange, now = null }: PictureFieldProps) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const chosen = useObjectUrl(value);
  const shown = chosen ?? now;
  return (
    <div className="c-inline">
      {shown ? <img className="c-mark" src={shown} alt="" /> : null}
      <Button onClick={() => input.current?.click()}>
        {shown ? t("wizard.logoChange") : t("wizard.logoPick")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => onChange?.(event.target.files?.[0] ?? null)}
      />
    </div>
  );
}
