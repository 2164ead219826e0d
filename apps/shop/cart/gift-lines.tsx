import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { CartAnswer } from "./answer.ts";
import { useText } from "./words.ts";

/** What comes with the goods stands before them. */
export function GiftLines({ answer }: { answer: CartAnswer }) {
  const { t, lang } = useText();
  const { gifts } = answer.priced;
  if (gifts.length === 0) return null;
  return (
    <ul className="cart-gifts" aria-label={t("cart.gifts")}>
      {gifts.map((gift, at) => {
        const offer = answer.names[gift.offerId];
        const title = offer && inLang(lang, offer.title, offer.titleEn);
        return (
          <li key={at}>
            <Icon name="gift" />
            <p>
              <strong>{giftName(answer, gift, lang)}</strong>
              {title ? <span className="quiet">{title}</span> : null}
            </p>
            <span className="cart-gift-count">{t("cart.giftCount", { count: gift.quantity })}</span>
          </li>
        );
      })}
    </ul>
  );
}

type Gift = CartAnswer["priced"]["gifts"][number];

/** The product's own name where the gift is one; the label is in the brand's language. */
export function giftName(answer: CartAnswer, gift: Gift, lang: "zh" | "en"): string {
  const product = gift.productId ? answer.products[gift.productId] : undefined;
  return product ? inLang(lang, product.name, product.nameEn) : gift.label;
}
