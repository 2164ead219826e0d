import { Button } from "antd";
import { useState } from "react";
import { currencyDigits } from "#packages/ui/format.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import type { PanelProps } from "./product-page.tsx";

const kinds = ["list", "floor", "member", "activity"] as const;

/** What it costs from now on; earlier prices stay readable. */
export function PricesPanel({ product }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const scale = 10 ** currencyDigits(currency);
  const [typed, setTyped] = useState<Partial<Record<(typeof kinds)[number], number | null>>>({});
  const set = useWrite("setPrice", { done: t("form.saved"), onDone: () => setTyped({}) });
  const nowOf = {
    list: product.listPriceMinor,
    floor: product.floorPriceMinor,
    member: product.memberPriceMinor,
    activity: product.activityPriceMinor,
  };
  const path = { ...brand.path, productId: product.productId };
  return (
    <fieldset className="c-fields" disabled={!brand.may("catalogue.write")}>
      <legend>{t("prices.title")}</legend>
      <div className="c-pair">
        {kinds.map((kind) => {
          const now = nowOf[kind];
          const value = typed[kind] ?? (now === null ? null : now / scale);
          const minor = value === null ? null : Math.round(value * scale);
          return (
            <div key={kind} className="c-price-now">
              <span>{t(`prices.${kind}`)}</span>
              <span className="c-inline">
                <AmountInput
                  currency={currency}
                  label={t(`prices.${kind}`)}
                  value={value}
                  onChange={(next) => setTyped({ ...typed, [kind]: next })}
                />
                {minor !== null && minor !== now ? (
                  <Button
                    type="primary"
                    loading={set.isPending}
                    onClick={() => set.mutate({ path, body: { kind, amountMinor: minor } })}
                  >
                    {t("form.save")}
                  </Button>
                ) : null}
              </span>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
