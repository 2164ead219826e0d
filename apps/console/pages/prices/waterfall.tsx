import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { type Step, stepsOf, type Trial } from "./trial.ts";

/** Each step from the list price down to what is due: its bar hangs where the last one ended. */
export function Waterfall({ trial }: { trial: Trial }) {
  const { t } = useText();
  const brand = useBrand();
  const steps = stepsOf(trial.priced);
  const whole = steps[0]?.amountMinor ?? 0;
  const nameOf = (step: Step) => {
    if (step.kind !== "offer") return t(`trial.step.${step.kind}`);
    const named = trial.names[step.offerId ?? ""];
    return named ? brand.named({ name: named.title, nameEn: named.titleEn }) : "";
  };
  return (
    <ol className="c-waterfall">
      {steps.map((step) => {
        const taken = step.amountMinor < 0;
        const width = whole === 0 ? 0 : (Math.abs(step.amountMinor) / whole) * 100;
        const left = taken && whole > 0 ? (step.leftMinor / whole) * 100 : 0;
        return (
          <li key={step.key} className={taken ? "c-fall" : "c-fall c-fall-sum"}>
            <span className="c-fall-name">{nameOf(step)}</span>
            <span className="c-fall-track" aria-hidden="true">
              <span style={{ marginLeft: `${left}%`, width: `max(2px, ${width}%)` }} />
            </span>
            <span className="c-fall-amount">
              {taken ? `−${brand.money(-step.amountMinor)}` : brand.money(step.amountMinor)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
