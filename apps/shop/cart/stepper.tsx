import { Icon } from "#packages/ui/icon.tsx";
import { mostOfOne } from "./kept.ts";
import { useText } from "./words.ts";

interface StepperProps {
  name: string;
  quantity: number;
  onChange(quantity: number): void;
}

/** Fewer, how many, more. At one unit "fewer" takes the goods out. */
export function Stepper({ name, quantity, onChange }: StepperProps) {
  const { t } = useText();
  return (
    <div className="stepper" role="group" aria-label={t("cart.quantityOf", { name })}>
      <button
        type="button"
        aria-label={quantity > 1 ? t("cart.fewer", { name }) : t("cart.remove", { name })}
        onClick={() => onChange(quantity - 1)}
      >
        <Icon name={quantity > 1 ? "minus" : "bin"} size={18} />
      </button>
      <output>{quantity}</output>
      <button
        type="button"
        aria-label={t("cart.more", { name })}
        disabled={quantity >= mostOfOne}
        onClick={() => onChange(quantity + 1)}
      >
        <Icon name="plus" size={18} />
      </button>
    </div>
  );
}
