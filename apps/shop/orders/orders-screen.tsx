import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { day, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { lastStore } from "../last-store.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { OrderBrief } from "./order.ts";
import { useText } from "./words.ts";

/** The member's orders, newest first. */
export function OrdersScreen() {
  const { api, member } = useShop();
  const { t, lang } = useText();
  const first = useLoad(member ? `orders ${lang}` : null, () => api.orders());
  const [more, setMore] = useState<{ items: OrderBrief[]; next: string | null }>();
  const [failed, setFailed] = useState<Problem>();
  if (!member) return <SignInPlace title={t("orders.title")} />;
  const items = [...(first.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);

  async function load(cursor: string): Promise<void> {
    setFailed(undefined);
    try {
      const page = await api.orders(cursor);
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }

  const problem = first.problem ?? failed;
  return (
    <div className="page page-narrow">
      <h1>{t("orders.title")}</h1>
      {problem ? <Notice {...problem} /> : null}
      {first.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {first.data && items.length === 0 ? <None /> : null}
      <ul className="orders-list">
        {items.map((order) => <Row key={order.orderId} order={order} />)}
      </ul>
      {next ? (
        <Button wide look="plain" onClick={() => void load(next)}>{t("orders.more")}</Button>
      ) : null}
    </div>
  );
}

function None() {
  const { brand, path } = useShop();
  const { t } = useText();
  const store = lastStore(brand.key);
  const to = path(store ? `/s/${encodeURIComponent(store)}/goods` : "/stores");
  return (
    <Empty
      icon="cart"
      title={t("orders.none")}
      next={t("orders.noneNext")}
      action={
        <a className={buttonClass("main")} href={to} onClick={onLink}>{t("order.toStore")}</a>
      }
    />
  );
}

function Row({ order }: { order: OrderBrief }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const name = inLang(lang, order.firstName, order.firstNameEn);
  return (
    <li>
      <a className="orders-row" href={path(`/orders/${order.orderId}`)} onClick={onLink}>
        <span>
          <strong>
            {order.units > 1 ? t("orders.count", { name, count: order.units }) : name}
          </strong>
          <small>
            {day(order.placedAt, brand.timeZone, lang, now())} ·{" "}
            {inLang(lang, order.storeName, order.storeNameEn)}
          </small>
        </span>
        <span className="orders-state">
          <strong>{money(order.totalMinor, brand.currency, lang)}</strong>
          <small className={order.state === "awaiting_payment" ? "orders-due" : ""}>
            {t(`state.${order.state}`)}
          </small>
        </span>
      </a>
    </li>
  );
}
