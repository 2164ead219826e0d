import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { inFours } from "#packages/ui/format.ts";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { ReviewActs } from "./review-acts.tsx";
import { ReviewFigures } from "./review-figures.tsx";
import { Said } from "./said.tsx";

type Review = Item<"listReviews">;

const views = ["all", "waiting", "low", "unsolved", "hidden"] as const;

interface Search {
  readonly show?: (typeof views)[number];
  readonly storeId?: string;
  readonly productId?: string;
}

/** What guests say, and what stores reply; filters live in the address. */
export function ReviewsPage() {
  const brand = useBrand();
  const { t } = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (more: Partial<Record<keyof Search, string | undefined>>) =>
    void navigate({ to: ".", search: { ...search, ...more } as never, replace: true });
  const show = search.show ?? "all";
  const pages = usePages("listReviews", {
    path: brand.path, query: { limit: 50, ...search, show },
  });
  return (
    <>
      <PageHead title={t("reviews.title")} lead={t("reviews.lead")} />
      <ReviewFigures storeId={search.storeId} />
      <div className="c-reviews-filter">
        <Segmented
          aria-label={t("reviews.show")}
          value={show}
          onChange={(next) => change({ show: next })}
          options={views.map((value) => ({ value, label: t(`reviews.${value}`) }))}
        />
        <UnitPick
          label={t("reviews.store")}
          kind="store"
          value={search.storeId}
          onChange={(storeId) => change({ storeId })}
        />
      </div>
      <Listing
        label={t("reviews.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.reviewId}
        empty={<Empty title={t("reviews.empty")} next={t("reviews.emptyNext")} />}
      />
    </>
  );
}

function useColumns(): Column<Review>[] {
  const brand = useBrand();
  const { t } = useText();
  return [
    { key: "said", title: t("reviews.said"), head: true, cell: (one) => <Said review={one} /> },
    { key: "about", title: t("reviews.about"), cell: (one) => <About review={one} /> },
    {
      key: "who",
      title: t("reviews.member"),
      cell: (one) => one.memberMasked ?? t("reviews.nobody"),
    },
    { key: "at", title: t("reviews.at"), cell: (one) => brand.at(one.wroteAt) },
    { key: "act", title: "", end: true, cell: (one) => <ReviewActs review={one} /> },
  ];
}

function About({ review }: { review: Review }) {
  const brand = useBrand();
  const { t } = useText();
  const number = inFours(review.number);
  const { aboutName, aboutNameEn, storeName, storeNameEn } = review;
  const store = brand.named({ name: storeName, nameEn: storeNameEn });
  return (
    <div className="c-review-about">
      {aboutName ? brand.named({ name: aboutName, nameEn: aboutNameEn }) : store}
      <small>
        {aboutName ? `${store} · ` : ""}
        {review.subjectKind === "booking" ? (
          `${t("reviews.booking")} ${number}`
        ) : (
          <Link to={`/${brand.key}/orders/${review.subjectId}`}>{number}</Link>
        )}
      </small>
    </div>
  );
}
