import { useRef, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { columnMoney, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { questionOf, usePrices, type Prices } from "../cart/use-prices.ts";
import { changeCart, readCart, type CartPlace } from "../cart/kept.ts";
import { goBack, navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { OrderQuestion } from "./order.ts";
import { useText } from "./words.ts";

type Way = OrderQuestion["paymentKind"];

/** From the cart to an order: what, where, how it is paid; one button. */
export function CheckoutScreen({ store }: { store: Store }) {
  const { brand, path, member } = useShop();
  const { t, lang } = useText();
  const place = { brandKey: brand.key, storeCode: store.code };
  const prices = usePrices(place, store.storeId);
  const toCart = path(`/s/${encodeURIComponent(store.code)}/cart`);
  if (!member) return <SignInPlace title={t("checkout.title")} />;
  return (
    <div className="page page-narrow checkout">
      <header className="show-head">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("kit.back")}
          onClick={() => goBack(toCart)}
        >
          <Icon name="back" size={24} />
        </button>
        <h1>{t("checkout.title")}</h1>
      </header>
      <p className="quiet">
        {t("checkout.at", { store: inLang(lang, store.name, store.nameEn) })}
      </p>
      {prices.problem ? <Notice {...prices.problem} /> : null}
      {prices.shown ? (
        <Form store={store} place={place} prices={prices} />
      ) : (
        <Skeleton label={t("kit.loading")} />
      )}
    </div>
  );
}

interface FormProps {
  store: Store;
  place: CartPlace;
  prices: Prices;
}

function Form({ store, place, prices }: FormProps) {
  const { api } = useShop();
  const { t } = useText();
  const ways = useLoad("ways", () => api.paymentWays());
  const online = ways.data?.items[0];
  const [chosen, setChosen] = useState<Way>();
  const [note, setNote] = useState("");
  const way: Way = chosen ?? (online ? "online" : "in_store");
  const order = useOrdering(store, place, prices);
  const busy = order.busy || prices.waiting || ways.loading;
  return (
    <>
      <Goods prices={prices} />
      <fieldset className="checkout-ways">
        <legend>{t("checkout.way")}</legend>
        {online ? (
          <WayChoice
            title={t("checkout.online")}
            note={t("checkout.onlineNote")}
            checked={way === "online"}
            onChoose={() => setChosen("online")}
          />
        ) : null}
        <WayChoice
          title={t("checkout.inStore")}
          note={t("checkout.inStoreNote")}
          checked={way === "in_store"}
          onChoose={() => setChosen("in_store")}
        />
      </fieldset>
      <label className="checkout-note">
        <span>{t("checkout.note")}</span>
        <input
          value={note}
          maxLength={200}
          placeholder={t("checkout.noteHint")}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {order.problem ? <Notice {...order.problem} /> : null}
      <div className="checkout-foot">
        <Total prices={prices} />
        <Button
          busy={busy}
          onClick={() => void order.place(way, note.trim() || null, online?.provider ?? null)}
        >
          {way === "online" ? t("checkout.placePay") : t("checkout.place")}
        </Button>
      </div>
      <p className="quiet">{t("checkout.keeps")}</p>
    </>
  );
}

interface WayChoiceProps {
  title: string;
  note: string;
  checked: boolean;
  onChoose(): void;
}

function WayChoice({ title, note, checked, onChoose }: WayChoiceProps) {
  return (
    <label className="checkout-way">
      <input type="radio" name="way" checked={checked} onChange={onChoose} />
      <span>
        <strong>{title}</strong>
        <small>{note}</small>
      </span>
    </label>
  );
}

function Goods({ prices }: { prices: Prices }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { shown } = prices;
  if (!shown) return null;
  const { lines } = shown.priced;
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Card title={t("checkout.goods", { count })}>
      <ul className="order-lines">
        {lines.map((line) => {
          const product = shown.products[line.productId];
          return (
            <li key={line.lineId}>
              <span>
                {product ? inLang(lang, product.name, product.nameEn) : ""} ×{line.quantity}
              </span>
              <strong>{columnMoney(line.payableMinor, brand.currency, lang)}</strong>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Total({ prices }: { prices: Prices }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const total = prices.shown?.priced.payable.totalMinor ?? 0;
  return (
    <p className="checkout-total" role="status" aria-busy={prices.waiting}>
      <span className="quiet">{t("checkout.total")}</span>
      <strong>{money(total, brand.currency, lang)}</strong>
    </p>
  );
}

/** One key a total: pressed twice, or after a lost answer, it is the same order. */
function useOrdering(store: Store, place: CartPlace, prices: Prices) {
  const { api, path } = useShop();
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const key = useRef<{ of: string; key: string }>(undefined);
  const keyFor = (of: string): string => {
    if (key.current?.of !== of) key.current = { of, key: makeKey() };
    return key.current.key;
  };

  async function order(way: Way, note: string | null, provider: string | null): Promise<void> {
    const total = prices.shown?.priced.payable.totalMinor;
    if (total === undefined) return;
    setBusy(true);
    setProblem(undefined);
    const { choose, ...question } = questionOf(store.storeId, readCart(place));
    const body: OrderQuestion = {
      ...question,
      ...(choose ? { choose } : {}),
      paymentKind: way,
      expectedTotalMinor: total,
      note,
    };
    try {
      const placed = await api.placeOrder(body, keyFor(JSON.stringify(body)));
      changeCart(place, (now) => ({ ...now, lines: [], choose: null, seen: null }));
      const page = path(`/orders/${placed.orderId}`);
      const pays = way === "online" && provider && placed.state === "awaiting_payment";
      const started = pays ? await api.payOrder(placed.orderId, provider).catch(() => null) : null;
      navigate(page, true);
      if (started?.link) location.assign(started.link);
    } catch (thrown) {
      const found = asProblem(thrown);
      const changed = found.code === "order_price_changed";
      setProblem(changed ? { ...found, next: t("checkout.changed") } : found);
      if (changed) prices.reload();
    }
    setBusy(false);
  }
  return { busy, problem, place: order };
}

const makeKey = (): string =>
  // Over plain http a phone has no crypto.randomUUID.
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
