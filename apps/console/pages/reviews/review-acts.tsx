import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { type Item, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

type Review = Item<"listReviews">;
type Act = "reply" | "hide" | "show";

const reasons = [
  "personal_data", "insult", "unlawful", "advertising", "court_order",
] as const;
type Reason = (typeof reasons)[number];

const least = { reply: 1, hide: 5, show: 5 };

/** Reply for everybody; hide words for a legal reason, and show them again. Nothing deletes. */
export function ReviewActs({ review }: { review: Review }) {
  const brand = useBrand();
  const { t } = useText();
  const [acting, setActing] = useState<Act>();
  const mayHide = brand.may("reviews.hide") && review.words !== null;
  return (
    <span className="c-actions">
      {mayHide ? (
        <Button
          size="small"
          type="text"
          onClick={() => setActing(review.hiddenReason ? "show" : "hide")}
        >
          {t(review.hiddenReason ? "reviews.showAgain" : "reviews.hide")}
        </Button>
      ) : null}
      {review.replies.length < 5 ? (
        <Button
          size="small"
          type={review.replies.length === 0 ? "primary" : "default"}
          onClick={() => setActing("reply")}
        >
          {t("reviews.reply")}
        </Button>
      ) : null}
      {acting ? (
        <ActDialog act={acting} review={review} onClose={() => setActing(undefined)} />
      ) : null}
    </span>
  );
}

interface DialogProps {
  act: Act;
  review: Review;
  onClose(): void;
}

function ActDialog({ act, review, onClose }: DialogProps) {
  const brand = useBrand();
  const { t } = useText();
  const [text, setText] = useState("");
  const [reason, setReason] = useState<Reason>();
  const done = { done: t(`reviews.done.${act}`), onDone: onClose };
  const reply = useWrite("answerReview", done);
  const hide = useWrite("hideReview", done);
  const show = useWrite("showReview", done);
  const path = { ...brand.path, reviewId: review.reviewId };
  const said = text.trim();
  const fits = said.length >= least[act] && (act !== "hide" || reason !== undefined);
  const send = () => {
    if (act === "reply") reply.mutate({ path, body: { text: said } });
    else if (act === "show") show.mutate({ path, body: { note: said } });
    else if (reason) hide.mutate({ path, body: { reason, note: said } });
  };
  return (
    <Modal
      open
      title={t(`reviews.ask.${act}`)}
      onCancel={onClose}
      onOk={send}
      okText={t(`reviews.ok.${act}`)}
      okButtonProps={{ disabled: !fits }}
      confirmLoading={reply.isPending || hide.isPending || show.isPending}
    >
      <p className="c-quiet">{t(`reviews.note.${act}`)}</p>
      {act === "hide" ? (
        <label className="c-review-field">
          <span>{t("reviews.reason")}</span>
          <Select<Reason>
            value={reason ?? null}
            onChange={(value) => setReason(value ?? undefined)}
            options={reasons.map((value) => ({ value, label: t(`reviews.reason.${value}`) }))}
          />
        </label>
      ) : null}
      <label className="c-review-field">
        <span>{t(act === "reply" ? "reviews.replyText" : "reviews.why")}</span>
        <Input.TextArea
          rows={4}
          maxLength={500}
          showCount
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </Modal>
  );
}
