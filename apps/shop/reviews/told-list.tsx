import { useState, type ReactNode } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { ReviewItem, type Told } from "./review-item.tsx";
import { ScoreHead } from "./score.tsx";
import { usePaged } from "./use-reviews.ts";
import { useText } from "./words.ts";

type Page = Answer<"listProductReviews">;

const limit = 20;

interface ListProps {
  /** Of what: two lists never share their pages. */
  of: string;
  ask(query: { limit: number; stars?: number; cursor?: string }): Promise<Page>;
  /** The first page of all, where the page brought it along. */
  carried?: Page | undefined;
  /** Name the service or goods of each. */
  named?: boolean;
  /** In place of a list that has nothing to say. */
  empty: ReactNode;
}

/** The score and what people say, the newest first; one row of the score narrows it. */
export function ToldList({ of, ask, carried, named, empty }: ListProps) {
  const { t, lang } = useText();
  const [stars, setStars] = useState<number | null>(null);
  const pages = usePaged<Told, Page>(`reviews ${of} ${stars ?? ""}`, (cursor) =>
    ask({ limit, ...(stars ? { stars } : {}), ...(cursor ? { cursor } : {}) }),
  stars ? undefined : carried);
  const [score, setScore] = useState<Page["score"]>();
  const known = pages.first?.score ?? score;
  if (pages.first && pages.first.score !== score) setScore(pages.first.score);
  if (pages.problem) return <Notice {...pages.problem} />;
  if (!known) return <Skeleton label={t("kit.loading")} />;
  if (known.count === 0) return empty;
  return (
    <>
      <ScoreHead score={known} stars={stars} onPick={setStars} />
      <p className="quiet">{t("reviews.honest")}</p>
      <ul className="reviews">
        {pages.items.map((review) => (
          <ReviewItem
            key={review.reviewId}
            review={review}
            {...(named && review.aboutName
              ? { head: inLang(lang, review.aboutName, review.aboutNameEn) }
              : {})}
          />
        ))}
      </ul>
      {pages.more ? (
        <Button wide look="plain" onClick={pages.more}>{t("reviews.more")}</Button>
      ) : null}
    </>
  );
}
