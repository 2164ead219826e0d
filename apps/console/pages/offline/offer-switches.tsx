import { Switch } from "antd";
import { type Item, useAnswer, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Offer = Item<"listOffers">;

/** Per offer yes or no. */
export function OfferSwitches() {
  const brand = useBrand();
  const { t, lang } = useText();
  const pages = usePages("listOffers", { path: brand.path, query: { limit: 50 } });
  const allowed = useAnswer("listOfflineOffers", { path: brand.path });
  const set = useWrite("setOfflineOffer", { done: t("form.saved") });
  const name = (one: Offer) => (lang === "en" && one.titleEn ? one.titleEn : one.title);
  return (
    <Listing
      label={t("offline.offers")}
      pages={pages}
      keyOf={(one) => one.offerId}
      empty={<Empty title={t("offline.noOffers")} />}
      columns={[
        { key: "title", title: t("offline.offer"), head: true, cell: name },
        {
          key: "allowed",
          title: t("offline.allowed"),
          end: true,
          cell: (one) => (
            <Switch
              aria-label={`${t("offline.allowed")}: ${name(one)}`}
              checked={allowed.data?.offerIds.includes(one.offerId) ?? false}
              disabled={!brand.may("offers.publish")}
              loading={set.isPending}
              onChange={(on) =>
                set.mutate({
                  path: { ...brand.path, offerId: one.offerId },
                  body: { allowed: on },
                })
              }
            />
          ),
        },
      ]}
    />
  );
}
