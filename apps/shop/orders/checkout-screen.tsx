import { useRef, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { columnMoney, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { questionOf, usePrices, type Prices } from "../cart/use-prices.ts";
import { changeCart, readCart, type CartPlace } from "../cart/kept.ts";
import { navigate } from "../router.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { OrderQuestion, Quote } from "./order.ts";
import { PickupPlace } from "./pickup-place.tsx";
import { PresaleStages } from "./presale-stages.tsx";
import { type Quoted, useQuote } from "./use-quote.ts";
import { WalletLines } from "./wallet-lines.tsx";
import { useText } from "./words.ts";

type Way = OrderQuestion["paymentKind"];

/** From the cart to an order: what, where, how it is paid; one button. */
export function CheckoutScreen({ store }: { store: Store }) {
  const { brand, path, member } = useShop();
  const { t } = useText();
  const place = { brandKey: brand.key, storeCode: store.code };
  const prices = usePrices(place, store.storeId);
  const toCart = path(`/s/${encodeURIComponent(store.code)}/cart`);
  if (!member) return <SignInPlace title={t("checkout.title")} />;
  return (
    <div className="page page-narrow checkout">
      <ScreenHead back={toCart} title={t("checkout.title")} />
      <PickupPlace store={store} place={place} />
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
  const [wish, setWish] = useState({ points: false, storedValue: false });
  const quoted = useQuote(place, store.storeId, prices, wish);
  const { quote } = quoted;
  const usual: Way = chosen ?? (online ? "online" : "in_store");
  const way: Way = quote?.presale ? "deposit" : usual;
  const order = useOrdering(store, place, prices, quoted);
  const busy = order.busy || prices.waiting || ways.loading || quoted.waiting;
  const problem = order.problem ?? quoted.problem;
  return (
    <>
      <Goods prices={prices} />
      {quote ? <WalletLines quote={quote} wish={wish} onWish={setWish} /> : null}
      {quote?.presale ? <PresaleStages presale={quote.presale} paid={0} /> : null}
      {quote && !quote.presale && quote.dueMinor > 0 ? (
        <Ways
          online={online !== undefined}
          inStore={store.role !== "experience"}
          way={way}
          onChoose={setChosen}
        />
      ) : null}
      <label className="checkout-note">
        <span>{t("checkout.note")}</span>
        <input
          value={note}
          maxLength={200}
          placeholder={t("checkout.noteHint")}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {problem ? <Notice {...problem} /> : null}
      <div className="checkout-foot">
        <Total quoted={quoted} />
        <Button
          busy={busy}
          disabled={!quote}
          onClick={() => void order.place(way, note.trim() || null, online?.provider ?? null)}
        >
          {buttonOf(quote, way)}
        </Button>
      </div>
      <p className="quiet">{t("checkout.keeps")}</p>
    </>
  );

  function buttonOf(now: Quote | undefined, kind: Way): string {
    if (now?.presale) return t("checkout.placeDeposit");
    return kind === "online" && now?.dueMinor !== 0 ? t("checkout.placePay") : t("checkout.place");
  }
}

interface WaysProps {
  online: boolean;
  /** Not where nothing is sold. */
  inStore: boolean;
  way: Way;
  onChoose(way: Way): void;
}

function Ways({ online, inStore, way, onChoose }: WaysProps) {
  const { t } = useText();
  return (
    <fieldset className="checkout-ways">
      <legend>{t("checkout.way")}</legend>
      {online ? (
        <WayChoice
          title={t("checkout.online")}
          note={t("checkout.onlineNote")}
          checked={way === "online"}
          onChoose={() => onChoose("online")}
        />
      ) : null}
      {inStore ? (
        <WayChoice
          title={t("checkout.inStore")}
          note={t("checkout.inStoreNote")}
          checked={way === "in_store"}
          onChoose={() => onChoose("in_store")}
        />
      ) : null}
    </fieldset>
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

/** What is to be paid now; above it what the goods cost, where that is more. */
function Total({ quoted: { quote, waiting } }: { quoted: Quoted }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const now = quote?.presale ? quote.presale.depositMinor : (quote?.dueMinor ?? 0);
  const label = quote?.presale ? t("checkout.depositNow") : t("checkout.due");
  const less = quote !== undefined && now < quote.totalMinor;
  return (
    <p className="checkout-total" role="status" aria-busy={waiting}>
      <span className="quiet">{less ? label : t("checkout.total")}</span>
      <strong>{quote ? amount(now) : "…"}</strong>
      {less ? (
        <small className="quiet">
          {t("checkout.of", { amount: amount(quote.totalMinor) })}
        </small>
      ) : null}
    </p>
  );
}

/** One key for one order: pressed twice, or after a lost answer, it is the same order. */
function useOrdering(store: Store, place: CartPlace, prices: Prices, quoted: Quoted) {
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
    const { quote } = quoted;
    if (!quote) return;
    setBusy(true);
    setProblem(undefined);
    const { choose, ...question } = questionOf(store.storeId, readCart(place));
    const body: OrderQuestion = {
      ...question,
      ...(choose ? { choose } : {}),
      ...(quote.points?.used ? { usePoints: quote.points.used } : {}),
      ...(quote.storedValue?.usedMinor
        ? { useStoredValueMinor: quote.storedValue.usedMinor }
        : {}),
      paymentKind: way,
      expectedTotalMinor: quote.totalMinor,
      expectedDueMinor: quote.dueMinor,
      note,
      // Paid ahead, it waits for the member with a code of its own.
      ...(way === "online" ? { fulfilment: "pickup" as const } : {}),
    };
    try {
      const placed = await api.placeOrder(body, keyFor(JSON.stringify(body)));
      changeCart(place, (now) => ({ ...now, lines: [], choose: null, seen: null }));
      const page = path(`/orders/${placed.orderId}`);
      const pays = way !== "in_store" && provider && placed.state === "awaiting_payment";
      const started = pays ? await api.payOrder(placed.orderId, provider).catch(() => null) : null;
      navigate(page, true);
      if (started?.link) location.assign(started.link);
    } catch (thrown) {
      const found = asProblem(thrown);
      const changed = ["order_price_changed", "order_due_changed"].includes(found.code);
      setProblem(changed ? { ...found, next: t("checkout.changed") } : found);
      if (changed) {
        prices.reload();
        quoted.reload();
      }
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
