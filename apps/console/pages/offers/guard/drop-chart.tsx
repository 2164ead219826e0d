import { useBrand } from "../../../brand.tsx";
import { useText } from "../../../text.ts";
import { type Dropped, dropSteps } from "./drop.ts";

/** From the list price down to what a member can reach, step by step, with the floor across. */
export function DropChart({ drop }: { drop: Dropped }) {
  const { t } = useText();
  const brand = useBrand();
  const { listMinor, floorMinor, attainableMinor } = drop;
  const whole = Math.max(listMinor, floorMinor, 1);
  const at = (minor: number): string => `${(minor / whole) * 100}%`;
  const track = (from: number, to: number) => (
    <span className="c-drop-track" aria-hidden="true">
      {to > from ? (
        <span className="c-drop-bar" style={{ left: at(from), width: at(to - from) }} />
      ) : null}
      <span className="c-drop-floor" style={{ left: at(floorMinor) }} />
    </span>
  );
  return (
    <ol className="c-drop">
      <li className="c-drop-list">
        <span className="c-drop-name">{t("guard.list")}</span>
        {track(0, listMinor)}
        <span className="c-drop-amount">{brand.money(listMinor)}</span>
      </li>
      {dropSteps(drop).map((step, index) => (
        <li key={`${step.offerId}-${index}`}>
          <span className="c-drop-name">
            {brand.named({ name: step.title, nameEn: step.titleEn })}
            {step.voucher ? <small>{t("guard.voucher")}</small> : null}
          </span>
          {track(step.leftMinor, step.leftMinor + step.unitMinor)}
          <span className="c-drop-amount">−{brand.money(step.unitMinor)}</span>
        </li>
      ))}
      <li className="c-drop-end">
        <span className="c-drop-name">{t("guard.attainable")}</span>
        {track(0, attainableMinor)}
        <span className="c-drop-amount">{brand.money(attainableMinor)}</span>
      </li>
      <li className="c-drop-note">
        <span className="c-drop-name">{t("guard.floor")}</span>
        {track(0, 0)}
        <span className="c-drop-amount">{brand.money(floorMinor)}</span>
      </li>
    </ol>
  );
}
