import { buttonClass } from "#packages/ui/button.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { nextStepOf, savedMinor, type CartAnswer } from "./answer.ts";
import { changeCart, countOf, withQuantity, type CartPlace } from "./kept.ts";
import type { Prices } from "./use-prices.ts";
import { useText } from "./words.ts";

interface CartBarProps {
  prices: Prices;
  place: CartPlace;
  to: "cart" | "checkout";
  href: string;
}

/** Within reach of the thumb: what it costs now, what was saved, and the way on. */
export function CartBar({ prices, place, to, href }: CartBarProps) {
  const { t } = useText();
  const count = countOf(prices.cart);
  if (count === 0) return null;
  const { shown } = prices;
  return (
    <aside className="cart-bar" aria-label={t("cart.sum")}>
      {shown && !prices.problem ? <NextStepRow answer={shown} place={place} /> : null}
      <div className="cart-bar-sum">
        <Total prices={prices} />
        <a
          className={buttonClass("main")}
          href={href}
          onClick={(event) => {
            event.preventDefault();
            navigate(href);
          }}
        >
          {to === "cart" ? (
            <>
              <Icon name="cart" />
              {t("cart.open")}
            </>
          ) : (
            t("cart.toOrder")
          )}
        </a>
      </div>
    </aside>
  );
}

/** The total as the server said it; without its answer the list prices, and it says so. */
export function Total({ prices }: { prices: Prices }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { shown, problem, waiting, cart } = prices;
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const listSum = cart.lines.reduce((sum, line) => sum + (line.unitMinor ?? 0) * line.quantity, 0);
  const known = shown && !problem;
  const saved = known ? savedMinor(shown) : 0;
  return (
    <p className="cart-total" role="status" aria-busy={waiting && !problem}>
      <span className="quiet">{t("cart.count", { count: countOf(cart) })}</span>
      <strong className={waiting && !problem ? "cart-waiting" : ""}>
        {amount(known ? shown.priced.payable.totalMinor : listSum)}
      </strong>
      <span className={known && saved > 0 ? "cart-saved" : "quiet"}>
        {known
          ? saved > 0 ? t("cart.saved", { amount: amount(saved) }) : t("cart.payable")
          : t("cart.listOnly")}
      </span>
    </p>
  );
}

/** The way to the next benefit, with the cheapest goods that reach it one tap away. */
function NextStepRow({ answer, place }: { answer: CartAnswer; place: CartPlace }) {
  const { t, lang } = useText();
  const step = nextStepOf(answer);
  if (!step) return null;
  const adds = (step.next.add ?? []).flatMap(({ productId, quantity }) => {
    const product = answer.products[productId];
    return product ? [{ ...product, productId, quantity }] : [];
  });
  const [first] = adds;
  const name = first && inLang(lang, first.name, first.nameEn);
  const take = () =>
    changeCart(place, (cart) =>
      adds.reduce((now, { productId, name, nameEn, quantity }) => {
        const before = now.lines.find((line) => line.productId === productId);
        const line = before ?? { productId, name, nameEn, unitMinor: null };
        return withQuantity(now, line, (before?.quantity ?? 0) + quantity);
      }, cart),
    );
  return (
    <div className="cart-step">
      <p>{step.sentence}</p>
      {first && name ? (
        <button type="button" className="cart-step-add" onClick={take}>
          <Icon name="plus" size={16} />
          <span>
            <span>
              {adds.length > 1
                ? t("cart.several", { name, count: adds.length })
                : first.quantity > 1 ? t("cart.some", { name, count: first.quantity }) : name}
            </span>
            <Costs minor={step.next.costsMinor} />
          </span>
        </button>
      ) : null}
    </div>
  );
}

/** What the whole cart then costs more: often far less than what is added. */
function Costs({ minor }: { minor: number | null }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  if (minor === null) return null;
  const amount = money(Math.abs(minor), brand.currency, lang);
  return (
    <small>
      {minor < 0
        ? t("cart.costsLess", { amount })
        : minor === 0 ? t("cart.costsSame") : t("cart.costsMore", { amount })}
    </small>
  );
}
