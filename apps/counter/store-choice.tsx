import { useDeferredValue, useEffect, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { Icon } from "#packages/ui/icon.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { signOut, type Api, type SessionBrand, type Staff, type Store } from "./api.ts";
import { Plain } from "./frame.tsx";
import { useText } from "./text.ts";

interface StoreChoiceProps {
  api: Api;
  brand: SessionBrand;
  staff: Staff;
  onChoose(store: Store): void;
}

// Below this many there is nothing to search for.
const searchFrom = 8;

/** Only stores where the staff may redeem; with a single one there is nothing to ask. */
export function StoreChoice({ api, brand, staff, onChoose }: StoreChoiceProps) {
  const { t, lang } = useText();
  const [words, setWords] = useState("");
  const asked = useDeferredValue(words.trim());
  const found = useLoad(`${brand.key} ${asked}`, () => storesOf(api, staff, asked));
  const stores = found.data;
  const [many, setMany] = useState(false);

  useEffect(() => {
    if (!stores || asked !== "") return;
    setMany(stores.length >= searchFrom);
    if (stores.length === 1 && stores[0]) onChoose(stores[0]);
  }, [stores, asked, onChoose]);

  const none = stores?.length === 0;
  return (
    <Plain>
      <h1>{t("choose.store")}</h1>
      <p className="lead">{t("choose.storeNote")}</p>
      {many ? (
        <Field
          label={t("choose.find")}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      {found.problem ? <Notice {...noticeOf(found.problem)} /> : null}
      {found.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {none && asked ? (
        <Empty icon="store" title={t("choose.noMatch")} next={t("choose.noMatchNext")} />
      ) : null}
      {none && !asked ? <NoStore /> : null}
      <ul className="choices">
        {stores?.map((store) => (
          <li key={store.storeId}>
            <button type="button" className="choice" onClick={() => onChoose(kept(store))}>
              <span className="choice-words">
                <strong>{inLang(lang, store.name, store.nameEn)}</strong>
                <small>{[store.city, store.address].filter(Boolean).join(" · ")}</small>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </Plain>
  );
}

function NoStore() {
  const { t } = useText();
  const other = () => void signOut().finally(() => location.reload());
  return (
    <Empty
      icon="store"
      title={t("choose.none")}
      next={t("choose.noneNext")}
      action={<Button look="soft" onClick={other}>{t("choose.otherAccount")}</Button>}
    />
  );
}

/** A brand's whole store list may be thousands long: one page of each unit, and the search. */
async function storesOf(api: Api, staff: Staff, words: string): Promise<Store[]> {
  const pages = await Promise.all(staff.redeemUnitIds.map((id) => api.stores(id, words)));
  const byId = new Map(pages.flatMap((page) => page.items).map((one) => [one.storeId, one]));
  return [...byId.values()];
}

function kept({ storeId, code, name, nameEn, city, address }: Store): Store {
  return { storeId, code, name, nameEn, city, address };
}

function noticeOf({ title, next }: { title: string; next: string }) {
  return { title, next };
}
