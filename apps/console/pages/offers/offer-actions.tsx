import { Link } from "@tanstack/react-router";
import { Button, Popconfirm } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

interface ActedOffer {
  readonly offerId: string;
  readonly state: string;
  readonly draftVersion: number | null;
  readonly liveVersion: number | null;
  readonly trigger: string;
}

/** What can be done next with an offer in its state; publishing is a right of its own. */
export function OfferActions({ offer }: { offer: ActedOffer }) {
  const brand = useBrand();
  const { t } = useText();
  const automatic = offer.trigger === "automatic";
  const publish = useWrite("publishOffer", {
    done: automatic ? t("offers.publishedAutomatic") : t("offers.published"),
  });
  const pause = useWrite("pauseOffer", {
    done: automatic ? t("offers.pausedAutomatic") : t("offers.paused"),
  });
  const resume = useWrite("resumeOffer", {
    done: automatic ? t("offers.publishedAutomatic") : t("offers.resumed"),
  });
  const end = useWrite("endOffer", { done: t("offers.ended") });
  const input = { path: { ...brand.path, offerId: offer.offerId } };
  const { state, draftVersion, liveVersion } = offer;
  const may = brand.may("offers.publish");
  return (
    <span className="c-actions">
      {may && state !== "ended" && draftVersion !== null ? (
        <Button
          size="small"
          type="primary"
          loading={publish.isPending}
          onClick={() => publish.mutate(input)}
        >
          {liveVersion === null ? t("offers.publish") : t("offers.publishAgain")}
        </Button>
      ) : null}
      {may && state === "published" ? (
        <Button size="small" loading={pause.isPending} onClick={() => pause.mutate(input)}>
          {automatic ? t("offers.pauseAutomatic") : t("offers.pause")}
        </Button>
      ) : null}
      {may && state === "paused" ? (
        <Button size="small" loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {automatic ? t("offers.resumeAutomatic") : t("offers.resume")}
        </Button>
      ) : null}
      {may && state !== "ended" ? (
        <Popconfirm
          title={t("form.confirmSure")}
          description={automatic ? t("offers.endSureAutomatic") : t("offers.endSure")}
          onConfirm={() => end.mutate(input)}
        >
          <Button size="small" type="text" danger>
            {t("offers.end")}
          </Button>
        </Popconfirm>
      ) : null}
      {liveVersion !== null && !automatic && brand.may("insights.read") ? (
        <Link to={`/${brand.key}/loop`} search={{ offerId: offer.offerId, by: "store" }}>
          {t("offers.funnel")}
        </Link>
      ) : null}
    </span>
  );
}
