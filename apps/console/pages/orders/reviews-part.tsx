import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { ReviewActs } from "../reviews/review-acts.tsx";
import { Said } from "../reviews/said.tsx";

/** What the member says of an order's goods and of its store; nothing before they have. */
export function ReviewsPart({ orderId }: { orderId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const enabled = brand.may("reviews.work");
  const query = { subjectId: orderId, limit: 100 };
  const found = useAnswer("listReviews", { path: brand.path, query }, { enabled });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <fieldset className="c-fields">
      <legend>{t("reviews.title")}</legend>
      <ul className="c-care-list">
        {items.map((one) => (
          <li key={one.reviewId}>
            <span>
              {one.aboutName
                ? brand.named({ name: one.aboutName, nameEn: one.aboutNameEn })
                : t("reviews.ofStore")}
              <Said review={one} />
            </span>
            <ReviewActs review={one} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
