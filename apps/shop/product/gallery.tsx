import { useState } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import type { Product } from "./product.ts";
import { Label } from "../cart/label.tsx";
import { useText } from "./words.ts";

/** The pictures of a product, one large; without any a label with its first characters. */
export function Gallery({ product, name }: { product: Product; name: string }) {
  const { t, lang } = useText();
  const [shown, setShown] = useState(0);
  const { pictures } = product;
  const picture = pictures[shown] ?? pictures[0];
  if (!picture) {
    return (
      <div className="product-picture product-label">
        <Label name={name} seed={product.productId} />
      </div>
    );
  }
  return (
    <div className="product-gallery">
      <img
        className="product-picture"
        src={picture.largeUrl}
        alt={inLang(lang, picture.alt, picture.altEn) || name}
      />
      {pictures.length > 1 ? (
        <div className="product-thumbs" role="group" aria-label={t("product.pictures")}>
          {pictures.map((one, at) => (
            <button
              key={one.url}
              type="button"
              aria-pressed={one === picture}
              aria-label={t("product.picture", { at: at + 1, count: pictures.length })}
              onClick={() => setShown(at)}
            >
              <img src={one.url} alt="" />
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
