import { useState } from "react";
import { currencyExponent, parseMajor } from "#packages/money/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { money } from "#packages/ui/format.ts";
import { useCounter } from "../counter.ts";
import { NumberPad } from "../number-pad.tsx";
import { amountAfter } from "../pad-text.ts";
import { useText } from "../text.ts";
import { bodyOf, Step } from "./pay-step.tsx";
import { handedOver } from "./sale.ts";
import type { SalePrice } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

interface MoneyStepProps {
  sale: Sale;
  price: SalePrice;
}

/** What was handed over, and what goes back; one tap where it is the very sum. */
export function CashStep({ sale, price }: MoneyStepProps) {
  const { staff, store } = useCounter();
  const { t, lang } = useText();
  const [typed, setTyped] = useState("");
  const { dueMinor } = price;
  const exponent = currencyExponent(staff.currency);
  const given = typed === "" ? null : parseMajor(typed, staff.currency);
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const short = given !== null && given < dueMinor && given > 0;
  function sell(givenMinor: number): void {
    const cash = Math.min(givenMinor, dueMinor);
    const rest = dueMinor - cash;
    const taken = [
      { method: "cash" as const, amountMinor: cash },
      ...(rest > 0 ? [{ method: "terminal" as const, amountMinor: rest }] : []),
    ];
    const paid = { taken, payCodeFollows: false, givenMinor };
    sale.sending.sell(bodyOf(store.storeId, sale.cart, price, paid), null);
  }
  return (
    <Step
      title={t("cash.title")}
      onBack={() => sale.go({ name: "pay" })}
      acts={
        <Button
          wide
          className="big huge"
          disabled={typed !== "" && !given}
          onClick={() => sell(given ?? dueMinor)}
        >
          {given === null || given === dueMinor
            ? t("cash.exact", { amount: amount(dueMinor) })
            : null}
          {given !== null && given > dueMinor
            ? t("cash.change", { amount: amount(given - dueMinor) })
            : null}
          {short ? t("cash.rest", { amount: amount(dueMinor - given) }) : null}
        </Button>
      }
    >
      <section className="pay-total">
        <span>{t("pay.due")}</span>
        <strong>{amount(dueMinor)}</strong>
      </section>
      <div className="cash-quick">
        {handedOver(dueMinor, exponent).map((sum) => (
          <Button key={sum} look="soft" className="big" onClick={() => sell(sum)}>
            {amount(sum)}
            <small>{t("cash.back", { amount: amount(sum - dueMinor) })}</small>
          </Button>
        ))}
      </div>
      <label className="cash-given">
        <span>{t("cash.given")}</span>
        <input
          inputMode="none"
          autoComplete="off"
          placeholder="0"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <NumberPad
        label={t("pad.amount")}
        corner={exponent === 0 ? "00" : "."}
        onKey={(key) => setTyped(amountAfter(typed, key, exponent))}
      />
    </Step>
  );
}

/** The store's own card reader says itself that it has the money. */
export function CardStep({ sale, price }: MoneyStepProps) {
  const { staff, store } = useCounter();
  const { t, lang } = useText();
  const amount = money(price.dueMinor, staff.currency, lang);
  const taken = [{ method: "terminal" as const, amountMinor: price.dueMinor }];
  const paid = { taken, payCodeFollows: false, givenMinor: null };
  return (
    <Step
      title={t("card.title")}
      onBack={() => sale.go({ name: "pay" })}
      acts={
        <Button
          wide
          className="big huge"
          onClick={() =>
            sale.sending.sell(bodyOf(store.storeId, sale.cart, price, paid), null)}
        >
          {t("card.done", { amount })}
        </Button>
      }
    >
      <section className="pay-total">
        <span>{t("pay.due")}</span>
        <strong>{amount}</strong>
      </section>
      <p className="lead">{t("card.lead")}</p>
    </Step>
  );
}
