import { Link } from "@tanstack/react-router";
import { Button, Popconfirm } from "antd";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Stop = Item<"listStops">;

function useStops(): readonly Stop[] {
  const brand = useBrand();
  const found = useAnswer("listStops", { path: brand.path }, { refetchInterval: 15_000 });
  return found.data?.items ?? [];
}

/** Stops an offer at once, or lets it run again; asks first. */
export function StopButton({ offerId }: { offerId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const stops = useStops();
  const stop = useWrite("putStop", { done: t("stop.done") });
  const path = { ...brand.path, kind: "offer" as const, targetId: offerId };
  if (!brand.may("offers.publish")) return null;
  const stopped = stops.find((one) => one.kind === "offer" && one.targetId === offerId);
  if (stopped) return <LiftButton stop={stopped} />;
  return (
    <Popconfirm
      title={t("stop.sure")}
      description={t("stop.sureMore")}
      onConfirm={() => stop.mutate({ path })}
    >
      <Button size="small" danger loading={stop.isPending}>
        {t("stop.now")}
      </Button>
    </Popconfirm>
  );
}

function LiftButton({ stop }: { stop: Stop }) {
  const brand = useBrand();
  const { t } = useText();
  const lift = useWrite("liftStop", { done: t("stop.lifted") });
  const path = { ...brand.path, kind: stop.kind as "offer", targetId: stop.targetId };
  return (
    <Popconfirm title={t("form.confirmSure")} onConfirm={() => lift.mutate({ path })}>
      <Button size="small" loading={lift.isPending}>
        {t("stop.lift")}
      </Button>
    </Popconfirm>
  );
}

/** Everything that stands under a stop sign now; nothing when nothing does. */
export function StopList() {
  const brand = useBrand();
  const { t, lang } = useText();
  const { timeZone } = brand.me.brand;
  const stops = useStops();
  if (stops.length === 0) return null;
  const timeOf = ({ stoppedAt }: Stop) => dayAndClock(stoppedAt, timeZone, lang);
  return (
    <Note tone="bad" title={t("stop.title")}>
      <ul className="c-stops">
        {stops.map((stop) => {
          const name = inLang(lang, stop.name ?? stop.targetId.slice(-6), stop.nameEn);
          return (
            <li key={`${stop.kind} ${stop.targetId}`}>
              {t(`stop.kind.${stop.kind as "offer"}`)}{" "}
              {stop.kind === "offer" || stop.kind === "release" ? (
                <Link to={`/${brand.key}/${stop.kind}s/${stop.targetId}`}>{name}</Link>
              ) : (
                name
              )}{" "}
              <small>{t("stop.since", { time: timeOf(stop) })}</small>{" "}
              {brand.may("offers.publish") && stop.kind !== "release" ? (
                <LiftButton stop={stop} />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Note>
  );
}
