import { Link } from "@tanstack/react-router";
import { Button, Popconfirm } from "antd";
import type { ReactNode } from "react";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { type BrandHere, useBrand } from "../../brand.tsx";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Stop = Item<"listStops">;

function useStops(): readonly Stop[] {
  const brand = useBrand();
  const found = useAnswer("listStops", { path: brand.path }, { refetchInterval: 15_000 });
  return found.data?.items ?? [];
}

interface StopButtonProps {
  readonly kind: "offer" | "campaign" | "store" | "channel";
  readonly targetId: string;
  /** Beside a page's other buttons: as large as they are. */
  readonly large?: boolean;
}

/** Campaigns and channels concern the whole brand, and so do those who stop them. */
function mayStop(brand: BrandHere, kind: Stop["kind"]): boolean {
  const units = brand.unitsFor("offers.publish");
  if (kind !== "campaign" && kind !== "channel") return units.length > 0;
  return units.some((unit) => unit.kind === "group");
}

/** Stops it at once, or lets it run again; asks first. */
export function StopButton({ kind, targetId, large = false }: StopButtonProps) {
  const brand = useBrand();
  const { t } = useText();
  const stops = useStops();
  const stop = useWrite("putStop", { done: t("stop.done") });
  const path = { ...brand.path, kind, targetId };
  if (!mayStop(brand, kind)) return null;
  const stopped = stops.find((one) => one.kind === kind && one.targetId === targetId);
  if (stopped) return <LiftButton stop={stopped} large={large} />;
  return (
    <Popconfirm
      title={t(`stop.sure.${kind}`)}
      description={t(`stop.sureMore.${kind}`)}
      onConfirm={() => stop.mutate({ path })}
    >
      <Button size={large ? "middle" : "small"} danger loading={stop.isPending}>
        {t("stop.now")}
      </Button>
    </Popconfirm>
  );
}

/** Releases and draws have their own ways to run again: what waited in them goes on. */
function useLift({ kind, targetId }: Stop) {
  const { path } = useBrand();
  const { t } = useText();
  const done = t("stop.lifted");
  const sign = useWrite("liftStop", { done });
  const release = useWrite("liftReleaseStop", { done });
  const draw = useWrite("resumeDraw", { done });
  const lift = (): void => {
    if (kind === "release") release.mutate({ path: { ...path, releaseId: targetId } });
    else if (kind === "draw") draw.mutate({ path: { ...path, drawId: targetId } });
    else sign.mutate({ path: { ...path, kind: kind as "offer", targetId } });
  };
  return { lift, isPending: sign.isPending || release.isPending || draw.isPending };
}

function LiftButton({ stop, large = false }: { stop: Stop; large?: boolean }) {
  const { t } = useText();
  const { lift, isPending } = useLift(stop);
  return (
    <Popconfirm title={t("form.confirmSure")} onConfirm={lift}>
      <Button size={large ? "middle" : "small"} loading={isPending}>
        {t("stop.lift")}
      </Button>
    </Popconfirm>
  );
}

/** Have a page of their own under the plural of their kind. */
const linked = ["offer", "release", "draw"];

/** The list of stops knows no names of campaigns: its module lies below them. */
function useCampaignNames(wanted: boolean): ReadonlyMap<string, string> | null {
  const { path } = useBrand();
  const found = useAnswer("listCampaigns", { path, query: { limit: 200 } }, { enabled: wanted });
  if (found.isLoading) return null;
  return new Map((found.data?.items ?? []).map((one) => [one.campaignId, one.name]));
}

interface StopStateProps extends Pick<StopButtonProps, "kind" | "targetId"> {
  /** What is shown while it runs. */
  readonly children: ReactNode;
}

/** The state in a list's row: whatever is stopped does not run, whatever else it is. */
export function StopState({ kind, targetId, children }: StopStateProps) {
  const { t } = useText();
  const stopped = useStops().some((one) => one.kind === kind && one.targetId === targetId);
  return stopped ? <span className="c-state c-state-banned">{t("stop.state")}</span> : children;
}

/** What stands under a stop sign now: all, of one kind, or one thing; nothing when nothing does. */
export function StopList({ kind, targetId }: { kind?: Stop["kind"]; targetId?: string }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const { timeZone } = brand.me.brand;
  const stops = useStops()
    .filter((one) => kind === undefined || one.kind === kind)
    .filter((one) => targetId === undefined || one.targetId === targetId);
  const campaigns = useCampaignNames(stops.some((one) => one.kind === "campaign"));
  if (stops.length === 0 || !campaigns) return null;
  const timeOf = ({ stoppedAt }: Stop) => dayAndClock(stoppedAt, timeZone, lang);
  const titleOf = ({ targetId, name, nameEn }: Stop) =>
    campaigns.get(targetId) ?? inLang(lang, name ?? targetId.slice(-6), nameEn);
  return (
    <Note tone="bad" title={t("stop.title")}>
      <ul className="c-stops">
        {stops.map((stop) => {
          const name = titleOf(stop);
          return (
            <li key={`${stop.kind} ${stop.targetId}`}>
              {t(`stop.kind.${stop.kind as "offer"}`)}{" "}
              {linked.includes(stop.kind) ? (
                <Link to={`/${brand.key}/${stop.kind}s/${stop.targetId}`}>{name}</Link>
              ) : (
                name
              )}{" "}
              <small>{t("stop.since", { time: timeOf(stop) })}</small>{" "}
              {mayStop(brand, stop.kind) ? <LiftButton stop={stop} /> : null}
            </li>
          );
        })}
      </ul>
    </Note>
  );
}
