import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon, type IconName } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { lastStore } from "../last-store.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import type { NextStep, Release, Slot } from "./answer.ts";
import type { Acts } from "./use-acts.ts";
import { useText } from "./words.ts";

interface NextStepsProps {
  steps: readonly NextStep[];
  release: Release;
  slot: Slot;
  acts: Acts;
  onSlot(slotId: string): void;
}

const ofTheButton: readonly NextStep[] = ["wait", "confirm", "wallet", "wait_list"];

/** Where to go from a result; what the one button does already is not said twice. */
export function NextSteps({ steps, release, slot, acts, onSlot }: NextStepsProps) {
  const { t } = useText();
  const shown = steps.filter((step) => !ofTheButton.includes(step));
  if (shown.length === 0) return null;
  return (
    <div className="flash-nexts">
      <h3>{t("next.title")}</h3>
      {shown.map((step) => (
        <Step
          key={step}
          step={step}
          release={release}
          slot={slot}
          acts={acts}
          onSlot={onSlot}
        />
      ))}
    </div>
  );
}

function Step({ step, release, slot, acts, onSlot }: Omit<NextStepsProps, "steps"> & {
  step: NextStep;
}) {
  const { brand, path } = useShop();
  const { t } = useText();
  const code = lastStore(brand.key);
  const store = code ? path(`/s/${encodeURIComponent(code)}`) : path("/stores");
  switch (step) {
    case "other_slot":
      return <OtherSlot release={release} slot={slot} acts={acts} onSlot={onSlot} />;
    case "next_release":
      return <NextRelease except={release.releaseId} />;
    case "other_store":
      return (
        <Row
          icon="compass"
          title={t("next.otherStore")}
          note={t("next.otherStoreNote")}
          href={path("/stores")}
        />
      );
    case "ordinary_price":
      return (
        <Row
          icon="cart"
          title={t("next.ordinary")}
          note={t("next.ordinaryNote")}
          href={code && brand.sells ? `${store}/goods` : store}
        />
      );
    default:
      return null;
  }
}

function OtherSlot({ release, slot, acts, onSlot }: Omit<NextStepsProps, "steps">) {
  const { t } = useText();
  const other = release.slots.find(
    (one) => one.slotId !== slot.slotId && (one.state === "before" || one.state === "open"),
  );
  if (!other) return null;
  return (
    <Row
      icon="next"
      title={t(release.kind === "numbers" ? "next.otherNumber" : "next.otherSlot")}
      onPress={() => {
        acts.forget();
        onSlot(other.slotId);
      }}
    />
  );
}

/** The next one that has been announced; nothing where there is none. */
export function NextRelease({ except = "" }: { except?: string | undefined }) {
  const { api, brand, path, now } = useShop();
  const { t, lang } = useText();
  const found = useLoad(`releases beside ${except}`, () =>
    api.call("listOpenReleases", { path: { brand: brand.key } }));
  const next = found.data?.items.find(
    (one) => one.releaseId !== except && one.endsAt > now()
      && (one.state === "announced" || one.state === "open"),
  );
  if (!next) return null;
  return (
    <Row
      icon="gift"
      title={`${t("next.nextRelease")} · ${inLang(lang, next.name, next.nameEn)}`}
      note={dayAndClock(next.startsAt, brand.timeZone, lang, now())}
      href={path(`/flash/${next.releaseId}`)}
    />
  );
}

interface RowProps {
  icon: IconName;
  title: string;
  note?: string;
  href?: string;
  onPress?(): void;
}

/** One way on: a link, or a button. */
export function Row({ icon, title, note, href, onPress }: RowProps) {
  const inside = (
    <>
      <Icon name={icon} />
      <span>
        {title}
        {note ? <small>{note}</small> : null}
      </span>
      <Icon name="next" size={18} />
    </>
  );
  if (href) return <a className="flash-next" href={href} onClick={onLink}>{inside}</a>;
  return <button type="button" className="flash-next" onClick={onPress}>{inside}</button>;
}
