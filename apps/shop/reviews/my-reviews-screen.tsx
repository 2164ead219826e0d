import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { onLink } from "../router.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { ReviewItem, type Mine } from "./review-item.tsx";
import { usePaged } from "./use-reviews.ts";
import { useText } from "./words.ts";

type Page = Answer<"listMyReviews">;

/** All that the member wrote, what stores replied, and their word on it. */
export function MyReviewsScreen() {
  const { api, brand, member, path } = useShop();
  const { t } = useText();
  const pages = usePaged<Mine, Page>(member ? "my reviews" : null, (cursor) =>
    api.call("listMyReviews", {
      path: { brand: brand.key }, query: { limit: 20, ...(cursor ? { cursor } : {}) },
    }));
  if (!member) return <SignInPlace title={t("reviews.mine")} />;
  return (
    <div className="page page-narrow">
      <ScreenHead title={t("reviews.mine")} back={path("/me")} />
      {pages.problem ? <Notice {...pages.problem} /> : null}
      {pages.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {pages.first && pages.items.length === 0 ? (
        <Empty
          title={t("reviews.mineNone")}
          next={t("reviews.mineNoneNext")}
          action={
            <a className={buttonClass("main")} href={path("/orders")} onClick={onLink}>
              {t("reviews.toOrders")}
            </a>
          }
        />
      ) : null}
      <ul className="reviews">
        {pages.items.map((review) => <Own key={review.reviewId} review={review} />)}
      </ul>
      {pages.more ? (
        <Button wide look="plain" onClick={pages.more}>{t("reviews.more")}</Button>
      ) : null}
    </div>
  );
}

function Own({ review }: { review: Mine }) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const [changed, setChanged] = useState<Mine>();
  const [busy, setBusy] = useState(false);
  const now = changed ?? review;
  const name = now.aboutName
    ? inLang(lang, now.aboutName, now.aboutNameEn)
    : inLang(lang, now.storeName, now.storeNameEn);
  const say = async (outcome: "solved" | "unsolved") => {
    setBusy(true);
    try {
      const path = { brand: brand.key, reviewId: now.reviewId };
      setChanged(await api.call("tellReviewOutcome", { path, body: { outcome } }));
      toast(t("reviews.outcomeSaid"), "good");
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
    }
    setBusy(false);
  };
  return (
    <ReviewItem review={now} head={name}>
      {now.replies.length > 0 ? (
        <div className="review-acts">
          {now.outcome === "solved" ? null : (
            <Button look="soft" busy={busy} onClick={() => void say("solved")}>
              {t("reviews.solved")}
            </Button>
          )}
          {now.outcome === "unsolved" ? null : (
            <Button look="plain" busy={busy} onClick={() => void say("unsolved")}>
              {t("reviews.unsolved")}
            </Button>
          )}
        </div>
      ) : null}
    </ReviewItem>
  );
}
