import { useState, type ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { Tabs } from "#packages/ui/tabs.tsx";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import type { Offer } from "../api.ts";
import { promiseOf, termsOf } from "../benefit.ts";
import { lastStore } from "../last-store.ts";
import { onLink } from "../router.ts";
import { Scene } from "../scene.tsx";
import { useShop } from "../shop.ts";
import { ActBar } from "./act-bar.tsx";
import { firstSlot, isLive, type Release, type Slot } from "./answer.ts";
import { NowBox } from "./now-box.tsx";
import { Numbers } from "./numbers.tsx";
import { Proof } from "./proof.tsx";
import { Rules } from "./rules.tsx";
import { useActs } from "./use-acts.ts";
import { useRelease, type Seen } from "./use-release.ts";
import { useText } from "./words.ts";

interface ReleaseScreenProps {
  releaseId: string;
  /** In place of a release that does not exist. */
  lost: ReactNode;
}

/** A flash release: its rule, the server's countdown, place and odds, and one button. */
export function ReleaseScreen({ releaseId, lost }: ReleaseScreenProps) {
  const { t } = useText();
  const seen = useRelease(releaseId);
  const { release, problem, refresh } = seen;
  if (release) return <ReleasePage release={release} seen={seen} />;
  if (problem?.status === 404 || problem?.status === 400) return lost;
  return (
    <div className="page">
      {problem ? (
        <Notice
          {...problem}
          action={<Button look="plain" onClick={() => void refresh()}>{t("kit.retry")}</Button>}
        />
      ) : (
        <Skeleton label={t("kit.loading")} />
      )}
    </div>
  );
}

function ReleasePage({ release, seen }: { release: Release; seen: Seen }) {
  const { t } = useText();
  const acts = useActs(release.releaseId, seen);
  const [chosen, setChosen] = useState<string>();
  const { entry, mine, problem } = seen;
  const own = entry && isLive(entry) ? entry.slotId : undefined;
  const numbers = release.kind === "numbers";
  const slotId = chosen ?? own ?? (numbers ? undefined : firstSlot(release));
  const slot = release.slots.find((one) => one.slotId === slotId);
  const shown = slot ?? release.slots[0];
  if (!shown) return null;
  const box = (
    <NowBox
      release={release}
      slot={shown}
      entry={entry}
      mine={mine}
      acts={acts}
      onSlot={setChosen}
    />
  );
  return (
    <div className="flash">
      <div className="flash-hero">
        <Scene kind="cup" seed={release.releaseId} />
        <span className="flash-ribbon">{t(`flash.${numbers ? "numbers" : release.mode}`)}</span>
      </div>
      <div className="flash-sheet">
        <Head release={release} />
        {problem ? (
          <Notice tone="warn" title={t("flash.stale")} next={t("flash.staleNext")} />
        ) : null}
        {!numbers && release.slots.length > 1 ? (
          <div className="flash-slots">
            <Slots release={release} chosen={shown.slotId} onChoose={setChosen}>{box}</Slots>
          </div>
        ) : box}
        {numbers ? (
          <Numbers release={release} chosen={slot?.slotId} own={own} onChoose={setChosen} />
        ) : null}
        <Prize release={release} />
        <ActBar release={release} slot={slot} entry={entry} acts={acts} />
      </div>
      <div className="flash-more">
        <Rules release={release} />
        <Proof release={release} slot={shown} entry={entry} />
      </div>
    </div>
  );
}

function Head({ release }: { release: Release }) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  const code = lastStore(brand.key);
  const back = code ? path(`/s/${encodeURIComponent(code)}`) : path("/stores");
  return (
    <header className="flash-head">
      <h1>{inLang(lang, release.name, release.nameEn)}</h1>
      <a href={back} onClick={onLink}>
        <Icon name="store" size={16} />
        {code ? t("flash.atStore") : t("store.nearby")}
      </a>
    </header>
  );
}

interface SlotsProps {
  release: Release;
  chosen: string;
  onChoose(slotId: string): void;
  children: ReactNode;
}

function Slots({ release, chosen, onChoose, children }: SlotsProps) {
  const { brand } = useShop();
  const { t } = useText();
  const label = (slot: Slot): string => {
    const time = clock(slot.startsAt, brand.timeZone);
    if (slot.state === "open") return t("flash.slotNow", { time });
    if (slot.state === "sold_out") return t("flash.slotGone", { time });
    return slot.state === "before" ? time : t("flash.slotOver", { time });
  };
  return (
    <Tabs
      label={t("flash.slots")}
      tabs={release.slots.map((slot) => ({ key: slot.slotId, label: label(slot) }))}
      chosen={chosen}
      onChoose={onChoose}
    >
      {children}
    </Tabs>
  );
}

/** What is won: the same ticket that will lie in the wallet. */
function Prize({ release }: { release: Release }) {
  const { brand } = useShop();
  const { lang } = useText();
  const offer = release.offer as Offer | null;
  if (!offer) return null;
  return (
    <VoucherTicket
      {...promiseOf(offer, brand)}
      title={inLang(lang, offer.title, offer.titleEn)}
      terms={termsOf(offer, brand)}
    />
  );
}
