import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock, day, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { Step } from "./pay-step.tsx";
import { ScanOverlay } from "./scan-overlay.tsx";
import type { OrderBrief } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

/** The store's last sales, or the one of a number: for a receipt again, or goods that come back. */
export function OrdersStep({ sale }: { sale: Sale }) {
  const { store } = useCounter();
  const { t } = useText();
  const [typed, setTyped] = useState("");
  const [scanning, setScanning] = useState(false);
  const digits = typed.replaceAll(/\D/g, "");
  const number = digits.length === 14 ? digits : "";
  const found = useLoad(`${store.storeId} ${number}`, () => sale.api.orders(number));
  return (
    <Step
      title={t("orders.title")}
      onBack={() => sale.go({ name: "goods" })}
      acts={
        <Button wide className="big" onClick={() => setScanning(true)}>{t("orders.scan")}</Button>
      }
    >
      <label className="sell-search">
        <Icon name="search" />
        <input
          type="search"
          inputMode="numeric"
          aria-label={t("orders.number")}
          placeholder={t("orders.number")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {found.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {found.problem ? <Notice title={found.problem.title} next={found.problem.next} /> : null}
      {found.data?.length === 0 ? (
        <Empty icon="search" title={t("orders.none")} next={t("orders.noneNext")} />
      ) : null}
      <ul className="rows">
        {found.data?.map((order) => (
          <li key={order.orderId}>
            <Row order={order} onOpen={() => sale.go({ name: "refund", orderId: order.orderId })} />
          </li>
        ))}
      </ul>
      {scanning ? (
        <ScanOverlay
          aim={t("orders.aim")}
          onScan={(text) => {
            setScanning(false);
            sale.take(text);
          }}
          onClose={() => setScanning(false)}
        />
      ) : null}
    </Step>
  );
}

function Row({ order, onOpen }: { order: OrderBrief; onOpen(): void }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { placedAt, units, refundedMinor, totalMinor } = order;
  const more = units > 1 ? ` ${t("orders.units", { count: units })}` : "";
  return (
    <button type="button" className="row" onClick={onOpen}>
      <span className="row-time">
        {clock(placedAt, staff.timeZone)}
        <small className="row-day">{day(placedAt, staff.timeZone, lang)}</small>
      </span>
      <span className="row-words">
        <strong>{inLang(lang, order.firstName, order.firstNameEn)}{more}</strong>
        <small>{order.memberMasked ?? t("orders.nobody")}</small>
      </span>
      <span className="row-amount">
        {money(totalMinor, staff.currency, lang)}
        {refundedMinor > 0 ? <small className="row-day">{t("orders.returned")}</small> : null}
      </span>
      <Icon name="next" size={18} />
    </button>
  );
}
