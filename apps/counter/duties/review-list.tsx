import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty } from "#packages/ui/feedback.tsx";
import { day, inFours } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { useAct } from "./use-act.ts";
import type { Review } from "./use-duties.ts";

interface ReviewListProps {
  readonly items: readonly Review[];
  onChange(): void;
}

/** What guests said of this store and what it sold, and nobody has replied to yet. */
export function ReviewList({ items, onChange }: ReviewListProps) {
  const { t } = useText();
  const [open, setOpen] = useState<Review>();
  if (items.length === 0) {
    return (
      <Empty icon="check" title={t("duties.reviewsNone")} next={t("duties.reviewsNoneNext")} />
    );
  }
  return (
    <>
      <ul className="duty-list">
        {items.map((one) => (
          <li key={one.reviewId}>
            <article className={one.stars <= 2 ? "duty duty-late" : "duty"}>
              <Said one={one} />
              <span className="duty-acts">
                <Button className="big" onClick={() => setOpen(one)}>{t("duties.reply")}</Button>
              </span>
            </article>
          </li>
        ))}
      </ul>
      {open ? (
        <ReplySheet one={open} onChange={onChange} onClose={() => setOpen(undefined)} />
      ) : null}
    </>
  );
}

function Said({ one }: { readonly one: Review }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { stars, words, hiddenReason, aboutName, aboutNameEn } = one;
  const facts = [one.memberMasked, inFours(one.number), day(one.wroteAt, staff.timeZone, lang)];
  const about = aboutName ? inLang(lang, aboutName, aboutNameEn) : t("duties.ofStore");
  return (
    <span className="row-words">
      <strong>
        <span className="b-hidden">{t("duties.stars", { stars })}</span>
        <span className="duty-stars" aria-hidden="true">
          {"★".repeat(stars)}{"☆".repeat(5 - stars)}
        </span>{" "}
        {about}
      </strong>
      {hiddenReason ? <small>{t("duties.wordsHidden")}</small> : null}
      {words && !hiddenReason ? <span className="duty-words">{words}</span> : null}
      <small>{facts.filter(Boolean).join(" · ")}</small>
    </span>
  );
}

interface ReplySheetProps {
  readonly one: Review;
  onChange(): void;
  onClose(): void;
}

/** A reply that everybody reads. */
function ReplySheet({ one, onChange, onClose }: ReplySheetProps) {
  const { brand } = useCounter();
  const { t } = useText();
  const [words, setWords] = useState("");
  const { busy, run } = useAct((replied) => {
    onChange();
    if (replied) onClose();
  });
  const text = words.trim();
  const path = { brand: brand.key, reviewId: one.reviewId };
  return (
    <Sheet full title={t("duties.replyTitle")} closeLabel={t("kit.close")} onClose={onClose}>
      <div className="pickup-acts">
        <Said one={one} />
        <label className="duty-tell">
          {t("duties.replyNote")}
          <textarea
            rows={5}
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <Button
          wide
          className="big"
          busy={busy}
          disabled={text === ""}
          onClick={() => void run("duties.replied", (api) =>
            api.call("answerReview", { path, body: { text } }))}
        >
          {t("duties.replySend")}
        </Button>
      </div>
    </Sheet>
  );
}
