import { inFours } from "#packages/ui/format.ts";
import type { Release } from "./answer.ts";
import { useText } from "./words.ts";

interface NumbersProps {
  release: Release;
  chosen: string | undefined;
  /** The member has this one already: no other can be chosen. */
  own: string | undefined;
  onChoose(slotId: string): void;
}

/** Numbers of which each is there once, to pick from; in a lottery several may want one. */
export function Numbers({ release, chosen, own, onChoose }: NumbersProps) {
  const { t } = useText();
  return (
    <fieldset className="flash-pick">
      <legend>{t("flash.pickNumber")}</legend>
      <div className="flash-numbers">
        {release.slots.map((slot) => {
          const number = shownNumber(slot.number);
          const gone = slot.state === "sold_out" || slot.state === "over"
            || slot.state === "settled";
          const mine = slot.slotId === (own ?? chosen);
          const look = mine ? "flash-number-mine" : gone ? "flash-number-gone" : "";
          return (
            <label key={slot.slotId} className={look}>
              <input
                type="radio"
                name="number"
                aria-label={gone && !mine ? t("flash.numberTaken", { number }) : number}
                checked={mine}
                disabled={own !== undefined}
                onChange={() => onChoose(slot.slotId)}
              />
              <span aria-hidden="true">{number}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** Long ones are read in groups of four. */
export function shownNumber(number: string | null): string {
  const text = number ?? "";
  return /^\d{7,}$/.test(text) ? inFours(text) : text;
}
