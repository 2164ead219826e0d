import { Button, Input } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { today } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { toMinor } from "../offers/offer-draft.ts";

/** What a channel cost, month by month. */
export function ChannelCosts({ channelId }: { channelId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const { currency, timeZone } = brand.me.brand;
  const path = { ...brand.path, channelId };
  const costs = useAnswer("listChannelCosts", { path });
  const [month, setMonth] = useState(today(timeZone).slice(0, 7));
  const [amount, setAmount] = useState<number | null>(null);
  const set = useWrite("setChannelCost", { done: t("form.saved"), onDone: () => setAmount(null) });
  const items = costs.data?.items ?? [];
  return (
    <section className="c-section">
      <h2>{t("channels.costs")}</h2>
      {items.length === 0 ? <p className="c-quiet">{t("channels.costEmpty")}</p> : null}
      <dl className="c-pairs">
        {items.map((one) => (
          <div key={one.month}>
            <dt>{one.month}</dt>
            <dd>{brand.money(one.costMinor)}</dd>
          </div>
        ))}
      </dl>
      {brand.may("channels.write") ? (
        <div className="c-inline">
          <Input
            type="month"
            aria-label={t("channels.costMonth")}
            value={month}
            onChange={(event) => setMonth(event.target.value)}
          />
          <AmountInput
            currency={currency}
            value={amount}
            onChange={setAmount}
            placeholder={t("channels.costAmount")}
          />
          <Button
            disabled={amount === null || !/^\d{4}-\d\d$/.test(month)}
            loading={set.isPending}
            onClick={() =>
              set.mutate({
                path: { ...path, month },
                body: { costMinor: toMinor(amount, currency) ?? 0 },
              })
            }
          >
            {t("channels.costSave")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
