import type { ReactNode } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { day } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useShop } from "../shop.ts";
import { Stars } from "./stars.tsx";
import { useText } from "./words.ts";

export type Told = Answer<"listProductReviews">["items"][number];
export type Mine = Answer<"listMyReviews">["items"][number];

interface ItemProps {
  review: Told;
  /** A line above: what it is about. */
  head?: string;
  children?: ReactNode;
}

/** Stars, words, what the store replied, and whether that solved it. Nobody is named. */
export function ReviewItem({ review, head, children }: ItemProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const on = (at: number) => day(at, brand.timeZone, lang, now());
  const store = inLang(lang, review.storeName, review.storeNameEn);
  return (
    <li className="review">
      {head ? <p className="review-head"><strong>{head}</strong></p> : null}
      <p className="review-top">
        <Stars stars={review.stars} />
        <small>{[store, on(review.wroteAt)].filter(Boolean).join(" · ")}</small>
      </p>
      {review.words ? <p className="review-words">{review.words}</p> : null}
      {review.hiddenReason ? (
        <p className="review-hidden">
          {t("reviews.hidden", { reason: t(`reviews.reason.${review.hiddenReason}`) })}
        </p>
      ) : null}
      {review.replies.map((reply) => (
        <p className="review-reply" key={reply.repliedAt}>
          <small>{t("reviews.replied", { day: on(reply.repliedAt) })}</small>
          {reply.text}
        </p>
      ))}
      {review.outcome ? (
        <p className={`review-outcome review-${review.outcome}`}>
          {t(`reviews.outcome.${review.outcome}`)}
        </p>
      ) : null}
      {children}
    </li>
  );
}
