import { Button } from "#packages/ui/button.tsx";
import { money } from "#packages/ui/format.ts";
import { useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { RefusalBlock, WaitScreen } from "../result-screen.tsx";
import { useText } from "../text.ts";
import { Verdict } from "../verdict.tsx";
import { CodeStep } from "./code-step.tsx";
import type { Order } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

/** A sale on its way, and what became of it. */
export function SendingScreen({ sale }: { sale: Sale }) {
  const { t } = useText();
  const { state, again, clear } = sale.sending;
  switch (state.name) {
    case "none":
      return null;
    case "sending":
      return <WaitScreen text={t("sell.sending")} />;
    case "code":
      return <CodeStep sale={sale} order={state.order} look={state.look} />;
    case "done":
      return <Done sale={sale} order={state.order} givenMinor={state.givenMinor} />;
    case "unsure":
      return (
        <Verdict
          tone="wait"
          title={t("sell.unsure")}
          text={t("sell.unsureText")}
          acts={<Button wide className="big huge" onClick={again}>{t("result.retry")}</Button>}
        >
          <p className="verdict-strong">{t("sell.unsureNow")}</p>
        </Verdict>
      );
    case "refused":
      return (
        <Verdict
          tone="bad"
          title={t("sell.refused")}
          text=""
          acts={
            <Button
              wide
              className="big huge"
              onClick={() => {
                clear();
                sale.priced.reload();
                sale.go({ name: "pay" });
              }}
            >
              {t("kit.back")}
            </Button>
          }
        >
          <RefusalBlock refusal={state.problem} />
        </Verdict>
      );
  }
}

interface DoneProps {
  sale: Sale;
  order: Order;
  givenMinor: number | null;
}

function Done({ sale, order, givenMinor }: DoneProps) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, staff.currency, lang);
  const cash = order.payments
    .filter(({ method, state }) => method === "cash" && state === "paid")
    .reduce((sum, one) => sum + one.amountMinor, 0);
  const change = givenMinor === null ? 0 : givenMinor - cash;
  return (
    <Verdict
      tone="good"
      title={t("sell.done")}
      text={t("sell.number", { number: grouped(order.number) })}
      acts={
        <>
          <Button wide className="big huge" onClick={sale.next}>{t("sell.next")}</Button>
          <Button
            wide
            look="plain"
            className="big"
            onClick={() => {
              sale.sending.clear();
              sale.change({ lines: [], member: null, without: [] });
              sale.go({ name: "receipt", order });
            }}
          >
            <Glyph name="receipt" /> {t("receipt.open")}
          </Button>
        </>
      }
    >
      <p className="verdict-figure">
        <span>{t(change > 0 ? "sell.change" : "sell.took")}</span>
        <strong>{amount(change > 0 ? change : order.totalMinor)}</strong>
      </p>
      <p className="verdict-facts">
        {change > 0 ? <span>{t("sell.gave", { amount: amount(givenMinor ?? 0) })}</span> : null}
        <span>{t("sell.total", { amount: amount(order.totalMinor) })}</span>
        {order.pointsMinor > 0 ? (
          <span>{t("sell.byPoints", { amount: amount(order.pointsMinor) })}</span>
        ) : null}
        {order.storedValueMinor > 0 ? (
          <span>{t("sell.byStored", { amount: amount(order.storedValueMinor) })}</span>
        ) : null}
        {order.memberMasked ? <span>{order.memberMasked}</span> : null}
        {order.gifts.map(({ label, quantity }) => (
          <span key={label}>{t("sell.giveGift", { label, count: quantity })}</span>
        ))}
      </p>
    </Verdict>
  );
}

const grouped = (number: string): string => number.replace(/(\d{4})(?=\d)/g, "$1 ");
