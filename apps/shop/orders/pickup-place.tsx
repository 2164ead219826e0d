import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Store } from "../api.ts";
import { changeCart, readCart, type CartPlace } from "../cart/kept.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

/** Where it is collected; another store has its own prices and stock, so the cart moves there. */
export function PickupPlace({ store, place }: { store: Store; place: CartPlace }) {
  const { t, lang } = useText();
  const [choosing, setChoosing] = useState(false);
  const where = [store.city, store.address].filter(Boolean).join(" ");
  return (
    <section className="checkout-place">
      <span>
        <strong>{t("checkout.at", { store: inLang(lang, store.name, store.nameEn) })}</strong>
        <small>{[where, t("checkout.noFreight")].filter(Boolean).join(" · ")}</small>
      </span>
      <Button look="plain" onClick={() => setChoosing(true)}>{t("checkout.otherStore")}</Button>
      {choosing ? (
        <StoreSheet store={store} place={place} onClose={() => setChoosing(false)} />
      ) : null}
    </section>
  );
}

interface StoreSheetProps {
  store: Store;
  place: CartPlace;
  onClose(): void;
}

function StoreSheet({ store, place, onClose }: StoreSheetProps) {
  const { api, path } = useShop();
  const { t, lang } = useText();
  const asked = useLoad("pickup stores", () => api.stores({}));
  const others = asked.data?.items.filter((one) => one.code !== store.code);

  function move(code: string): void {
    const { lines } = readCart(place);
    const to = { brandKey: place.brandKey, storeCode: code };
    changeCart(to, () => ({ lines, choose: null, seen: null }));
    changeCart(place, (now) => ({ ...now, lines: [], choose: null, seen: null }));
    onClose();
    navigate(path(`/s/${encodeURIComponent(code)}/checkout`), true);
  }
  return (
    <Sheet title={t("checkout.otherStore")} closeLabel={t("kit.close")} onClose={onClose}>
      <p className="quiet">{t("checkout.otherNote")}</p>
      {asked.loading ? <Skeleton label={t("kit.loading")} /> : null}
      <ul className="checkout-stores">
        {others?.map((one) => (
          <li key={one.storeId}>
            <button type="button" onClick={() => move(one.code)}>
              <strong>{inLang(lang, one.name, one.nameEn)}</strong>
              <small className="quiet">{[one.city, one.address].filter(Boolean).join(" ")}</small>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
