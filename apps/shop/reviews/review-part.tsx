import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { day } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { StarPick, Stars } from "./stars.tsx";
import { useText } from "./words.ts";

type Place = Answer<"getMyReviewPlaces">["places"][number];

interface PartProps {
  subjectKind: "order" | "booking";
  subjectId: string;
  state: string;
}

/** On an order or a booking: each product and the store, once. */
export function ReviewPart({ subjectKind, subjectId, state }: PartProps) {
  const { api, brand, path, now } = useShop();
  const { t, lang } = useText();
  const asked = useLoad(`review places ${subjectId} ${state}`, () =>
    api.call("getMyReviewPlaces", { path: { brand: brand.key, subjectKind, subjectId } }));
  const [writing, setWriting] = useState<Place>();
  const places = asked.data?.places ?? [];
  const until = asked.data?.until ?? null;
  const open = places.some((place) => place.open);
  if (!open && places.every((place) => !place.review)) return null;
  const nameOf = (place: Place) =>
    place.name ? inLang(lang, place.name, place.nameEn) : t("reviews.store");
  return (
    <Card title={t("reviews.mineHere")}>
      <ul className="review-places">
        {places.map((place) => (
          <li key={place.lineId ?? ""}>
            <span>{nameOf(place)}</span>
            {place.review ? <Stars stars={place.review.stars} /> : null}
            {place.open ? (
              <Button look="soft" onClick={() => setWriting(place)}>{t("reviews.write")}</Button>
            ) : null}
          </li>
        ))}
      </ul>
      {open && until ? (
        <p className="quiet">
          {t("reviews.until", { day: day(until, brand.timeZone, lang, now()) })}
        </p>
      ) : null}
      {places.some((place) => place.review) ? (
        <a className={buttonClass("plain", true)} href={path("/reviews")} onClick={onLink}>
          {t("reviews.mine")}
        </a>
      ) : null}
      {writing ? (
        <WriteSheet
          title={nameOf(writing)}
          about={{ subjectKind, subjectId, lineId: writing.lineId }}
          onClose={() => setWriting(undefined)}
          onDone={() => {
            setWriting(undefined);
            asked.reload();
          }}
        />
      ) : null}
    </Card>
  );
}

interface WriteProps {
  title: string;
  about: { subjectKind: "order" | "booking"; subjectId: string; lineId: string | null };
  onClose(): void;
  onDone(): void;
}

function WriteSheet({ title, about, onClose, onDone }: WriteProps) {
  const { api, brand } = useShop();
  const { t } = useText();
  const [stars, setStars] = useState<number | null>(null);
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (stars === null) return;
    setBusy(true);
    try {
      const body = { ...about, stars, words: words.trim() || null };
      await api.call("writeReview", { path: { brand: brand.key }, body });
      toast(t("reviews.thanks"), "good");
      onDone();
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
      setBusy(false);
    }
  };
  return (
    <Sheet title={title} closeLabel={t("kit.close")} onClose={onClose}>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <StarPick label={t("reviews.how")} stars={stars} onChange={setStars} />
        <label>
          <span>{t("reviews.words")}</span>
          <textarea
            rows={4}
            maxLength={1000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <p className="quiet">{t("reviews.promise")}</p>
        <Button wide type="submit" busy={busy} disabled={stars === null}>
          {t("reviews.send")}
        </Button>
      </form>
    </Sheet>
  );
}
