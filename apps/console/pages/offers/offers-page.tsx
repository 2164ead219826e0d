import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { lastDay } from "#packages/ui/format.ts";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { OfferActions } from "./offer-actions.tsx";
import { StopList, StopState } from "./stop-signs.tsx";

type Listed = Item<"listOffers">;
const states = ["draft", "published", "paused", "ended"] as const;
export type OfferState = (typeof states)[number];

/** All offers, newest first, with the one thing that can be done next with each. */
export function OffersPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { state } = useSearch({ strict: false }) as { state?: OfferState };
  const query = { limit: 50, ...(state ? { state } : {}) };
  const pages = usePages("listOffers", { path: brand.path, query });
  const create = brand.may("offers.write") ? (
    <Button type="primary" onClick={() => void navigate({ to: `/${brand.key}/offers/new` })}>
      {t("offers.new")}
    </Button>
  ) : null;
  return (
    <>
      <PageHead
        title={t("offers.title")}
        lead={t("offers.lead")}
        actions={
          <>
            <Link className="c-head-link" to={`/${brand.key}/offers/stacking`}>
              {t("offers.stacking")}
            </Link>
            <Link className="c-head-link" to={`/${brand.key}/prices`}>{t("offers.trial")}</Link>
            {create}
          </>
        }
      />
      <StopList />
      <Segmented
        aria-label={t("offers.state")}
        value={state ?? "all"}
        onChange={(next) =>
          void navigate({
            to: `/${brand.key}/offers`,
            search: next === "all" ? {} : { state: next },
          })
        }
        options={[
          { value: "all", label: t("form.all") },
          ...states.map((one) => ({ value: one, label: t(`offers.state.${one}`) })),
        ]}
      />
      <Listing
        label={t("offers.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.offerId}
        faded={(one) => one.state === "ended"}
        empty={
          state ? (
            <Empty title={t("offers.emptyState")} />
          ) : (
            <Empty title={t("offers.empty")} next={t("offers.emptyNext")}>
              {create}
            </Empty>
          )
        }
      />
    </>
  );
}

export function StateTag({ state }: { state: string }) {
  const { t } = useText();
  const known = states.find((one) => one === state) ?? "draft";
  return <span className={`c-state c-state-${known}`}>{t(`offers.state.${known}`)}</span>;
}

function useColumns(): Column<Listed>[] {
  const { t, lang } = useText();
  const brand = useBrand();
  const zone = brand.me.brand.timeZone;
  return [
    {
      key: "title",
      title: t("offer.title"),
      head: true,
      cell: (one) => (
        <Link to={`/${brand.key}/offers/${one.offerId}`}>
          {inLang(lang, one.title, one.titleEn)}
        </Link>
      ),
    },
    {
      key: "category",
      title: t("offers.kind"),
      cell: (one) => t(`category.${one.category}`),
    },
    {
      key: "state",
      title: t("offers.state"),
      cell: (one) => (
        <>
          <StopState kind="offer" targetId={one.offerId}>
            <StateTag state={one.state} />
          </StopState>
          {one.draftVersion !== null && one.liveVersion !== null ? (
            <small>{t("offers.changes")}</small>
          ) : null}
        </>
      ),
    },
    {
      key: "claimed",
      title: t("offers.claimed"),
      end: true,
      cell: (one) =>
        one.trigger === "automatic"
          ? t("offers.automatic")
          : one.totalStock === null
          ? one.claimed
          : t("offers.claimedOf", { claimed: one.claimed, total: one.totalStock }),
    },
    {
      key: "until",
      title: t("offers.claimUntil"),
      cell: (one) =>
        one.trigger === "automatic"
          ? t("figure.none")
          : one.claimEndsAt === null
          ? t("offers.noEnd")
          : t("day.ends", { day: lastDay(one.claimEndsAt, zone, lang, Date.now()) }),
    },
    { key: "next", title: "", end: true, cell: (one) => <OfferActions offer={one} /> },
  ];
}
